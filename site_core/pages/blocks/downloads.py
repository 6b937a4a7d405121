"""Documents to download."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from site_core.pages.documents import Download, PublicDocuments, downloads

from .base import LISTS, BlockValue, HeadedBlock

SAMPLES = 3


class FiledDocumentChooserBlock(DocumentChooserBlock):
    """A document chooser that reads all documents of a stream, and where they are filed, in one query."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        """Return the documents in the order of `values`, None for what was deleted."""
        keys = list(values)
        found = (
            get_document_model().objects.select_related("collection").in_bulk([key for key in keys if key])
        )
        return [found.get(key) for key in keys]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Stand in migrations as Wagtail's own block, so that this one may move."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.documents.blocks.DocumentChooserBlock", args, kwargs


class DocumentEntryBlock(blocks.StructBlock):
    """One document."""

    document = FiledDocumentChooserBlock()
    label = blocks.CharBlock(
        required=False, max_length=160, label="Words of the link", help_text="Empty: the document's title."
    )

    class Meta:
        icon = "doc-full"
        label_format = "{label} {document}"


class DocumentsValue(BlockValue):
    """Documents, without those that not everybody may have."""

    @cached_property
    def shown(self) -> list[Download]:
        """The documents to print, with kind and size in words."""
        return downloads(
            (entry.get("document"), entry.get("label") or "") for entry in self.get("documents") or []
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is no document that everybody may have."""
        return not self.shown


class DocumentsBlock(HeadedBlock):
    """A list of documents."""

    documents = blocks.ListBlock(DocumentEntryBlock(), min_num=1, max_num=60)

    class Meta:
        icon = "doc-full"
        label = "Documents"
        group = LISTS
        template = "blocks/documents.html"
        value_class = DocumentsValue
        label_format = "{heading}"
        description = (
            "Files to download, each with its kind and size. A document of a private collection is left out "
            "until everybody may have it."
        )

    def get_preview_value(self) -> Any:
        """Return the first documents of the library that everybody may have."""
        rows = get_document_model().objects.select_related("collection").order_by("pk")[: 4 * SAMPLES]
        public = PublicDocuments()
        shown = [row for row in rows if public.shows(row)][:SAMPLES]
        return self.normalize(
            {"heading": "To read and to keep", "documents": [{"document": row, "label": ""} for row in shown]}
        )
