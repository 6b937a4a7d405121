"""Querysets that read as sentences, and how a user is made."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import Exists, OuterRef, Q

from site_core.mail.addresses import normalise

if TYPE_CHECKING:
    from .models import Invitation, User  # noqa: F401  (Invitation: in a quoted base class)


def normalise_email(email: str | None) -> str:
    """The address as it is stored and compared: spelt as the mail room spells it; empty for none."""
    return normalise(email or "")


class UserQuerySet(models.QuerySet["User"]):
    """Who can do what."""

    def active(self) -> "UserQuerySet":
        """People who may sign in."""
        return self.filter(is_active=True)

    def with_permission(self, app_label: str, codename: str) -> "UserQuerySet":
        """Superusers, and people who hold the permission themselves or through a group."""
        permission = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
        return self.filter(
            Q(is_superuser=True)
            | Exists(permission.filter(user=OuterRef("pk")))
            | Exists(permission.filter(group__user=OuterRef("pk")))
        )

    def staff(self) -> "UserQuerySet":
        """People whom a role lets into the admin."""
        return self.with_permission("wagtailadmin", "access_admin")

    def administrators(self) -> "UserQuerySet":
        """People who can bring others in and let them go: the site must never be without one."""
        return self.active().staff().with_permission("accounts", "change_user")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes users by e-mail address."""

    def get_by_natural_key(self, email: str | None) -> "User":
        """Find by address, however it is typed."""
        return self.get(email=normalise_email(email))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password nobody can sign in with one.

        Raises ValueError when the address is empty.
        """
        email = normalise_email(email)
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user: User = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user who may do everything (for `manage.py createsuperuser`)."""
        fields["is_superuser"] = True
        return self.create_user(email, password, **fields)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by state."""

    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor cancelled; the link may have expired."""
        return self.filter(state="open")
