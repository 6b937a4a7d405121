"""What other rooms call: queue a message, hold an address back, send a dead message again."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from site_core.mail import outbox
from site_core.mail.addresses import normalise
from site_core.mail.models import OutboxMessage, Recipient, State, Suppression
from site_core.mail.rendering import compose
from site_core.mail.tasks import deliver_due


def queue(
    template: str,
    to: str | Sequence[str],
    context: Mapping[str, Any],
    *,
    reply_to: str = "",
    dedupe_key: str = "",
    headers: Mapping[str, str] | None = None,
) -> OutboxMessage:
    """Render `templates/mail/<template>.*` and write one message in the caller's transaction.

    It leaves after the commit; when the transaction is rolled back there was no message. With a
    `dedupe_key` (at most 200 characters) that was used before, gives the earlier message and
    writes nothing. Raises ValueErrors: addresses.InvalidAddress, outbox.NoRecipient,
    outbox.MessageTooLarge, rendering.InvalidHeader.
    """
    if earlier := outbox.find(dedupe_key):
        return earlier
    recipients = [to] if isinstance(to, str) else to
    message = compose(template, recipients, context, reply_to=reply_to, headers=headers)
    return outbox.store(message, template=template, dedupe_key=dedupe_key)


def suppress(email: str, reason: str = Suppression.Reason.STAFF) -> Suppression:
    """Write to this address no more; an earlier reason stays. `reason` is one of `Suppression.Reason`.

    Raises ValueError for another reason.
    """
    suppression, _ = Suppression.objects.get_or_create(
        email=normalise(email), defaults={"reason": Suppression.Reason(reason)}
    )
    return suppression


def unsuppress(email: str) -> bool:
    """Write to this address again; says whether it was suppressed."""
    deleted, _ = Suppression.objects.filter(email=normalise(email)).delete()
    return bool(deleted)


def is_suppressed(email: str) -> bool:
    """Whether the site does not write to this address."""
    return Suppression.objects.filter(email=normalise(email)).exists()


def send_again(pk: int) -> bool:
    """Put a dead message back into the queue, with all its attempts; says whether it was dead."""
    with transaction.atomic():
        moved = OutboxMessage.objects.filter(pk=pk).move(
            State.DEAD, State.QUEUED, attempts=0, next_attempt_at=timezone.now(), last_error=""
        )
        if moved:
            Recipient.objects.filter(message_id=pk, outcome=Recipient.Outcome.REFUSED).update(
                outcome=Recipient.Outcome.WAITING
            )
            transaction.on_commit(deliver_due.enqueue, robust=True)
    return bool(moved)
