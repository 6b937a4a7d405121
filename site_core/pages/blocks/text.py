"""Blocks of few words: heading and quote."""

from typing import Any

from wagtail import blocks

from .anchors import heading_anchor
from .base import TEXT, BlockValue, SiteBlock, choice
from .pictures import ImageChoiceBlock, sample_picture

LEVELS = [
    ("2", "Level 2: a part of the page"),
    ("3", "Level 3: a part of a part"),
    ("4", "Level 4: smallest"),
]


class HeadingValue(BlockValue):
    """A heading's depth and address."""

    @property
    def depth(self) -> int:
        """2 to 4, as in `<h2>`; the page's title is 1."""
        return int(self.get("level") or 2)

    @property
    def anchor(self) -> str:
        """The id that comes from the words; the body numbers a second heading of the same words."""
        return heading_anchor(self.get("text") or "")

    @property
    def is_empty(self) -> bool:
        """Whether there are no words."""
        return not (self.get("text") or "").strip()


class HeadingBlock(SiteBlock):
    """A heading below the page's title."""

    text = blocks.CharBlock(max_length=120)
    level = choice(LEVELS, label="Level")

    class Meta:
        icon = "title"
        label = "Heading"
        group = TEXT
        template = "blocks/heading.html"
        value_class = HeadingValue
        label_format = "{text}"
        description = "A heading for the text that follows. It has an address of its own to link to."
        preview_value = {"text": "What we have done this year", "level": "2"}


class QuoteValue(BlockValue):
    """Somebody's words."""

    @property
    def has_source(self) -> bool:
        """Whether it says who spoke."""
        return bool(self.get("who") or self.get("role"))

    @property
    def is_empty(self) -> bool:
        """Whether there are no words."""
        return not (self.get("words") or "").strip()


class QuoteBlock(SiteBlock):
    """Somebody's own words."""

    words = blocks.TextBlock(
        max_length=600, label="Words", help_text="Without quotation marks: the site adds them."
    )
    who = blocks.CharBlock(required=False, max_length=120, label="Who said it")
    role = blocks.CharBlock(
        required=False, max_length=160, label="Role", help_text="For instance: volunteer, Rochdale."
    )
    portrait = ImageChoiceBlock("portrait", required=False, label="Portrait")

    class Meta:
        icon = "openquote"
        label = "Quote"
        group = TEXT
        template = "blocks/quote.html"
        value_class = QuoteValue
        label_format = "{words}"
        description = "What somebody said, in large letters, with name, role and a portrait if you have one."

    def get_preview_value(self) -> Any:
        """Return an invented quote, with a picture from the library if there is one."""
        return self.normalize(
            {
                "words": "I came for the tea and stayed for the people.",
                "who": "Amina Yusuf",
                "role": "volunteer, Rochdale",
                "portrait": sample_picture(5),
            }
        )
