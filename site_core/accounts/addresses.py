"""allauth's table of addresses, kept in step with `User.email`: one address a person."""

from allauth.account.models import EmailAddress
from django.db import transaction

from .models import User


@transaction.atomic
def confirm_address(user: User) -> None:
    """Note that the person reads the mailbox of `user.email`, and forget any other address."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
