"""The sign-up forms: the full one with its tick box, and the small one of stored pages."""

from typing import Any

from django import forms
from django.http import QueryDict

from site_core.guard.forms import STAMP, TRAP, GuardedForm, Stamp
from site_core.mail.addresses import InvalidAddress, split

from .models import Departure
from .models.subscribers import MAX_ADDRESS, MAX_SOURCE
from .wording import Words, version_of

FULL_PAGE = "newsletter page"
PURPOSE = "newsletter"


class AddressField(forms.EmailField):
    """An address that a mail can go to."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=MAX_ADDRESS,
            label="E-mail address",
            widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
            error_messages={
                "required": "Write your e-mail address.",
                "invalid": "Write an e-mail address, such as ann@example.org.",
            },
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """Return the address in small letters."""
        address = super().clean(value)
        try:
            return split(address)[1]
        except InvalidAddress:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class SignUpForm(GuardedForm):
    """The full form, fresh for each visitor."""

    guard_purpose = PURPOSE

    email = AddressField()
    first_name = forms.CharField(
        max_length=60,
        required=False,
        label="First name",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    consent = forms.BooleanField(
        error_messages={"required": "Tick this box if you want the newsletter, or we may not send it."}
    )
    source = forms.CharField(
        max_length=MAX_SOURCE, required=False, widget=forms.HiddenInput, initial=FULL_PAGE
    )
    wording = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        self.fields["consent"].label = words.consent
        self.fields["wording"].initial = version_of(words.consent)

    def agrees_to_these_words(self) -> bool:
        """Whether the words beside the box are still those that the person was shown."""
        return bool(self.cleaned_data["wording"] == version_of(self.words.consent))

    @property
    def told_source(self) -> str:
        """Where the person began."""
        return self.cleaned_data["source"] or FULL_PAGE


class SmallForm(forms.Form):
    """What comes from a stored page: no stamp, so only the honeypot and the limits guard it."""

    email = AddressField()
    source = forms.CharField(max_length=MAX_SOURCE, required=False)
    wording = forms.CharField(max_length=12, required=False)

    def may_pass(self, words: Words) -> bool:
        """Whether it is complete, agreed to the present words, and no program has filled it in."""
        return (
            self.is_valid()
            and not self.data.get(TRAP)
            and self.cleaned_data["wording"] == words.short_version
        )


def carried_on(data: QueryDict, words: Words) -> SignUpForm:
    """Return the full form with what was typed elsewhere, as if it had been typed here.

    A mistake in the address is said; the box is not yet asked for, and is not ticked.
    """
    given = {name: data.get(name, "") for name in ("email", "first_name", "source")}
    given |= {"wording": version_of(words.consent), STAMP: Stamp.issue(PURPOSE)}
    form = SignUpForm(given, words=words)
    form.errors.pop("consent", None)
    return form


class ReasonForm(forms.Form):
    """Why somebody left: a choice, never words of their own, which could lead to them."""

    reason = forms.ChoiceField(
        choices=Departure.Reason.choices,
        widget=forms.RadioSelect,
        label="Would you tell us why?",
        help_text="We count the answers. Your name is not kept with yours.",
        error_messages={"required": "Choose one of the answers, or leave this page."},
    )
