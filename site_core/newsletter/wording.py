"""The newsletter's words as pages and mails print them, read once for each state of the site."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from wagtail.models import Page

from site_core.pagecache.generation import current_generation

from .models import NewsletterSettings

CACHE_SECONDS = 3600


@dataclass(frozen=True)
class Words:
    """The settings as plain values."""

    is_open: bool
    in_footer: bool
    name: str
    introduction: str
    frequency: str
    consent: str
    short_consent: str
    welcome: str
    reply_to: str
    privacy_url: str

    @property
    def short_version(self) -> str:
        """The version of the words above the button of a small form."""
        return version_of(self.short_consent)


def current() -> Words:
    """Return the words. No query when they are in the cache, and never a row written."""
    # The generation is read before the data, never after: a change of the settings or of a page ends it.
    key = f"newsletter-words:{current_generation()}"
    words: Words | None = cache.get(key)
    if words is None:
        words = _read(NewsletterSettings.objects.first() or NewsletterSettings())
        cache.set(key, words, CACHE_SECONDS)
    return words


def version_of(text: str) -> str:
    """Return twelve characters that name a wording: the same words, the same version."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def _read(settings: NewsletterSettings) -> Words:
    page = Page.objects.live().filter(pk=settings.privacy_page_id).first()
    # Asked of the page itself: Wagtail's querysets do not know that an alias is as closed as its source.
    if page and page.specific.get_view_restrictions().exists():
        page = None
    return Words(
        is_open=settings.is_open,
        in_footer=settings.in_footer,
        name=settings.name,
        introduction=settings.introduction,
        frequency=settings.frequency,
        consent=settings.consent_wording,
        short_consent=settings.short_wording,
        welcome=settings.welcome_text,
        reply_to=settings.reply_to,
        privacy_url=(page.url or "") if page else "",
    )
