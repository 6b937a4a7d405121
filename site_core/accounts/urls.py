"""Sign-in and "my details". The names are allauth's, because its own code links to them.

What the site does not use (social sign-in, passwords for supporters, several addresses) has no address.
"""

from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.internal.decorators import login_not_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, re_path

from . import views
from .private import View, private


def for_staff(view: View) -> View:
    """Passwords and second factors are staff's."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (request.user.is_authenticated and request.user.is_staff_member):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


def _page(address: str, view: View, *names: str) -> list[URLPattern]:
    return [path(address, private(view), name=name) for name in names]


entrance = views.EntranceView.as_view()
details = views.DetailsView.as_view()
confirm_signup = login_not_required(views.ConfirmSignupView.as_view())

urlpatterns: list[URLPattern] = [
    *_page("", details, "account_details", "account_email"),
    *_page("login/", entrance, "account_login", "account_request_login_code"),
    *_page("login/code/", views.ConfirmCodeView.as_view(), "account_confirm_login_code"),
    *_page("login/password/", views.PasswordLoginView.as_view(), "account_login_password"),
    *_page("login/second-step/", mfa.authenticate, "mfa_authenticate"),
    *_page("logout/", account.logout, "account_logout"),
    *_page("closed/", account.account_inactive, "account_inactive"),
    *_page("sign-up/", views.SignupView.as_view(), "account_signup"),
    *_page("sign-up/code/", confirm_signup, "account_email_verification_sent"),
    *_page("invitation/<str:token>/", views.InvitationView.as_view(), "account_invitation"),
    # Passwords
    *_page("password/", for_staff(views.ChangePasswordView.as_view()), "account_change_password"),
    *_page("password/forgotten/", views.RequestResetView.as_view(), "account_reset_password"),
    *_page("password/forgotten/sent/", account.password_reset_done, "account_reset_password_done"),
    *_page(
        "password/new/done/", account.password_reset_from_key_done, "account_reset_password_from_key_done"
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        private(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    # "Is it still you?" before something important
    *_page("confirm/", for_staff(account.reauthenticate), "account_reauthenticate"),
    *_page("confirm/code/", for_staff(mfa.reauthenticate), "mfa_reauthenticate"),
    *_page("confirm/passkey/", for_staff(webauthn.reauthenticate_webauthn), "mfa_reauthenticate_webauthn"),
    # Second factors
    *_page("second-step/", for_staff(mfa.index), "mfa_index"),
    *_page("second-step/app/add/", for_staff(totp.activate_totp), "mfa_activate_totp"),
    *_page("second-step/app/remove/", for_staff(totp.deactivate_totp), "mfa_deactivate_totp"),
    *_page("second-step/codes/", for_staff(recovery_codes.view_recovery_codes), "mfa_view_recovery_codes"),
    *_page(
        "second-step/codes/new/",
        for_staff(recovery_codes.generate_recovery_codes),
        "mfa_generate_recovery_codes",
    ),
    *_page(
        "second-step/codes/download/",
        for_staff(recovery_codes.download_recovery_codes),
        "mfa_download_recovery_codes",
    ),
    *_page("second-step/passkeys/", for_staff(webauthn.list_webauthn), "mfa_list_webauthn"),
    *_page("second-step/passkeys/add/", for_staff(webauthn.add_webauthn), "mfa_add_webauthn"),
    *_page("second-step/passkeys/<int:pk>/name/", for_staff(webauthn.edit_webauthn), "mfa_edit_webauthn"),
    *_page(
        "second-step/passkeys/<int:pk>/remove/", for_staff(webauthn.remove_webauthn), "mfa_remove_webauthn"
    ),
]
