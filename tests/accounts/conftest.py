"""People, and what they do at the site's door."""

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client

from site_core.accounts.addresses import confirm_address
from site_core.accounts.models import RoleGroup, User
from site_core.mail.models import OutboxMessage

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    """Each test begins with nobody throttled."""
    cache.clear()


@pytest.fixture
def supporter(db: None) -> User:
    """Someone without a password."""
    user = User.objects.create_user("rosa@example.org", first_name="Rosa")
    confirm_address(user)
    return user


@pytest.fixture
def make_staff(db: None) -> Callable[..., User]:
    """Make a colleague with a role and a password."""

    def make(role: str, email: str = "") -> User:
        user = User.objects.create_user(email or f"{role}@example.org", PASSWORD, first_name="Sam")
        confirm_address(user)
        group = RoleGroup.objects.get(role=role).group
        assert group
        user.groups.add(group)
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def editor(make_staff: Callable[..., User]) -> User:
    """A colleague who may enter the admin."""
    return make_staff("editor")


@pytest.fixture
def administrator(make_staff: Callable[..., User]) -> User:
    """A colleague who brings others in."""
    return make_staff("administrator")


def sign_in(client: Client, user: User, password: str = PASSWORD, **extra: str) -> HttpResponseBase:
    """Go through the password page."""
    return client.post("/account/login/password/", {"login": user.email, "password": password, **extra})


def signed_in(user: User) -> Client:
    """A browser that came in by the password page."""
    client = Client()
    response = sign_in(client, user)
    assert response.status_code == 302, response
    return client


def ask_for_code(client: Client, email: str, **extra: str) -> HttpResponseBase:
    """Go through the first page of signing in."""
    return client.post("/account/login/", {"email": email, **extra})


def last_mail(to: str) -> str:
    """The text of the newest mail to an address."""
    message = OutboxMessage.objects.filter(recipients__email=to).latest("pk")
    return message.text


def code_in(text: str) -> str:
    """The code in a mail."""
    found = re.search(r"code: (\d{6})", text)
    assert found, text
    return found[1]


def path_in(text: str) -> str:
    """The path of the first link in a mail."""
    found = re.search(r"https?://\S+", text)
    assert found, text
    return urlsplit(found[0]).path


def add_app(user: User, secret: str = SECRET) -> None:
    """Set up an authenticator app."""
    TOTP.activate(user, secret)


def app_code(secret: str = SECRET) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
