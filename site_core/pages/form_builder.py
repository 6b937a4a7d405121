"""Django forms from an editor's questions, with our guards and helpful widgets."""

from typing import Any

from django import forms
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from site_core.guard.forms import GuardedForm

# The hyphen keeps it apart from an editor's questions, whose names have none.
CONSENT_FIELD = "consent-to-use"
# Browsers fill these in for people (WCAG 2.2, 1.3.5), where the question's name says what it is.
AUTOCOMPLETE = {
    "name": "name",
    "your_name": "name",
    "first_name": "given-name",
    "last_name": "family-name",
    "telephone": "tel",
    "phone": "tel",
    "postcode": "postal-code",
    "organisation": "organization",
    "school": "organization",
}
MULTILINE_LIMIT = 5000
# What to do, rather than what is wrong.
WORDS = {
    "required": "Please fill this in.",
    "invalid_choice": "Please choose one of these.",
}
CHOICE_WORDS = WORDS | {"required": "Please choose one."}
EMAIL_WORDS = WORDS | {"invalid": "Please write an e-mail address like name@example.org."}


class GuardedVisitorForm(GuardedForm, BaseForm):
    """A form for strangers: honeypot, form age, stamp."""


class GuardedFormBuilder(FormBuilder):
    """Builds a guarded form from the questions of a form page."""

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Give long answers room and a limit."""
        return forms.CharField(
            max_length=MULTILINE_LIMIT, widget=forms.Textarea(attrs={"rows": 7}), **options
        )

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Let the browser fill in the address and the phone show the right keys."""
        widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
        return forms.EmailField(widget=widget, **options)

    def create_dropdown_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Begin with no choice: whoever skips the question must not give a false answer."""
        choices = [("", "Please choose"), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(**options | {"choices": choices})

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Use the browser's own calendar."""
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **options)

    def create_datetime_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Use the browser's own calendar and clock."""
        return forms.DateTimeField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), **options)

    def get_form_class(self) -> type[forms.Form]:
        """Return the form's class; a question about a name or a telephone says so to the browser."""
        fields = self.formfields
        for name, field in fields.items():
            field.error_messages.update(_words_for(field))
            if name in AUTOCOMPLETE:
                field.widget.attrs["autocomplete"] = AUTOCOMPLETE[name]
        return type("VisitorForm", (GuardedVisitorForm,), dict(fields))


def _words_for(field: forms.Field) -> dict[str, str]:
    if isinstance(field, forms.EmailField):
        return EMAIL_WORDS
    return CHOICE_WORDS if isinstance(field, forms.ChoiceField) else WORDS
