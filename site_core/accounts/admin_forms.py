"""The forms of the users section: an administrator invites, and chooses roles."""

from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm

from .managers import normalise_email
from .models import User


class _PersonForm(forms.ModelForm):
    """What inviting and editing share. `editor` is the administrator at work."""

    editor: User
    error_messages = UserCreationForm.error_messages | {
        "duplicate_username": "Somebody with this address is here already: open their entry to add roles."
    }
    field_order = ["email", "first_name", "last_name", "groups", "is_active", "is_superuser"]

    def clean_email(self) -> str:
        """Compare as the database does."""
        return normalise_email(self.cleaned_data["email"])

    def _words(self) -> None:
        roles = self.fields["groups"]
        roles.label, roles.help_text = "Roles", "What this person may do. Without a role: a supporter."
        self.fields["email"].label = "E-mail address"
        self.fields["first_name"].label = "First name"
        self.fields["last_name"].label = "Last name"
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].label = "Superuser"
            self.fields["is_superuser"].help_text = "May do everything, whatever the roles say."
        # Only superusers make superusers.
        if not self.editor.is_superuser:
            self.fields.pop("is_superuser", None)


class InviteForm(_PersonForm, UserCreationForm):
    """A new colleague: no password, at least one role."""

    def __init__(self, *args: Any, editor: User, **kwargs: Any) -> None:
        self.editor = editor
        super().__init__(*args, **kwargs)
        self._words()

    def clean(self) -> dict[str, Any]:
        """Without a role the invitation would lead nowhere."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("groups") and not cleaned.get("is_superuser"):
            self.add_error("groups", "Choose at least one role.")
        return cleaned

    def save(self, commit: bool = True) -> User:
        """Nobody can sign in with a password until the person has set one."""
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user


class PersonForm(_PersonForm, UserEditForm):
    """Somebody who is here already."""

    def __init__(self, *args: Any, editor: User, **kwargs: Any) -> None:
        self.editor = editor
        super().__init__(*args, **kwargs)
        self._words()
        # Supporters need not have told us their names.
        if not self.instance.is_staff_member:
            self.fields["first_name"].required = False
            self.fields["last_name"].required = False
