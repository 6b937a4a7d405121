"""The forms of the users section: an administrator invites, and chooses roles."""

from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm

from .managers import normalise_email
from .models import User


class _PersonForm(forms.ModelForm):
    """What inviting and editing share. `editor` is the administrator at work."""

    editor: User

    def clean_email(self) -> str:
        """Compare as the database does."""
        return normalise_email(self.cleaned_data["email"])

    def _only_superusers_make_superusers(self) -> None:
        if not self.editor.is_superuser:
            self.fields.pop("is_superuser", None)


class InviteForm(_PersonForm, UserCreationForm):
    """A new colleague: no password, at least one role."""

    def __init__(self, *args: Any, editor: User, **kwargs: Any) -> None:
        self.editor = editor
        super().__init__(*args, **kwargs)
        self._only_superusers_make_superusers()
        self.fields["groups"].label = "Roles"

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
        self._only_superusers_make_superusers()
        self.fields["groups"].label = "Roles"
        # Supporters need not have told us their names.
        if not self.instance.is_staff_member:
            self.fields["first_name"].required = False
            self.fields["last_name"].required = False
