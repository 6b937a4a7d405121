"""Accordion and table."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from .base import LISTS, BlockValue, SiteBlock
from .rich_text import ProseBlock, has_words


class AccordionEntryBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(max_length=200)
    answer = ProseBlock()

    class Meta:
        icon = "help"
        label_format = "{question}"


class AccordionValue(BlockValue):
    """Questions and answers."""

    @property
    def shown(self) -> list[blocks.StructValue]:
        """The entries that have both a question and an answer."""
        return [
            entry
            for entry in self.get("entries") or []
            if entry.get("question") and has_words(entry.get("answer"))
        ]

    @property
    def is_empty(self) -> bool:
        """Whether no entry is complete."""
        return not self.shown


class AccordionBlock(SiteBlock):
    """Questions that open to their answers."""

    entries = blocks.ListBlock(AccordionEntryBlock(), min_num=1, label="Questions and answers")
    first_open = blocks.BooleanBlock(required=False, label="Open the first answer")

    class Meta:
        icon = "help"
        label = "Questions and answers"
        group = LISTS
        template = "blocks/accordion.html"
        value_class = AccordionValue
        description = "Questions that open to show their answers. They work without JavaScript."
        preview_value = {
            "entries": [
                {"question": "Who can come?", "answer": "<p>Everyone. Bring a neighbour.</p>"},
                {"question": "What does it cost?", "answer": "<p>Nothing at all.</p>"},
            ],
            "first_open": True,
        }


@dataclass(frozen=True)
class Cell:
    """One cell of a table. `number` is set for a number, which stands to the right."""

    bound: Any
    is_heading: bool = False
    number: Decimal | None = None


class CaptionedTableBlock(TypedTableBlock):
    """A table with columns of a type each; its caption is not optional (WCAG 2.2, 1.3.1)."""

    text = blocks.CharBlock(required=False, max_length=250, label="Words")
    number = blocks.DecimalBlock(required=False, label="Number")
    rich_text = ProseBlock(required=False, label="Words with links")

    def clean(self, table: TypedTable) -> TypedTable:
        """Require a caption, and headings for all columns. A draft may wait."""
        cleaned = super().clean(table)
        if self.is_deferred_validation:
            return cleaned
        missing = []
        if not (table.caption or "").strip():
            missing.append(ValidationError("Give the table a caption that says what it shows."))
        if not table.columns:
            missing.append(ValidationError("Give the table at least one column."))
        if any(not (column["heading"] or "").strip() for column in table.columns):
            missing.append(ValidationError("Give every column a heading."))
        if missing:
            raise TypedTableBlockValidationError(non_block_errors=missing)
        return cleaned


class TableValue(BlockValue):
    """A table's headings and cells."""

    @property
    def caption(self) -> str:
        """What the table shows."""
        return self["table"].caption or ""

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The headings, each with `heading` and `is_number`."""
        return [
            {"heading": column["heading"], "is_number": column["block"].name == "number"}
            for column in self["table"].columns
        ]

    @property
    def rows(self) -> list[list[Cell]]:
        """The cells, row by row."""
        named = bool(self.get("row_headings"))
        return [
            [
                Cell(bound, named and place == 0, bound.value if bound.block.name == "number" else None)
                for place, bound in enumerate(row)
            ]
            for row in self["table"].rows
        ]

    @property
    def is_empty(self) -> bool:
        """Whether there is no row to print."""
        table = self.get("table")
        return table is None or not table.columns or not table.row_data


class TableBlock(SiteBlock):
    """A table of words and numbers."""

    table = CaptionedTableBlock()
    row_headings = blocks.BooleanBlock(
        required=False,
        default=True,
        label="The first column names the rows",
        help_text="People who listen to the page then hear the row's name with each cell.",
    )
    source = blocks.CharBlock(required=False, max_length=200, help_text="Where the numbers come from.")

    class Meta:
        icon = "table"
        label = "Table"
        group = LISTS
        template = "blocks/table.html"
        value_class = TableValue
        description = "A table with a caption, for numbers and short facts. On a phone it scrolls sideways."
        preview_value = {
            "table": {
                "caption": "What one pound does",
                "columns": [
                    {"type": "text", "heading": "Work"},
                    {"type": "number", "heading": "Pence"},
                ],
                "rows": [
                    {"values": ["Community groups", Decimal(62)]},
                    {"values": ["Schools", Decimal(27)]},
                    {"values": ["Running the charity", Decimal(11)]},
                ],
            },
            "row_headings": True,
            "source": "Annual report 2025",
        }
