"""Bringing staff in: an invitation by mail instead of a password that somebody else knows.

    open ──accept──► accepted        (the person set a password by the mailed link)
      └────cancel──► cancelled       (sent again, or the person has left)

Each step is one conditional UPDATE; only the one that changes the row acts.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from site_core.guard import links
from site_core.mail import identity
from site_core.mail.services import queue

from .addresses import confirm_address
from .models import Invitation, User

audit = logging.getLogger("site_core.accounts.audit")

PURPOSE = "staff-invitation"
State = Invitation.State


@transaction.atomic
def invite(user: User, *, by: User | None) -> Invitation:
    """Send a fresh invitation; earlier ones stop working."""
    cancel_for(user)
    invitation = Invitation.objects.create(user=user, invited_by=by)
    path = reverse("account_invitation", kwargs={"token": links.sign(PURPOSE, invitation.pk)})
    queue(
        "accounts/invitation",
        user.email,
        {
            "first_name": user.first_name,
            "invited_by": str(by) if by else "",
            "url": identity.current().absolute(path),
            "days": settings.INVITATION_DAYS,
        },
    )
    audit.info("invitation %s sent to user %s by user %s", invitation.pk, user.pk, by.pk if by else None)
    return invitation


def open_link(token: str) -> Invitation:
    """Return the invitation behind a link.

    Raises guard's LinkInvalid, LinkExpired or LinkUsed.
    """
    pk = links.read(PURPOSE, token, timedelta(days=settings.INVITATION_DAYS))
    invitation = Invitation.objects.open().filter(pk=pk, user__is_active=True).select_related("user").first()
    if invitation is None:
        raise links.LinkUsed(PURPOSE)
    return invitation


@transaction.atomic
def accept(invitation: Invitation, password: str) -> bool:
    """Set the password; False when another request used or cancelled the invitation first."""
    if not _move(invitation.pk, State.ACCEPTED):
        return False
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    # Whoever opened the link reads that mailbox.
    confirm_address(user)
    audit.info("invitation %s accepted by user %s", invitation.pk, user.pk)
    return True


def cancel_for(user: User) -> int:
    """Stop every open invitation of this person; returns how many there were."""
    return Invitation.objects.open().filter(user=user).update(state=State.CANCELLED, changed=timezone.now())


def _move(pk: int, state: str) -> bool:
    return bool(Invitation.objects.open().filter(pk=pk).update(state=state, changed=timezone.now()))
