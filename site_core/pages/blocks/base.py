"""What all blocks of a page's body have in common."""

from typing import Any

from django.utils.safestring import SafeString
from wagtail import blocks

from site_core.pages.hues import HUES

from .anchors import DEEPEST

TEXT, PICTURES, LINKS, LISTS = "Words", "Pictures and video", "Links", "Lists and tables"
FRESH = "Filled in by the website"
# What a block may be tinted with; empty is the colour of the page's section.
TONES = [("", "The section's colour"), *HUES]


class BlockValue(blocks.StructValue):
    """A value that answers what its template prints.

    A property must not have the name of a field: a template asks the dictionary first.
    """

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print, for instance in a draft, or since a page was unpublished."""
        raise NotImplementedError


class SiteBlock(blocks.StructBlock):
    """A block of the body: it prints nothing when it is empty, and its preview says so."""

    class Meta:
        value_class = BlockValue

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str | SafeString:
        """Return the block's HTML, or nothing for an empty block."""
        return "" if value.is_empty else super().render(value, context)

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return the block's words for the search index: what is not printed cannot be found."""
        return [] if value.is_empty else super().get_searchable_content(value)

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Tell the preview's template when there is nothing to see (no picture uploaded yet)."""
        return {**(parent_context or {}), "preview_is_empty": value.is_empty}


class HeadedBlock(SiteBlock):
    """A block with a heading of its own, which may be left out."""

    heading = blocks.CharBlock(required=False, max_length=120)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add `item_level`: titles within stand one level below the block's own heading, if it has one."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        level = context.get("heading_level", 2)
        return {**context, "item_level": min(level + 1, DEEPEST) if value.get("heading") else level}


def choice(choices: list[tuple[str, str]], **kwargs: Any) -> blocks.ChoiceBlock:
    """Return a choice with a default, whose words are not part of what the page says (no search)."""
    default = kwargs.pop("default", choices[0][0])
    return blocks.ChoiceBlock(
        choices=choices, default=default, required=bool(default), search_index=False, **kwargs
    )
