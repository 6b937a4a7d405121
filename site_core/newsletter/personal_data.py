"""What the newsletter holds about people, for how long, and why.

Erasure leaves nothing behind, not even a hash of the address. The ICO allows a suppression list to keep what
is needed so that nobody is written to again; here nothing is needed, because no file and no member of staff
can put anybody on the list: only the owner of an address can, by the link that is mailed to it. Whoever
unsubscribes without asking for erasure stays as an unsubscribed row, which no import touches.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from site_core.privacy import registry

from . import services
from .models import Consent, NewsletterSettings, State, Subscriber, Transfer

# Longer than the link in the mail works.
PENDING_DAYS = 14
# As long as somebody may complain about a mail that they got before (Limitation Act 1980: six years).
LEFT_DAYS = 6 * 365
TRANSFER_DAYS = 3 * 365

RULES = (
    f"Sign-ups that are not confirmed are deleted after {PENDING_DAYS} days; people who unsubscribed or were "
    "held back are deleted six years later; others stay until they leave."
)


def declare() -> None:
    """Enter the room's models into the register."""
    registry.declare(
        Subscriber,
        purpose="Send the newsletter to people who asked for it, and not to those who unsubscribed",
        lawful_basis=registry.CONSENT,
        fields=("email", "first_name", "state", "source", "created_at", "confirmed_at", "unsubscribed_at"),
        subject_email="email",
        retention=registry.RetentionBy(RULES, apply_retention),
        erase=registry.EraseWith(
            "deleted here; take them off the newsletter provider's list as well", by=services.erase
        ),
    )
    registry.declare(
        Consent,
        purpose="Prove who agreed to get the newsletter, when, how, and to which words",
        lawful_basis=registry.LEGAL_OBLIGATION,
        fields=("event", "how", "channel", "lawful_basis", "wording", "wording_version", "source", "at"),
        subject_email="subscriber__email",
        retention=registry.KeptUntil("its subscriber is deleted"),
    )
    registry.declare(
        Transfer,
        purpose="Know which member of staff took the newsletter's list out, or put a provider's list in",
        fields=("user",),
        subject_email="user__email",
        retention=registry.Retention(days=TRANSFER_DAYS, since="at"),
        erase=registry.Anonymise({"user": None}),
    )
    registry.not_personal(NewsletterSettings, why="The newsletter's name, and the charity's own address.")


def apply_retention(now: datetime, dry_run: bool) -> int:
    """End what has had its time; returns how many subscribers were (or would be) changed."""
    left = Subscriber.objects.filter(
        state__in=[State.UNSUBSCRIBED, State.SUPPRESSED], state_since__lt=now - timedelta(days=LEFT_DAYS)
    )
    never = _unconfirmed(now).filter(unsubscribed_at=None)
    again = _unconfirmed(now).exclude(unsubscribed_at=None)
    if dry_run:
        return left.count() + never.count() + again.count()
    with transaction.atomic():
        ended = sum(rows.delete()[1].get(Subscriber._meta.label, 0) for rows in (left, never))
        # They had unsubscribed once, and somebody typed their address again: that they left still holds.
        return ended + sum(
            services.unsubscribe(key, Consent.How.NOT_CONFIRMED)
            for key in list(again.values_list("key", flat=True))
        )


def _unconfirmed(now: datetime) -> QuerySet[Subscriber]:
    """Sign-ups without an answer; the newest question counts, whenever the first one was."""
    limit = now - timedelta(days=PENDING_DAYS)
    return Subscriber.objects.filter(
        Q(mailed_at=None) | Q(mailed_at__lt=limit), state=State.PENDING, state_since__lt=limit
    )
