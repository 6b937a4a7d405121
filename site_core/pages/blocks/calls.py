"""The call to action."""

from typing import Any

from wagtail import blocks

from .base import LINKS, TONES, SiteBlock, choice
from .links import ButtonBlock, ButtonsValue
from .rich_text import ProseBlock, has_words


class CallToActionValue(ButtonsValue):
    """What is asked, and the buttons to do it."""

    @property
    def has_text(self) -> bool:
        """Whether there are words below the heading."""
        return has_words(self.get("words"))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said: a heading alone still says something, buttons alone do not."""
        return not (self.get("heading") or "").strip() and not self.has_text


class CallToActionBlock(SiteBlock):
    """A coloured field that asks for one thing."""

    heading = blocks.CharBlock(max_length=120)
    words = ProseBlock(required=False, label="Words")
    buttons = blocks.ListBlock(ButtonBlock(), min_num=1, max_num=2)
    tone = choice(TONES, label="Colour")

    class Meta:
        icon = "pick"
        label = "Call to action"
        group = LINKS
        template = "blocks/call_to_action.html"
        value_class = CallToActionValue
        label_format = "{heading}"
        description = "A coloured field that asks the reader to do one thing, with one or two buttons."

    def get_preview_value(self) -> Any:
        """Return an invented call."""
        return self.normalize(
            {
                "heading": "Bring hope to your street",
                "words": "<p>Twenty neighbours, one afternoon, and we send you all you need.</p>",
                "buttons": [
                    {
                        "link": {"external": "https://www.example.org/start", "label": "Start now"},
                        "look": "primary",
                    },
                    {"link": {"external": "tel:+44 1632 960000", "label": "Call us"}, "look": ""},
                ],
                "tone": "sea",
            }
        )
