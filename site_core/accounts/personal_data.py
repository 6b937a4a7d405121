"""What this room holds about people, for how long, and why."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from wagtail.models import Comment, CommentReply, ModelLogEntry

from site_core.privacy import registry

from .models import Invitation, User
from .people import an_administrator_remains

# Someone began an account and never typed the code: it may not even have been them.
UNCONFIRMED_DAYS = 7
# What the admin's log shows instead of a name.
ERASED = "An erased person"
RULES = (
    f"Accounts that were never confirmed are deleted after {UNCONFIRMED_DAYS} days; others stay until erased."
)


def declare() -> None:
    """Enter the room's models, and allauth's, into the register."""
    registry.declare(
        User,
        purpose="Let people sign in, and show staff who did what",
        lawful_basis=registry.CONTRACT,
        fields=("email", "first_name", "last_name", "last_login", "left_at"),
        retention=registry.RetentionBy(RULES, delete_unconfirmed),
        subject_email="email",
        erase=erase,
    )
    registry.declare(
        EmailAddress,
        purpose="Know that an address belongs to the person who signs in with it",
        lawful_basis=registry.CONTRACT,
        fields=("email", "user"),
        retention=registry.KeptUntil("the account is deleted"),
        subject_email="email",
    )
    registry.declare(
        Authenticator,
        purpose="Ask staff for a second step when they sign in",
        lawful_basis=registry.LEGITIMATE_INTERESTS,
        fields=("user", "data", "last_used_at"),
        retention=registry.KeptUntil("its owner removes it, leaves, or an administrator resets it"),
        export=lambda email: [
            {"kind": row.get_type_display(), "added": row.created_at, "last_used": row.last_used_at}
            for row in Authenticator.objects.filter(user__email__iexact=email)
        ],
        erase=lambda email: Authenticator.objects.filter(user__email__iexact=email).delete()[0],
    )
    registry.declare(
        Invitation,
        purpose="Let a new member of staff set a password",
        lawful_basis=registry.LEGITIMATE_INTERESTS,
        fields=("user", "invited_by"),
        retention=registry.Retention(days=365, since="created"),
        subject_email="user__email",
    )


def delete_unconfirmed(now: datetime, dry_run: bool) -> int:
    """Delete accounts that nobody ever signed in to; gives the number that were (or would be) deleted."""
    unconfirmed = _unconfirmed().filter(created__lt=now - timedelta(days=UNCONFIRMED_DAYS))
    count = unconfirmed.count()
    if not dry_run:
        unconfirmed.delete()
    return count


def erase(email: str) -> int:
    """Delete a supporter's account; make staff's anonymous, because pages keep an author.

    Raises LastAdministrator: nobody else could let others in.
    """
    erased = 0
    with an_administrator_remains():
        for user in User.objects.filter(email__iexact=email):
            erased += 1
            # Wagtail's log calls each row by its name: here the person's, or the address.
            ModelLogEntry.objects.for_instance(user).update(label=ERASED)
            if user.is_staff_member or user.left_at or user.invitations.exists() or _talked(user):
                _make_anonymous(user)
            else:
                user.delete()
    return erased


def _talked(user: User) -> bool:
    """Say whether remarks about pages, which colleagues still need, would go with the account."""
    return Comment.objects.filter(user=user).exists() or CommentReply.objects.filter(user=user).exists()


def _make_anonymous(user: User) -> None:
    user.groups.clear()
    user.user_permissions.clear()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    user.email = f"erased-{user.pk}@invalid.example"
    user.first_name, user.last_name = "", ""
    user.is_active, user.is_superuser = False, False
    user.set_unusable_password()
    user.save()


def _unconfirmed() -> QuerySet[User]:
    """Accounts without a sign-in, a confirmed address, a role or an invitation."""
    nobody = User.objects.filter(last_login=None, groups=None, invitations=None, is_superuser=False)
    return nobody.exclude(emailaddress__verified=True)
