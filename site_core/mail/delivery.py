"""Working the outbox off: claim a message, hand it over, write down what became of it."""

import logging
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from site_core.mail import transport as transports
from site_core.mail.models import MAX_RECIPIENTS, OutboxMessage, Recipient, State, Suppression
from site_core.mail.transport import ConnectionLost, MessageRefused, PostOfficeClosed, Refusal, Transport

logger = logging.getLogger(__name__)

Outcome = Recipient.Outcome

# The pause after the first, second, … attempt that failed: two days in all, enough for a weekend's
# fault at the receiving end, and after that the news in the message is old.
BACK_OFF = tuple(
    timedelta(**pause)
    for pause in (
        {"minutes": 1},
        {"minutes": 5},
        {"minutes": 15},
        {"hours": 1},
        {"hours": 3},
        {"hours": 6},
        {"hours": 12},
        {"hours": 24},
    )
)
MAX_ATTEMPTS = len(BACK_OFF) + 1
# While the mail server itself cannot be reached no attempt counts, and we knock this often.
KNOCK_AGAIN = timedelta(minutes=1)
# What a message takes beside one step for each recipient: MAIL FROM, DATA, the body, RSET; and some room.
STEPS_OF_A_MESSAGE = 10


@dataclass
class Attempt:
    """What became of one try: an outcome for each recipient it reached a decision on, and the first error."""

    outcomes: dict[str, Recipient.Outcome] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    error: str = ""

    def note(self, error: str) -> None:
        """Keep the first error: codes, no personal data."""
        self.error = self.error or error[:120]


def deliver(limit: int) -> int:
    """Send what is due, oldest first, over one connection; gives the number of messages handled.

    Safe to run at any time and many times at once: a message is claimed by one conditional
    update before it is sent, and marked straight after.
    """
    due = list(OutboxMessage.objects.due().order_by("next_attempt_at").values_list("pk", flat=True)[:limit])
    handled = 0
    with closing(transports.current()) as transport:
        for pk in due:
            try:
                transport.open()
            except PostOfficeClosed as closed:
                _wait_for_the_post_office(closed)
                break
            message = OutboxMessage.objects.claim(pk)
            if message is not None:
                _record(message, _attempt(message, transport))
                handled += 1
    return handled


def claim_timeout() -> timedelta:
    """How long a worker may hold a message: longer than the slowest one that the outbox takes.

    Each step of the SMTP talk may last EMAIL_TIMEOUT. Shorter, and a second worker would send again
    what the first is still sending.
    """
    return timedelta(seconds=settings.EMAIL_TIMEOUT * (MAX_RECIPIENTS + STEPS_OF_A_MESSAGE))


def put_back_abandoned() -> int:
    """Free the messages whose worker was killed while it held them; gives their number.

    Such a message may have gone out just before. It goes again, sealed as it was: losing it
    would be worse, and its Message-ID lets the receiving server drop the second one.
    """
    now = timezone.now()
    abandoned = OutboxMessage.objects.claimed_before(now - claim_timeout())
    error = "The worker stopped while it was sending"
    dead = abandoned.filter(attempts__gte=MAX_ATTEMPTS).move(State.SENDING, State.DEAD, last_error=error)
    queued = abandoned.move(State.SENDING, State.QUEUED, next_attempt_at=now, last_error=error)
    if dead or queued:
        logger.warning("Put back %d messages of a stopped worker; %d more are dead.", queued, dead)
    return dead + queued


def _wait_for_the_post_office(closed: PostOfficeClosed) -> None:
    logger.error("The mail server cannot be reached: %s", closed)
    OutboxMessage.objects.due().update(
        next_attempt_at=timezone.now() + KNOCK_AGAIN,
        last_error=f"The mail server cannot be reached ({closed})"[:120],
    )


def _attempt(message: OutboxMessage, transport: Transport) -> Attempt:
    """Hand the message to those who have not got it yet and want mail."""
    attempt = Attempt()
    waiting = list(message.recipients.waiting().values_list("email", flat=True))
    held_back = Suppression.objects.among(waiting)
    attempt.outcomes.update(dict.fromkeys(held_back, Outcome.SUPPRESSED))
    recipients = [email for email in waiting if email not in held_back]
    if not recipients:
        return attempt
    try:
        refusals = transport.deliver(message.sender, recipients, bytes(message.source))
    except MessageRefused as refused:
        attempt.note(str(refused))
        if refused.permanent:
            attempt.outcomes.update(dict.fromkeys(recipients, Outcome.REFUSED))
    except ConnectionLost as lost:
        attempt.note(f"The connection broke ({lost})")
    except Exception as error:
        # One message that cannot be handled must not keep the others from going out.
        logger.exception("Message %s could not be handled.", message.pk)
        attempt.note(type(error).__name__)
    else:
        for email in recipients:
            _judge(attempt, email, refusals.get(email))
    return attempt


def _judge(attempt: Attempt, email: str, refusal: Refusal | None) -> None:
    if refusal is None:
        attempt.outcomes[email] = Outcome.ACCEPTED
        return
    attempt.note(str(refusal))
    if refusal.permanent:
        attempt.outcomes[email] = Outcome.REFUSED
    if refusal.address_is_gone:
        attempt.gone.append(email)


def _record(message: OutboxMessage, attempt: Attempt) -> None:
    """Write the attempt down, if the message is still ours: a sweep may have given it to another worker."""
    now = timezone.now()
    with transaction.atomic():
        ours = Q(pk=message.pk, claimed_at=message.claimed_at)
        reached = set(message.recipients.values_list("outcome", flat=True)) | set(attempt.outcomes.values())
        waiting = message.recipients.waiting().exclude(email__in=attempt.outcomes).exists()
        state = _next_state(waiting=waiting, reached=reached, attempts=message.attempts)
        changes: dict[str, object] = {"last_error": attempt.error}
        if state == State.SENT:
            changes["sent_at"] = now
        if state == State.QUEUED:
            changes["next_attempt_at"] = now + BACK_OFF[message.attempts - 1]
        if not OutboxMessage.objects.filter(ours).move(State.SENDING, state, **changes):
            return
        for email, outcome in attempt.outcomes.items():
            message.recipients.filter(email=email).update(outcome=outcome)
        for email in attempt.gone:
            Suppression.objects.get_or_create(email=email, defaults={"reason": Suppression.Reason.BOUNCED})
    if state == State.DEAD:
        logger.error("Message %s could not be sent: %s", message.pk, attempt.error)


def _next_state(*, waiting: bool, reached: set[str], attempts: int) -> State:
    """The rule of the table in models.TRANSITIONS for a message that was being sent."""
    if waiting:
        return State.QUEUED if attempts < MAX_ATTEMPTS else State.DEAD
    if Outcome.ACCEPTED in reached:
        return State.SENT
    return State.DEAD if Outcome.REFUSED in reached else State.SUPPRESSED
