"""How django-allauth behaves on this site: mails, redirects, addresses, and who may come in how."""

import logging
from base64 import b32encode
from secrets import token_bytes
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from site_core.guard.addresses import client_address
from site_core.mail import identity
from site_core.mail.services import queue

from . import encryption
from .models import User
from .policy import came_by_code_only

audit = logging.getLogger("site_core.accounts.audit")

# What a mail about a change says has happened. The person at the keyboard may not be the owner.
NOTICES = {
    "account/email/password_changed": "Your password was changed.",
    "account/email/password_reset": "Your password was reset.",
    "account/email/password_set": "A password was set for your account.",
    "mfa/email/totp_activated": "An authenticator app was added to your account.",
    "mfa/email/totp_deactivated": "The authenticator app was removed from your account.",
    "mfa/email/webauthn_added": "A passkey was added to your account.",
    "mfa/email/webauthn_removed": "A passkey was removed from your account.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for supporters and staff."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is wrong.",
        "incorrect_code": "This code is wrong. Please check the newest e-mail from us.",
        "incorrect_password": "This password is wrong.",
        "enter_current_password": "This is not your present password.",
        "too_many_login_attempts": "There were too many tries. Please wait a few minutes and start again.",
        "rate_limited": "There were too many tries. Please wait a few minutes.",
        "invalid_password_reset": "This link does not work any more. Please ask for a new one.",
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address as the guard tells it (trusted proxies only)."""
        return client_address(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a redirect stays on this very host."""
        request = allauth_context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every answer is a page: allauth's JSON answers would say more than the pages do."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go to the admin, supporters to their details."""
        home = request.user.is_authenticated and request.user.is_staff_member
        return reverse("wagtailadmin_home" if home else "account_details")

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session, unless staff came by an e-mailed code: they need their password."""
        if user.is_staff_member and came_by_code_only(request, user):
            audit.warning("sign-in refused: user %s is staff and came by code", user.pk)
            clear_login(request)
            messages.error(request, "Please sign in with your password.")
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login_password")))
        super().login(request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one of allauth's mails in the site's own words and clothes."""
        name = template_prefix.removeprefix("account/email/")
        if name in {"unknown_account", "account_already_exists"} and self._is_staff_address(email):
            name = "use_password"
        links = {
            "sign_in_url": reverse("account_login"),
            "password_sign_in_url": reverse("account_login_password"),
            "sign_up_url": reverse("account_signup"),
        }
        absolute = identity.current().absolute
        values = {key: absolute(path) for key, path in links.items()}
        values |= {key: context[key] for key in ("code", "password_reset_url") if key in context}
        queue(f"accounts/{name}", email, values)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Only staff have passwords; a supporter is told to sign in with a code."""
        if user.is_staff_member:
            path = reverse("account_reset_password_from_key", args=(context["uid"], context["key"]))
            context["password_reset_url"] = identity.current().absolute(path)
            self.send_mail("account/email/password_reset_key", email, context)
        else:
            self.send_mail("account/email/no_password", email, {})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner of an account what was changed, without addresses or browsers in the mail."""
        queue("accounts/notice", email or user.email, {"what": NOTICES[template_prefix]})

    def _is_staff_address(self, email: str) -> bool:
        return User.objects.active().staff().filter(email=email.lower()).exists()


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is wrong. Please wait for the next one and try again.",
        "unverified_email": "Please confirm your e-mail address first.",
    }

    def get_totp_issuer(self) -> str:
        """The charity's name, as the app shows it."""
        return identity.current().name

    def encrypt(self, text: str) -> str:
        """Keep the seeds of authenticator apps and recovery codes unreadable in backups."""
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Undo `encrypt`. A seed that no present key can read becomes a random one, which fits no code.

        (An empty one would be a seed that everybody knows.)
        """
        try:
            return encryption.decrypt(encrypted_text)
        except InvalidToken:
            audit.error("a second factor cannot be read: was SECRET_KEY changed without a fallback?")
            return b32encode(token_bytes(20)).decode()
