"""Which of the pages that a block names the public may see."""

from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.models import Page, Site

from site_core.pages.menus import PublicPages


def note_visibility(pages: Iterable[Page]) -> None:
    """Note on each page whether the public may see it. One query, however many pages."""
    found = list(pages)
    if not found:
        return
    public, roots = PublicPages(), Site.get_site_root_paths()
    for page in found:
        page.shown_to_public = public.shows(page)
        # Where Wagtail looks first; else each page would ask the cache for its own copy.
        page._wagtail_cached_site_root_paths = roots


def is_shown(page: Page | None) -> bool:
    """Whether an anonymous visitor may see `page`. A query only if `note_visibility` has not seen it."""
    if page is None:
        return False
    if not hasattr(page, "shown_to_public"):
        note_visibility([page])
    return bool(page.shown_to_public)


class PublicPageChooserBlock(blocks.PageChooserBlock):
    """A page chooser that reads all pages of a stream, and who may see them, in two queries.

    It still returns what the public may not see, since the editor must: ask `is_shown`.
    """

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Page | None]:
        """Return the pages in the order of `values`, None for what was deleted."""
        pages: list[Page | None] = super().bulk_to_python(list(values))
        note_visibility(page for page in pages if page is not None)
        return pages

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Stand in migrations as Wagtail's own block, so that this one may move."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs
