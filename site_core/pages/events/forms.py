"""What the editor's forms ask beyond the fields themselves."""

from typing import Any

from django import forms

from site_core.pages.drafting import DraftablePageForm

from .kinds import Kind


class EventsPageForm(DraftablePageForm):
    """Boxes to tick for the kinds that an index lists."""

    kinds = forms.MultipleChoiceField(
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Only these kinds",
        help_text="Tick nothing to list events of every kind.",
    )


class EventPageForm(DraftablePageForm):
    """Sees to it that an event is listed by the page that it stands under."""

    def clean(self) -> dict[str, Any]:
        """Refuse a kind that the list above leaves out: nobody would find the event."""
        cleaned: dict[str, Any] = super().clean()
        above = self.parent_page.specific if self.parent_page else None
        kinds = getattr(above, "kinds", [])
        if above is not None and kinds and cleaned.get("kind") and cleaned["kind"] not in kinds:
            listed = ", ".join(label.lower() for key, label in Kind.choices if key in kinds)
            self.add_error("kind", f"“{above.title}” lists only these kinds: {listed}. Choose one of them.")
        return cleaned
