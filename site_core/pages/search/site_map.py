"""The site map for people: every page that can be found, by section, in one query.

A long list of pages (publications, posts) is shown by its first ones and the number of those left out, with
the way to the whole list. The database cuts it, so that ten thousand pages cost little more than forty.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import Left, Length, RowNumber
from wagtail.models import Page, Site

from . import findable

# Of the pages directly below one page; and of all, for a site that has hundreds of sections.
SHOWN_BELOW = 20
SHOWN = 2_000


@dataclass
class Entry:
    """A page and what lies below it. `left_out` is how many pages directly below are not shown."""

    title: str
    url: str
    hue: str = ""
    below: list["Entry"] = field(default_factory=list)
    left_out: int = 0


@dataclass(frozen=True)
class SiteMap:
    """The front page, the sections below it, and the single pages that belong to none."""

    front: Entry | None
    sections: list[Entry]
    others: list[Entry]


def of_site(site: Site | None) -> SiteMap:
    """Return the map of a site."""
    by_path: dict[str, Entry] = {}
    front: Entry | None = None
    for page in _pages(site):
        entry = Entry(page.title, page.url or "", page.section_hue or "")
        above = by_path.get(page.parent_path)
        if site is not None and page.pk == site.root_page_id:
            front = entry
        elif above is None:
            # Below a page that is not shown.
            continue
        else:
            above.below.append(entry)
            above.left_out = page.siblings - len(above.below)
        by_path[page.path] = entry
    first = front.below if front else []
    return SiteMap(front, [one for one in first if one.below], [one for one in first if not one.below])


def _pages(site: Site | None) -> Iterable[Any]:
    parent = Left("path", Length("path") - Page.steplen)
    return (
        findable.pages(site)
        .annotate(parent_path=parent)
        .annotate(
            section_hue=F("sectionpage__section_hue"),
            place=Window(RowNumber(), partition_by=[F("parent_path")], order_by="path"),
            siblings=Window(Count("pk"), partition_by=[F("parent_path")]),
        )
        .filter(place__lte=SHOWN_BELOW)
        .order_by("path")
        .only("title", "path", "depth", "url_path", "locale_id", "content_type_id")[:SHOWN]
    )
