"""The outbox: one row for each message, one for each address it goes to; and who is not written to."""

from collections.abc import Iterable
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from site_core.mail.addresses import normalise

# Of one message. A worker may hold a message for as long as this many can take (`delivery.claim_timeout`).
MAX_RECIPIENTS = 50


class State(models.TextChoices):
    """Where a message stands."""

    QUEUED = "queued", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    DEAD = "dead", "Could not be sent"
    SUPPRESSED = "suppressed", "Held back"


# The only ways from one state to another, and who takes them.
TRANSITIONS: dict[State, set[State]] = {
    # A worker claims a due message.
    State.QUEUED: {State.SENDING},
    # The worker that holds the claim, or the sweep when that worker was killed.
    State.SENDING: {State.SENT, State.QUEUED, State.DEAD, State.SUPPRESSED},
    # A person, by "Send again".
    State.DEAD: {State.QUEUED},
    State.SENT: set(),
    State.SUPPRESSED: set(),
}


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Sentences about the outbox."""

    def due(self, now: datetime | None = None) -> Self:
        """Waiting messages whose time has come."""
        return self.filter(state=State.QUEUED, next_attempt_at__lte=now or timezone.now())

    def claimed_before(self, moment: datetime) -> Self:
        """Messages in the hands of a worker since before that moment: it was killed."""
        return self.filter(state=State.SENDING, claimed_at__lt=moment)

    def addressed_to(self, email: str) -> Self:
        """Messages with that address among their recipients."""
        return self.filter(pk__in=Recipient.objects.filter(email=normalise(email)).values("message_id"))

    def about(self, email: str) -> Self:
        """Messages to that person, and those that pass on what the person wrote (answers go to them)."""
        to_them = Recipient.objects.filter(email=normalise(email)).values("message_id")
        return self.filter(Q(pk__in=to_them) | Q(reply_to=normalise(email)))

    def without_source(self) -> Self:
        """Leave the text (up to megabytes) in the database: for lists."""
        return self.defer("source")

    def move(self, old: State, new: State, **changes: object) -> int:
        """Take these rows from one state to another; says how many were still in the old one.

        Only the caller that gets 1 for a row may act on it. Raises ValueError for a way that
        `TRANSITIONS` does not know.
        """
        if new not in TRANSITIONS[old]:
            raise ValueError(f"A message cannot go from {old} to {new}.")
        return self.filter(state=old).update(state=new, **changes)

    def claim(self, pk: int) -> "OutboxMessage | None":
        """Take one due message for sending; None when another worker was quicker.

        The attempt is counted here, before the work: a message that kills its worker ends too.
        """
        now = timezone.now()
        claimed = (
            self.due(now)
            .filter(pk=pk)
            .move(State.QUEUED, State.SENDING, claimed_at=now, attempts=F("attempts") + 1)
        )
        # It may have been erased in this very moment.
        return self.filter(pk=pk).first() if claimed else None


class OutboxMessage(models.Model):
    """One message, sealed when it was queued: what is sent is `source`, byte for byte, at every attempt.

    So a second try after a crash has the same Message-ID, date and text, and a receiving server
    can tell that it has the message already.
    """

    message_id = models.CharField("Message-ID", max_length=255)
    template = models.CharField(
        "kind", max_length=80, blank=True, help_text="Empty for a library's own mail."
    )
    dedupe_key = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=255)
    sender = models.CharField("from", max_length=320)
    reply_to = models.CharField("answers go to", max_length=320, blank=True, db_index=True)
    source = models.BinaryField(help_text="The whole message (RFC 5322, CRLF); emptied by retention.")

    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField("next try", default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=120, blank=True, help_text="Codes only, no personal data.")
    created_at = models.DateTimeField("queued", default=timezone.now)
    sent_at = models.DateTimeField("sent", null=True, blank=True)

    # What was written stays out of Wagtail's index of references.
    wagtail_reference_index_ignore = True

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "outbox"
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            # Apart from "view": a message may hold a sign-in code or a link that acts for its reader.
            ("read_outboxmessage", "Can read what messages say"),
            ("resend_outboxmessage", "Can send a message again"),
        ]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="mail_outbox_due"),
            models.Index(fields=["-created_at"], name="mail_outbox_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"], condition=~Q(dedupe_key=""), name="mail_outbox_dedupe_key"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or "(no subject)"

    @property
    def to(self) -> list[str]:
        """The addresses of the To line."""
        return self._addresses(Recipient.Kind.TO)

    @property
    def cc(self) -> list[str]:
        """The addresses of the Cc line."""
        return self._addresses(Recipient.Kind.CC)

    @property
    def bcc(self) -> list[str]:
        """The addresses that no reader sees."""
        return self._addresses(Recipient.Kind.BCC)

    @property
    def goes_to(self) -> str:
        """All addresses, for a list to show."""
        return ", ".join(recipient.email for recipient in self.recipients.all())

    def _addresses(self, kind: "Recipient.Kind") -> list[str]:
        return [recipient.email for recipient in self.recipients.all() if recipient.kind == kind]

    @cached_property
    def parsed(self) -> ParsedMessage:
        """The message's parts, read from its source."""
        parsed = message_from_bytes(bytes(self.source), policy=policy.default)
        assert isinstance(parsed, ParsedMessage)  # noqa: S101  (what policy.default promises)
        return parsed

    @property
    def text(self) -> str:
        """The text part; empty when there is none or retention has emptied the message."""
        return self._body("plain")

    @property
    def html(self) -> str:
        """The HTML part; empty when there is none or retention has emptied the message."""
        return self._body("html")

    def _body(self, subtype: str) -> str:
        part = self.parsed.get_body((subtype,))
        return part.get_content().replace("\r\n", "\n") if part else ""

    @property
    def headers(self) -> dict[str, str]:
        """The header lines, as a reader's mail program gets them."""
        return {name: str(value) for name, value in self.parsed.items()}

    @property
    def attachment_names(self) -> list[str]:
        """The names of the files that go with the message."""
        return [part.get_filename() or part.get_content_type() for part in self.parsed.iter_attachments()]


