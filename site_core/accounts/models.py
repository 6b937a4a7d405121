"""People who can sign in, staff's invitations, and what each role was given."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from .managers import InvitationQuerySet, UserManager, normalise_email


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in: a supporter, or staff (who have a role that opens the admin).

    The e-mail address is the name to sign in with. It is kept in lower case, and the database
    refuses two addresses that differ only in case.
    """

    email = models.EmailField(
        "e-mail address",
        unique=True,
        error_messages={"unique": "Someone with this e-mail address already has an account."},
    )
    first_name = models.CharField("first name", max_length=100, blank=True)
    last_name = models.CharField("last name", max_length=100, blank=True)
    is_active = models.BooleanField(
        "active", default=True, help_text="Untick to stop this person from signing in."
    )
    created = models.DateTimeField(default=timezone.now, editable=False)
    # Set once, when a member of staff leaves; what they wrote keeps their name.
    left_at = models.DateTimeField("left on", null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_ignoring_case",
                violation_error_message="Someone with this e-mail address already has an account.",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case, however it was typed."""
        self.email = normalise_email(self.email)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Normalise before the constraints are checked, so that the form shows the clash."""
        self.email = normalise_email(self.email)

    def get_full_name(self) -> str:
        """First and last name; an empty string when neither is known."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """The first name; an empty string when it is not known."""
        return self.first_name

    @property
    def is_staff_member(self) -> bool:
        """Whether any role opens the admin to this person."""
        return self.has_perm("wagtailadmin.access_admin")


class Invitation(models.Model):
    """A mailed link with which a new member of staff sets a password, once.

    States and who changes them: `invitations.py`.
    """

    class State(models.TextChoices):
        """Where the invitation stands."""

        OPEN = "open", "waiting"
        ACCEPTED = "accepted", "accepted"
        CANCELLED = "cancelled", "cancelled"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="invitations_sent"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created = models.DateTimeField(default=timezone.now, editable=False)
    changed = models.DateTimeField(default=timezone.now, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"Invitation {self.pk} ({self.state})"


class RoleGroup(models.Model):
    """Which group stands for a role of `roles.py`.

    Kept apart from the group's name, so that staff may rename it. Without a group: staff deleted
    it, and it is not made again.
    """

    role = models.CharField(max_length=30, unique=True)
    group = models.OneToOneField(Group, models.SET_NULL, null=True, related_name="role_group")

    def __str__(self) -> str:
        return self.role


class RoleGrant(models.Model):
    """A permission that the sync once gave to a role.

    It is given only once: one that staff took away afterwards stays away.
    """

    class Scope(models.TextChoices):
        """On what the permission is held."""

        MODEL = "model", "everywhere"
        PAGES = "pages", "all pages"
        COLLECTIONS = "collections", "all collections"

    role = models.CharField(max_length=30)
    scope = models.CharField(max_length=12, choices=Scope)
    permission = models.CharField(max_length=150, help_text="app_label.codename")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "scope", "permission"], name="accounts_rolegrant_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.permission} ({self.scope})"
