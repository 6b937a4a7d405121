"""What staff fill in: which list to take out, which list to put in."""

from django import forms

from .imports import KINDS
from .models import Transfer

TAKE_OUT = [
    (Transfer.Kind.HAND_OVER, "For the provider: everybody who is confirmed"),
    (Transfer.Kind.CHANGES, "For the provider: who came or left since the last hand-over"),
    (Transfer.Kind.EXPORT, "For ourselves: everybody, with their state and their consent"),
]
PUT_IN = [
    (Transfer.Kind.UNSUBSCRIBED, "People who unsubscribed"),
    (Transfer.Kind.BOUNCED, "Addresses that bounced (“cleaned”)"),
    (Transfer.Kind.COMPLAINED, "People who marked it as spam"),
]


class TakeOutForm(forms.Form):
    """Which list."""

    kind = forms.ChoiceField(
        choices=TAKE_OUT,
        widget=forms.RadioSelect,
        label="Which list?",
        initial=Transfer.Kind.HAND_OVER,
        error_messages={"required": "Choose a list."},
    )


class PutInForm(forms.Form):
    """Which file, and what it says about the people in it."""

    kind = forms.ChoiceField(
        choices=PUT_IN,
        widget=forms.RadioSelect,
        label="What is in the file?",
        error_messages={"required": "Say what is in the file."},
    )
    file = forms.FileField(
        label="CSV file",
        help_text="The first line names the columns; one of them is “Email Address”. At most 5 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choose the file.", "empty": "This file is empty."},
    )

    def clean_kind(self) -> Transfer.Kind:
        """Return one of the kinds that come in."""
        kind = Transfer.Kind(self.cleaned_data["kind"])
        assert kind in KINDS  # noqa: S101  (what the choices promise)
        return kind