class RecipientQuerySet(models.QuerySet["Recipient"]):
    """Sentences about recipients."""

    def waiting(self) -> Self:
        """Those whom no attempt has reached or given up yet."""
        return self.filter(outcome=Recipient.Outcome.WAITING)


class Recipient(models.Model):
    """One address that a message goes to, and what became of it there."""

    class Kind(models.TextChoices):
        """The line on which the address stands."""

        TO = "to", "To"
        CC = "cc", "Cc"
        BCC = "bcc", "Bcc"

    class Outcome(models.TextChoices):
        """What became of the message at this address."""

        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        SUPPRESSED = "suppressed", "Held back"

    message = models.ForeignKey(OutboxMessage, on_delete=models.CASCADE, related_name="recipients")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    email = models.CharField(max_length=320, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)

    wagtail_reference_index_ignore = True

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["message", "email"], name="mail_recipient_once_a_message"),
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.get_outcome_display().lower()})"


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    """Sentences about suppression."""

    def among(self, emails: Iterable[str]) -> set[str]:
        """Those of the (normalised) addresses that are not to be written to."""
        return set(self.filter(email__in=list(emails)).values_list("email", flat=True))


class Suppression(models.Model):
    """An address that the site does not write to."""

    class Reason(models.TextChoices):
        """Why not."""

        BOUNCED = "bounced", "The address does not exist"
        COMPLAINED = "complained", "Marked our mail as spam"
        ASKED = "asked", "Asked us not to write"
        STAFF = "staff", "Added by staff"

    email = models.CharField("e-mail address", max_length=320, unique=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, default=Reason.STAFF)
    created_at = models.DateTimeField("since", default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = "suppressed address"
        verbose_name_plural = "suppressed addresses"
        ordering = ["email"]
        default_permissions = ("view", "add", "delete")

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        """Keep one spelling of each address."""
        self.email = normalise(self.email)
