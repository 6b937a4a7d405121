"""The forms of signing in: allauth's, with our words and the right keyboard on a phone."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from . import throttle
from .models import User

EMAIL = {"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
NUMBERS = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


def _set(form: forms.BaseForm, name: str, label: str, help_text: str = "", **attrs: str) -> None:
    """Give a field its words; a placeholder is no label and goes."""
    field = form.fields[name]
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    if "type" in attrs:
        # As an attribute it would be printed a second time.
        field.widget.input_type = attrs.pop("type")
    field.widget.attrs.update(attrs)


def _new_password(form: forms.BaseForm) -> None:
    rules = " ".join(password_validators_help_texts())
    _set(form, "password1", "New password", rules, autocomplete="new-password")
    _set(form, "password2", "New password again", autocomplete="new-password")


class RequestCodeForm(account.RequestLoginCodeForm):
    """Ask for a code by e-mail. Staff get a mail that points to their password instead of a code."""

    _user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "email", "E-mail address", "We send you a code to sign in with.", **EMAIL)

    def clean_email(self) -> str:
        """Treat staff like someone without an account: same page, and no code."""
        email: str = super().clean_email()
        user: User | None = self._user
        if user and user.is_staff_member:
            self._user = None
        return email


class SignupForm(account.SignupForm):
    """A supporter's new account: an address is all that it takes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "email", "E-mail address", "We send you a code to show that it is yours.", **EMAIL)


class ConfirmLoginCodeForm(account.ConfirmLoginCodeForm):
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "code", "Code from the e-mail", "Six digits.", **NUMBERS)


class ConfirmSignupCodeForm(account.ConfirmEmailVerificationCodeForm):
    """The code from the mail about a new account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "code", "Code from the e-mail", "Six digits.", **NUMBERS)


class PasswordLoginForm(account.LoginForm):
    """Staff's sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "login", "E-mail address", **(EMAIL | {"autocomplete": "username"}))
        _set(self, "password", "Password")

    def _setup_password_field(self) -> None:
        """Keep the field: allauth drops it on sites where nobody signs up with a password."""


class RequestResetForm(account.ResetPasswordForm):
    """Ask for a link to set a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "email", "E-mail address", **EMAIL)


class ResetPasswordForm(account.ResetPasswordKeyForm):
    """Set a new password by the mailed link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)


class ChangePasswordForm(account.ChangePasswordForm):
    """Change one's own password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "oldpassword", "Present password")
        _new_password(self)


class ReauthenticateForm(account.ReauthenticateForm):
    """Give the password again before something important."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "password", "Password")


class _SecondFactorFields(mfa.BaseAuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "code", "Code", "Six digits from your app, or one of your recovery codes.", **NUMBERS)

    def clean_code(self) -> str:
        """Count the tries of this person, in whatever browser, before looking at the code."""
        if not throttle.SECOND_FACTOR.hit(str(self.user.pk)):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        return code


class SecondFactorForm(_SecondFactorFields, mfa.AuthenticateForm):
    """The second step: a code of the app, or a recovery code."""


class SecondFactorAgainForm(_SecondFactorFields, mfa.ReauthenticateForm):
    """The second step again, before something important."""


class ActivateAppForm(ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "code", "Code from the app", "Six digits.", **NUMBERS)


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(
            self,
            "name",
            "Name",
            "To tell your passkeys apart, for instance “Work laptop”.",
            autocomplete="off",
        )


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "name", "Name", autocomplete="off")


class DetailsForm(forms.ModelForm):
    """What people change about themselves."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "first_name", "First name", autocomplete="given-name")
        _set(self, "last_name", "Last name", autocomplete="family-name")


class InvitationForm(account.PasswordVerificationMixin, forms.Form):
    """Staff's first password."""

    password1 = account.SetPasswordField(label="New password")
    password2 = account.PasswordField(label="New password again")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = user  # type: ignore[attr-defined]
        _new_password(self)
