"""The box that nobody should overlook, and the sign-up for news."""

from typing import Any

from wagtail import blocks

from .base import LINKS, TEXT, BlockValue, HeadedBlock, SiteBlock, choice
from .rich_text import ProseBlock, has_words

ALERT_TONES = [
    ("information", "Information"),
    ("warning", "Warning"),
    ("success", "Good news"),
    ("danger", "Danger"),
]


# As much as the newsletter records.
SOURCE_LENGTH = 80


class AlertBoxValue(BlockValue):
    """A notice and how grave it is."""

    @property
    def tone_words(self) -> str:
        """How grave it is, for people who do not see its colour."""
        return dict(ALERT_TONES).get(self.get("tone") or "", ALERT_TONES[0][1])

    @property
    def has_text(self) -> bool:
        """Whether there are words below the heading."""
        return has_words(self.get("words"))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.get("heading") or "").strip() and not self.has_text


class AlertBoxBlock(HeadedBlock):
    """A notice that stands out of the text.

    Printed without `role="alert"`: that would interrupt whoever listens, and nothing has just happened.
    """

    words = ProseBlock(label="Words")
    tone = choice(ALERT_TONES, label="Kind")

    class Meta:
        icon = "warning"
        label = "Alert box"
        group = TEXT
        template = "blocks/alert_box.html"
        value_class = AlertBoxValue
        label_format = "{tone}: {heading}"
        description = "A notice that stands out: information, a warning, good news or a danger."
        preview_value = {
            "heading": "The hall is closed on Monday",
            "words": "<p>The boiler is being mended. We meet in the library instead, at the same time.</p>",
            "tone": "warning",
        }


class NewsletterValue(BlockValue):
    """An invitation."""

    @property
    def has_text(self) -> bool:
        """Whether there are words below the heading."""
        return has_words(self.get("words"))

    @property
    def is_empty(self) -> bool:
        """Whether it does not say what people sign up for."""
        return not (self.get("heading") or "").strip()


class NewsletterBlock(SiteBlock):
    """A form to get news by e-mail."""

    heading = blocks.CharBlock(max_length=120, help_text="For instance: Good news, once a month.")
    words = ProseBlock(required=False, label="Words", help_text="What people get, and how often.")

    class Meta:
        icon = "mail"
        label = "Newsletter sign-up"
        group = LINKS
        template = "blocks/newsletter.html"
        value_class = NewsletterValue
        label_format = "{heading}"
        description = (
            "An invitation to get news by e-mail. The site asks each person to confirm before it writes."
        )
        preview_value = {
            "heading": "Good news, once a month",
            "words": "<p>What happened in our towns, and where you are wanted next. No more than that.</p>",
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add `form_source`, which is recorded with the consent: the page on which the form stood."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        page = context.get("page")
        return {**context, "form_source": f"block on {page.title}"[:SOURCE_LENGTH] if page else "block"}
