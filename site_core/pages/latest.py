"""What is new on the site: four cards below every page.

A room whose pages are news says so in `AppConfig.ready()`; the core names none of them:

    latest.register(PublicationPage, date="published_on")     # as new as the date that readers see
    latest.register(NewsPage)                                 # as new as its first publication

Events are not news: what is coming stands in a block of its own, and nobody reads last month's invitation.

Where there are not enough of them, the standard pages that were published last fill the row.
"""

from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db.models import DateTimeField, F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.template.defaultfilters import date as in_words
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from site_core.pagecache.generation import current_generation

from .blocks.cards import Card, cards_of
from .menus import for_everyone
from .models import BasePage, StandardPage

SHOWN = 4
# The page below which they stand is not one of them, so that one more is kept.
KEPT = SHOWN + 1
CACHE_SECONDS = 3600
DATE_FORMAT = "j F Y"
# CSS `sizes` (`.latest` in site.css): on a telephone the picture stands beside the words.
PICTURE_WIDTHS = (
    "(min-width: 82rem) 18rem, (min-width: 62rem) 21vw, (min-width: 54rem) 30vw, (min-width: 36rem) 45vw, "
    "6.5rem"
)

_news: dict[type[BasePage], str] = {}


def register(model: type[BasePage], *, date: str = "") -> None:
    """Say that pages of this type are news. `date` names a date or moment that counts where it is filled."""
    _news[model] = date


def forget(model: type[BasePage]) -> None:
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
    """Return so many of the newest public pages: news, the newest first, then other standard pages.

    Cards for visitors ask with a `site`. The number of queries depends on the number of types that are news.
    """
    news = {page.pk: page for model, field in _news.items() for page in _newest(model, field, site)[:limit]}
    found = sorted(news.values(), key=_age, reverse=True)[:limit]
    if len(found) < limit:
        others = _newest(StandardPage, "", site).exclude(pk__in=news)
        found += others[: limit - len(found)]
    return found


def _newest(model: type[BasePage], field: str, site: Site | None) -> QuerySet[Any]:
    """Return the pages of one type that the public may see, the newest first."""
    pages = (
        for_everyone(model.objects).exclude(first_published_at=None).exclude(hide_from_search_engines=True)
    )
    if site is not None:
        pages = pages.descendant_of(site.root_page)
    first_day = TruncDate("first_published_at")
    day = Coalesce(_day_of(model, field), first_day) if field else first_day
    return pages.annotate(dated=day).order_by("-dated", "-first_published_at", "-pk")


def _day_of(model: type[BasePage], field: str) -> F | TruncDate:
    has_time = isinstance(model._meta.get_field(field), DateTimeField)
    return TruncDate(field) if has_time else F(field)


def _age(page: Any) -> tuple[date, datetime, int]:
    return page.dated, page.first_published_at, page.pk


def _with_cards(pages: list[Page]) -> list[tuple[Page, Card]]:
    made = cards_of(pages)
    return [(page, made[page.pk]) for page in pages if page.pk in made]


def _printed(page: Any, card: Card) -> SafeString:
    # A type that is sorted by a date of its own shows it; other pages do if their editor says so.
    shown_date = page.dated if _news.get(type(page)) else getattr(page, "published_date", None)
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
            "sizes": PICTURE_WIDTHS,
        },
    )
