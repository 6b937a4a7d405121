"""Which of the pages that a block names the public may see, and where its documents are filed."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page, Site

from site_core.pages.menus import PublicPages

from .ahead import AheadChooserBlock


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


class PublicPageChooserBlock(AheadChooserBlock, blocks.PageChooserBlock):
    """A page chooser that reads all pages of a body, and who may see them, in two queries.

    It still returns what the public may not see, since the editor must: ask `is_shown`.
    """

    shelf = "pages"

    @classmethod
    def read(cls, choosers: Iterable[Any], keys: set[int]) -> Mapping[int, Page]:
        """Return the pages by key."""
        pages: dict[int, Page] = Page.objects.in_bulk(keys)
        note_visibility(pages.values())
        return pages

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Stand in migrations as Wagtail's own block, so that this one may move."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


class FiledDocumentChooserBlock(AheadChooserBlock, DocumentChooserBlock):
    """A document chooser that reads all documents of a body, and where they are filed, in one query."""

    shelf = "documents"

    @classmethod
    def read(cls, choosers: Iterable[Any], keys: set[int]) -> Mapping[int, Any]:
        """Return the documents by key, each with its collection, which says who may have it."""
        found: dict[int, Any] = get_document_model().objects.select_related("collection").in_bulk(keys)
        return found

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Stand in migrations as Wagtail's own block, so that this one may move."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.documents.blocks.DocumentChooserBlock", args, kwargs
