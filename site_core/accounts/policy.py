"""What must be true before someone works in the admin."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from .models import User


def second_factor_required() -> bool:
    """Whether staff need a second factor: as the setting says, else everywhere but in the demo."""
    required: bool | None = settings.STAFF_SECOND_FACTOR_REQUIRED
    return not settings.DEMO if required is None else required


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app or a passkey is set up (recovery codes alone are none)."""
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=factors).exists()


def came_by_code_only(request: HttpRequest, user: User) -> bool:
    """Whether this session was begun with an e-mailed code and no password was given since.

    A session without any record was not begun by our sign-in pages (tests, the command line).
    """
    methods = {record["method"] for record in get_authentication_records(request, user)}
    return bool(methods) and "password" not in methods
