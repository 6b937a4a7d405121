"""What administrators do about people: roles, a lost second factor, someone who leaves."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import LockableMixin

from site_core.mail.services import queue
from site_core.privacy.services import ErasureRefused

from . import invitations
from .models import RoleGroup, User
from .roles import ADMINISTRATOR

audit = logging.getLogger("site_core.accounts.audit")


class LastAdministrator(ErasureRefused):
    """The change would leave nobody who can let others in."""

    def __init__(self) -> None:
        super().__init__("This is the last administrator. Make somebody else an administrator first.")


class NotAllowed(Exception):  # noqa: N818
    """This person may not do that to that person."""


@contextmanager
def an_administrator_remains() -> Iterator[None]:
    """Roll back whatever is done inside if it leaves the site without an administrator.

    Raises LastAdministrator. The UPDATE that changes nothing makes two such changes wait for each
    other (on SQLite every transaction waits anyway), so that two administrators cannot remove each
    other at the same moment.
    """
    with transaction.atomic():
        RoleGroup.objects.filter(role=ADMINISTRATOR).update(role=F("role"))
        had_one = User.objects.administrators().exists()
        yield
        if had_one and not User.objects.administrators().exists():
            raise LastAdministrator


def may_manage(actor: User, user: User) -> bool:
    """Administrators manage everyone but superusers, whom only superusers manage."""
    return actor.has_perm("accounts.change_user") and (actor.is_superuser or not user.is_superuser)


def leave(user: User, *, by: User) -> None:
    """End everything that a leaver could do here. What they wrote stays, under their name.

    Raises NotAllowed (oneself, or a superuser by someone who is none) and LastAdministrator.
    """
    if user == by or not may_manage(by, user):
        raise NotAllowed
    with an_administrator_remains():
        user.is_active = False
        user.is_superuser = False
        user.left_at = timezone.now()
        # Sessions carry a hash of the password: not even making the account active again revives one.
        user.set_unusable_password()
        user.save()
        user.groups.clear()
        user.user_permissions.clear()
        Authenticator.objects.filter(user=user).delete()
        invitations.cancel_for(user)
        _unlock_all(user)
    audit.warning("user %s has left, by user %s", user.pk, by.pk)


def reset_second_factor(user: User, *, by: User) -> int:
    """Remove a person's second factors, and tell them; returns how many there were.

    At the next sign-in they set up a new one. Raises NotAllowed.
    """
    if user == by or not may_manage(by, user):
        raise NotAllowed
    with transaction.atomic():
        removed, _ = Authenticator.objects.filter(user=user).delete()
        queue(
            "accounts/notice",
            user.email,
            {"what": "An administrator removed the second step of your sign-in. You can set up a new one."},
        )
    audit.warning("second factor of user %s reset by user %s", user.pk, by.pk)
    return removed


@transaction.atomic
def address_changed(user: User, *, old: str, by: User) -> None:
    """Tell the old mailbox that an administrator changed the address; the new one is yet to be confirmed."""
    EmailAddress.objects.filter(user=user).delete()
    invitations.cancel_for(user)
    queue("accounts/notice", old, {"what": "An administrator changed the e-mail address of your account."})
    audit.warning("e-mail address of user %s changed by user %s", user.pk, by.pk)


def _unlock_all(user: User) -> None:
    for model in apps.get_models():
        if issubclass(model, LockableMixin) and any(f.name == "locked_by" for f in model._meta.local_fields):
            model._default_manager.filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)
