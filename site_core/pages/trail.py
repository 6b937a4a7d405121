"""The way from the home page down to a page: breadcrumbs, and the colour that a page inherits."""

from dataclasses import dataclass

from django.db.models import F
from wagtail.models import Page


@dataclass(frozen=True)
class Crumb:
    """One step: title, address, and the section's own colour (empty where it has none)."""

    title: str
    url: str
    hue: str = ""


def trail_of(page: Page) -> list[Crumb]:
    """Return the live ancestors of `page` below the tree's root, and the page itself last.

    A draft ancestor is left out: its title is not public yet. A private one needs no care, since
    its privacy covers `page` too.
    """
    ancestors = (
        page.get_ancestors()
        .filter(depth__gt=1, live=True)
        .annotate(section_hue=F("sectionpage__section_hue"))
        .order_by("path")
    )
    crumbs = [Crumb(step.title, step.url or "", step.section_hue or "") for step in ancestors]
    return [*crumbs, Crumb(page.title, page.url or "", getattr(page, "section_hue", ""))]
