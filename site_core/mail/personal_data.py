"""What the outbox holds about people, for how long, and why.

The rules: the text of a message that has gone out is emptied after 30 days, in which staff can still
see what was said when somebody asks "what did you write to me?". The bare fact (to whom, when, subject)
stays a year, because questions about receipts and orders come that late, and because a `dedupe_key`
must outlive whatever could queue the same message again. A message that could not be sent keeps its
text, since it can be sent again, and goes after 90 days.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from site_core.mail.models import OutboxMessage, Recipient, State, Suppression
from site_core.privacy import registry

TEXT_DAYS = 30
DEAD_DAYS = 90
ROW_DAYS = 365

RULES = (
    f"The text of a message is emptied after {TEXT_DAYS} days, the entry is deleted after {ROW_DAYS} days; "
    f"a message that could not be sent is deleted after {DEAD_DAYS} days."
)


def declare() -> None:
    """Enter the room's models into the register."""
    registry.declare(
        OutboxMessage,
        purpose="Send the messages that people expect from the site, and know that they went out",
        fields=("subject", "reply_to", "source"),
        impersonal=("sender", "message_id"),
        retention=registry.RetentionBy(RULES, apply_retention),
        export=export,
        erase=erase,
    )
    registry.declare(
        Recipient,
        purpose="Know to whom a message goes, and whether it was taken there",
        fields=("email",),
        retention=registry.KeptUntil("its message is deleted"),
        export=export_recipients,
        erase=erase,
    )
    registry.declare(
        Suppression,
        purpose="Not to write to people who asked us not to, or to addresses that do not exist",
        fields=("email",),
        retention=registry.KeptUntil("staff take the address off the list"),
        subject_email="email",
        erase=registry.Keep("Without this entry the site could write to the address again"),
    )


def apply_retention(now: datetime, dry_run: bool) -> int:
    """Empty and delete what has had its time; gives the number of messages (that would be) changed."""
    messages = OutboxMessage.objects.all()
    done = Q(state__in=[State.SENT, State.SUPPRESSED])
    old = messages.filter(
        done & Q(created_at__lt=now - timedelta(days=ROW_DAYS))
        | Q(state=State.DEAD, created_at__lt=now - timedelta(days=DEAD_DAYS))
    )
    to_empty = messages.filter(done, created_at__lt=now - timedelta(days=TEXT_DAYS)).exclude(source=b"")
    if dry_run:
        return (old | to_empty).count()
    count = old.count()
    old.delete()
    return count + to_empty.update(source=b"")


def export(email: str) -> Sequence[Mapping[str, Any]]:
    """What was written to this person, or passed on from them."""
    return [
        {
            "queued": message.created_at,
            "sent": message.sent_at,
            "state": message.get_state_display(),
            "subject": message.subject,
            "text": message.text,
        }
        for message in OutboxMessage.objects.about(email)
    ]


def export_recipients(email: str) -> Sequence[Mapping[str, Any]]:
    """Nothing of its own: the messages are exported above."""
    return []


def erase(email: str) -> int:
    """Delete every message to this person and every one that passes on what they wrote."""
    messages = OutboxMessage.objects.about(email)
    count = messages.count()
    messages.delete()
    return count
