"""How a sealed message leaves the site: by SMTP, or, in the demo, into the mailbox page."""

import contextlib
import re
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

# RFC 3463 and the register of enhanced status codes: no such mailbox, no such domain, no valid
# address, moved away, the domain takes no mail, mailbox switched off. A bare 550 is not among them:
# servers also say it when they dislike the sender, and that is not the recipient's doing.
ADDRESS_IS_GONE = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"}


@dataclass(frozen=True)
class Refusal:
    """What a server said when it did not take a message: its reply code and enhanced status (RFC 3463)."""

    code: int
    status: str = ""

    @classmethod
    def read(cls, code: int, text: bytes | str) -> "Refusal":
        """Keep the codes only: the words may repeat the address."""
        words = text.decode(errors="replace") if isinstance(text, bytes) else text
        status = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})\b", words)
        return cls(code, status[1] if status else "")

    @property
    def permanent(self) -> bool:
        """Whether another try would get the same answer."""
        return 500 <= self.code < 600

    @property
    def address_is_gone(self) -> bool:
        """Whether the server says clearly that nobody can be reached at this address."""
        return self.permanent and self.status in ADDRESS_IS_GONE

    def __str__(self) -> str:
        return f"SMTP {self.code} {self.status}".strip()


# What a server answers on which nothing can be built: asked again later.
TRY_LATER = Refusal(421)


class PostOfficeClosed(Exception):
    """No connection to the mail server: no message's fault. Says the kind of error, nothing personal."""


class ConnectionLost(Exception):
    """The connection broke while a message was on its way; whether it arrived is not known."""


class MessageRefused(Exception):
    """The server did not take the message for anybody."""

    def __init__(self, refusal: Refusal, *, permanent: bool) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.permanent = permanent


class Transport(Protocol):
    """One connection, used for many messages."""

    def open(self) -> None:
        """Make sure that there is a connection. Raises PostOfficeClosed."""

    def deliver(self, sender: str, recipients: Sequence[str], source: bytes) -> dict[str, Refusal]:
        """Hand a message over; gives those who were refused. Raises ConnectionLost, MessageRefused."""

    def close(self) -> None:
        """End the connection, if there is one."""


class SmtpTransport:
    """Django's SMTP connection (host, TLS, sign-in from the settings), kept for a whole batch."""

    def __init__(self) -> None:
        self._backend = EmailBackend()

    def open(self) -> None:
        """Make sure that there is a connection. Raises PostOfficeClosed."""
        connection = self._backend.connection
        if connection is not None and connection.sock is None:
            # smtplib hangs up by itself after some replies (421), and Django does not notice.
            self._backend.connection = None
        try:
            self._backend.open()
        except OSError as error:  # smtplib's errors are OSErrors
            raise PostOfficeClosed(_name(error)) from error

    def deliver(self, sender: str, recipients: Sequence[str], source: bytes) -> dict[str, Refusal]:
        """Hand a message over; gives those who were refused. Raises ConnectionLost, MessageRefused."""
        connection = self._backend.connection
        assert connection is not None  # noqa: S101  (open() was called)
        wire = {sanitize_address(recipient, "utf-8"): recipient for recipient in recipients}
        try:
            refused = connection.sendmail(sanitize_address(sender, "utf-8"), list(wire), source)
        except smtplib.SMTPRecipientsRefused as error:
            # Nobody got it, also not those that the server was not asked about before it hung up.
            replies = error.recipients
            return {
                recipient: Refusal.read(*replies[address]) if address in replies else TRY_LATER
                for address, recipient in wire.items()
            }
        except smtplib.SMTPDataError as error:
            refusal = Refusal.read(error.smtp_code, error.smtp_error)
            raise MessageRefused(refusal, permanent=refusal.permanent) from error
        except smtplib.SMTPResponseException as error:
            # The greeting or our own address was refused: a matter of set-up, which people mend.
            refusal = Refusal.read(error.smtp_code, error.smtp_error)
            raise MessageRefused(refusal, permanent=False) from error
        except OSError as error:
            self._backend.connection = None
            with contextlib.suppress(OSError):
                connection.close()
            raise ConnectionLost(_name(error)) from error
        return {wire[address]: Refusal.read(*reply) for address, reply in refused.items()}

    def close(self) -> None:
        """End the connection, if there is one."""
        with contextlib.suppress(OSError):
            self._backend.close()


class MailboxTransport:
    """The demo's: nothing leaves the machine, the mailbox page shows the message."""

    def open(self) -> None:
        """Nothing to open."""

    def deliver(self, sender: str, recipients: Sequence[str], source: bytes) -> dict[str, Refusal]:
        """Everybody has got it: it lies in the outbox, where the page finds it."""
        return {}

    def close(self) -> None:
        """Nothing to close."""


TRANSPORTS: dict[str, type[Transport]] = {"smtp": SmtpTransport, "mailbox": MailboxTransport}


def current() -> Transport:
    """The transport that `MAIL_TRANSPORT` names."""
    return TRANSPORTS[settings.MAIL_TRANSPORT]()


def _name(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return str(Refusal.read(error.smtp_code, error.smtp_error))
    return type(error).__name__
