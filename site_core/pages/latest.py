"""What is new on the site: four cards below every page.

A room whose pages are news says so in `AppConfig.ready()`; the core names none of them:

    latest.register(EventPage)                                  # as new as its first publication
    latest.register(PublicationPage, date="displayed_date")     # as new as the date that readers see

Where there are not enough of them, the pages that were published last fill the row.
"""

from datetime import date, datetime

from django.core.cache import cache
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.template.defaultfilters import date as in_words
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from site_core.pagecache.generation import current_generation

from .blocks.cards import Card, cards_of

SHOWN = 4
# The page below which they stand is not one of them, so that one more is kept.
KEPT = SHOWN + 1
CACHE_SECONDS = 3600
DATE_FORMAT = "j F Y"

_news: dict[type[Page], str] = {}


def register(model: type[Page], *, date: str = "") -> None:
    """Say that pages of this type are news. `date` names a DateField by which they count, where it is filled."""
    _news[model] = date


def forget(model: type[Page]) -> None:
    """Take a type out of the registry, for tests."""
    _news.pop(model, None)


def cards(site: Site) -> list[tuple[int, SafeString]]:
    """Return the newest pages of a site as keys and printed cards. No query when they are in the cache."""
    # The generation is read before the data, as in furniture.py.
    key = f"latest:{site.pk}:{current_generation()}"
    kept: list[tuple[int, SafeString]] | None = cache.get(key)
    if kept is None:
        found = newest_pages(KEPT, site)
        kept = [(page.pk, _printed(page, card)) for page, card in _with_cards(found)]
        cache.set(key, kept, CACHE_SECONDS)
    return kept


def newest_pages(limit: int, site: Site | None = None) -> list[Page]:
    """Return so many of the newest public pages, the newest first: news, then whatever was published last.

    The number of queries depends on the number of page types that are news.
    """
    news: dict[int, tuple[date, datetime, Page]] = {}
    for model, field in _news.items():
        for page in _shown(model.objects.filter(hide_from_search_engines=False), site, field)[:limit]:
            first: datetime = page.first_published_at
            news[page.pk] = (getattr(page, "dated", None) or timezone.localdate(first), first, page)
    found = [page for *_, page in sorted(news.values(), key=lambda item: item[:2], reverse=True)][:limit]
    if len(found) < limit:
        found += _others(limit - len(found), site, besides=news)
    return found


def _others(limit: int, site: Site | None, *, besides: dict[int, object]) -> list[Page]:
    """Return the pages of any type that were published last, without the front page."""
    fronts = Site.objects.values("root_page")
    pages = _shown(Page.objects.exclude(pk__in=fronts).exclude(pk__in=besides), site, "")
    # Some may ask search engines to leave them out, and mean this row too.
    some = pages[: 4 * limit].specific()
    return [page for page in some if not getattr(page, "hide_from_search_engines", False)][:limit]


def _shown(pages: QuerySet[Page], site: Site | None, field: str) -> QuerySet[Page]:
    """Narrow to what the public may see, and put the newest first."""
    shown = pages.live().public().exclude(first_published_at=None).filter(depth__gt=1)
    if site is not None:
        shown = shown.descendant_of(site.root_page, inclusive=True)
    if not field:
        return shown.order_by("-first_published_at", "-pk")
    day = Coalesce(F(field), TruncDate("first_published_at"))
    return shown.annotate(dated=day).order_by("-dated", "-first_published_at", "-pk")


def _with_cards(pages: list[Page]) -> list[tuple[Page, Card]]:
    made = cards_of(pages)
    return [(page, made[page.pk]) for page in pages if page.pk in made]


def _printed(page: Page, card: Card) -> SafeString:
    shown_date = getattr(page, "published_date", None)
    return render_to_string(
        "components/card.html",
        {
            "title": card.title,
            "url": card.url,
            "text": card.text,
            "image": card.image,
            "scene": card.scene,
            "hue": card.hue,
            "meta": in_words(shown_date, DATE_FORMAT) if shown_date else "",
            "level": 3,
        },
    )
