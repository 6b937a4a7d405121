"""Rich text, and the links in it.

Wagtail's own handlers ask the database once for each piece of text, and print the address of a draft.
Ours know the pages and documents of a whole body after one look, and print no address that the public
may not know: `<a>` without `href` keeps the words and leads nowhere.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from site_core.pages.documents import PublicDocuments

from .base import TEXT
from .visibility import is_shown, note_visibility

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]

# The rows that the body being rendered links to: {model: {key: row}}.
_linked: ContextVar[dict[Any, dict[str, Any]] | None] = ContextVar("linked_rows", default=None)


def has_words(text: Any) -> bool:
    """Whether rich text says anything: an emptied editor leaves a paragraph without words."""
    return bool(text and strip_tags(text.source).replace("&nbsp;", " ").strip())


@contextmanager
def links_known(references: Iterable[tuple[Any, str]]) -> Iterator[None]:
    """Within this block, links to `references` (model, key) cost one query a model, not one a text."""
    wanted: dict[Any, set[str]] = {}
    for model, key in references:
        wanted.setdefault(model, set()).add(str(key))
    rows = {model: _fetch(model, wanted.get(model, set())) for model in (Page, get_document_model())}
    token = _linked.set(rows)
    try:
        yield
    finally:
        _linked.reset(token)


class PublicPageLinks(PageLinkHandler):
    """Links to pages in rich text: no address for a draft, deleted or private page."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        """Return the pages that the public may see, None for the others."""
        return [page if is_shown(page) else None for page in _rows(Page, attrs_list)]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tags."""
        # A page outside of every site's tree has no address.
        urls = [page.url if page else None for page in cls.get_many(attrs_list)]
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]


class DocumentLinks(DocumentLinkHandler):
    """Links to documents in rich text: no address for a deleted one, nor for one of a private collection."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Any]:
        """Return the documents that the public may have, None for the others."""
        public = PublicDocuments()
        rows = _rows(get_document_model(), attrs_list)
        return [document if public.shows(document) else None for document in rows]


def register_link_types(features: FeatureRegistry) -> None:
    """Put these handlers in the place of Wagtail's (hook `register_rich_text_features`)."""
    features.register_link_type(PublicPageLinks)
    features.register_link_type(DocumentLinks)


def _rows(model: Any, attrs_list: list[dict[str, str]]) -> list[Any]:
    keys = [str(attrs.get("id")) for attrs in attrs_list]
    known = (_linked.get() or {}).get(model, {})
    rows = known | _fetch(model, set(keys) - known.keys())
    return [rows.get(key) for key in keys]


def _fetch(model: Any, keys: set[str]) -> dict[str, Any]:
    """Return {key: row}; None stands for a row that is gone, so that nobody asks again."""
    numbers = [int(key) for key in keys if key.isdecimal()]
    # A page lies in no collection; of a document it says who may have it.
    found = model.objects.all() if model is Page else model.objects.select_related("collection")
    rows = found.in_bulk(numbers) if numbers else {}
    if model is Page:
        note_visibility(rows.values())
    return dict.fromkeys(keys) | {str(key): row for key, row in rows.items()}


class ProseBlock(blocks.RichTextBlock):
    """Rich text with the site's few features: no headings (they are blocks), no pictures, no embeds."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Stand in migrations as Wagtail's own block, so that this one may move."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class BodyTextBlock(ProseBlock):
    """Paragraphs, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = "Text"
        group = TEXT
        template = "blocks/rich_text.html"
        description = "Paragraphs with bold and italic words, lists, and links to pages and documents."
        preview_value = (
            "<p>Neighbours who know each other <b>look out for each other</b>. Since 2019 we have helped:</p>"
            "<ul><li>forty streets to hold a summer party</li><li>nine towns to open a garden</li></ul>"
        )

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str | SafeString:
        """Return the text, or nothing when there are no words in it."""
        return super().render(value, context) if has_words(value) else ""
