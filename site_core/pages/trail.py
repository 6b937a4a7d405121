"""The way from the home page down to a page: breadcrumbs, and the colour that a page inherits."""

from dataclasses import dataclass

from django.db.models import F
from wagtail.models import Page

# The tree's root has depth 1, a front page 2.
FRONT = 2


@dataclass(frozen=True)
class Crumb:
    """One step: title, address, and the section's own colour (empty where it has none)."""

    title: str
    url: str
    hue: str = ""


def crumb_of(page: Page) -> Crumb:
    """Return the step that a page is; its colour if it is a section or was read with `section_hue`."""
    return Crumb(page.title, page.url or "", getattr(page, "section_hue", "") or "")


def trail_above(page: Page) -> list[Crumb]:
    """Return the live ancestors of `page` below the tree's root. One query; none for a front page.

    A draft ancestor is left out: its title is not public yet. A private one needs no care, since
    its privacy covers `page` too.
    """
    if page.depth <= FRONT:
        return []
    ancestors = page.get_ancestors().filter(depth__gte=FRONT, live=True)
    return [
        crumb_of(step)
        for step in ancestors.annotate(section_hue=F("sectionpage__section_hue")).order_by("path")
    ]
