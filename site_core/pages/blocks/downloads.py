"""Documents to download."""

from typing import Any

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.documents import get_document_model

from site_core.pages.documents import Download, PublicDocuments, downloads

from .base import LISTS, BlockValue, HeadedBlock
from .visibility import FiledDocumentChooserBlock

SAMPLES = 3


class DocumentEntryBlock(blocks.StructBlock):
    """One document."""

    document = FiledDocumentChooserBlock()
    label = blocks.CharBlock(
        required=False, max_length=160, label="Words of the link", help_text="Empty: the document's title."
    )

    class Meta:
        icon = "doc-full"
        label_format = "{label} {document}"

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return nothing: the words are about a document, which may be closed to readers."""
        return []


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
