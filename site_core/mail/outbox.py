"""Sealing a message into the outbox: the one place where rows are written."""

from copy import copy
from datetime import datetime
from email.utils import format_datetime, make_msgid, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from site_core.mail import addresses
from site_core.mail.models import MAX_RECIPIENTS, OutboxMessage, Recipient
from site_core.mail.tasks import deliver_due

# What common mail servers take, with base64's third on top.
MAX_BYTES = 10_000_000


class NoRecipient(ValueError):
    """A message for nobody."""


class MessageTooLarge(ValueError):
    """More recipients or more bytes than one message may have."""


def store(email: EmailMessage, *, template: str = "", dedupe_key: str = "") -> OutboxMessage:
    """Write a message into the outbox, in the caller's transaction; the worker sends it after the commit.

    With a `dedupe_key` that was used before, gives the earlier message and writes nothing.
    Raises InvalidAddress, NoRecipient, MessageTooLarge, and Django's BadHeaderError for a line
    break in a header.
    """
    recipients = _recipients(email)
    now = timezone.now()
    sender = addresses.split(email.from_email)[1]
    reply_to = addresses.split(str(email.reply_to[0]))[1] if email.reply_to else ""
    sealed = _seal(email, now)
    source = sealed.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own kind of message
    if len(source) > MAX_BYTES:
        raise MessageTooLarge(f"A message may have {MAX_BYTES} bytes, this one has {len(source)}.")
    try:
        with transaction.atomic():
            message = OutboxMessage.objects.create(
                message_id=_header(sealed, "message-id")[:255],
                template=template,
                dedupe_key=dedupe_key,
                subject=str(email.subject)[:255],
                sender=sender,
                reply_to=reply_to,
                source=source,
                created_at=now,
                next_attempt_at=now,
            )
            for recipient in recipients:
                recipient.message = message
            Recipient.objects.bulk_create(recipients)
    except IntegrityError:
        # Someone else queued the same message in between.
        earlier = find(dedupe_key)
        if earlier is None:
            raise
        return earlier
    # Only a nudge: the scheduler asks every few seconds anyway, so a failure here loses nothing.
    transaction.on_commit(deliver_due.enqueue, robust=True)
    return message


def find(dedupe_key: str) -> OutboxMessage | None:
    """The message that was queued with this key."""
    return OutboxMessage.objects.filter(dedupe_key=dedupe_key).first() if dedupe_key else None


def _recipients(email: EmailMessage) -> list[Recipient]:
    lines = {Recipient.Kind.TO: email.to, Recipient.Kind.CC: email.cc, Recipient.Kind.BCC: email.bcc}
    # The first line that names an address counts: nobody gets a message twice.
    found: dict[str, Recipient] = {}
    for kind, line in lines.items():
        for address in filter(None, line):
            to = addresses.split(str(address))[1]
            found.setdefault(to, Recipient(kind=kind, email=to))
    if not found:
        raise NoRecipient("This message has nobody to go to.")
    if len(found) > MAX_RECIPIENTS:
        raise MessageTooLarge(f"A message may go to {MAX_RECIPIENTS} addresses, this one has {len(found)}.")
    return list(found.values())


def _seal(email: EmailMessage, now: datetime) -> EmailMessage:
    """A copy of the message with what makes it the same message at every attempt."""
    sealed = copy(email)
    sealed.extra_headers = dict(email.extra_headers)
    for name, value in {
        "Message-ID": make_msgid(domain=_domain()),
        "Date": format_datetime(now),
        # RFC 3834: no answering machine need answer.
        "Auto-Submitted": "auto-generated",
    }.items():
        if not _header(email, name):
            sealed.extra_headers[name] = value
    return sealed


def _header(email: EmailMessage, name: str) -> str:
    return next((str(value) for key, value in email.extra_headers.items() if key.lower() == name.lower()), "")


def _domain() -> str:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return host or addresses.domain(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
