"""A charity that writes, a message to send, and a mail server that listens."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import Settings

from site_core.mail import identity, services
from site_core.mail.identity import MailIdentity
from site_core.mail.models import OutboxMessage
from tests.mail.sink import Sink, listening

CHARITY = MailIdentity(
    name="Hopeful Towns Trust",
    site_url="https://hope.example",
    legal_lines=("Registered charity number 1013880.", "Company number 02738973."),
    postal_address="Old Town Hall, Hebden Bridge",
    reply_to="hello@hope.example",
)

Queue = Callable[..., OutboxMessage]


@pytest.fixture(autouse=True)
def charity(monkeypatch: pytest.MonkeyPatch) -> MailIdentity:
    """The same charity in every test, whoever registered before."""
    monkeypatch.setattr(identity, "_providers", [lambda: CHARITY])
    return CHARITY


@pytest.fixture
def answers() -> dict[str, Any]:
    """What the contact form's mails want to know."""
    return {
        "form_title": "Contact us",
        "answers": [("Your name", "Aisha O'Neill"), ("Your message", "Tea & <cake>\nat four")],
        "sender_email": "aisha@example.org",
        "page_url": "https://hope.example/contact/",
    }


@pytest.fixture
def queue(db: None, answers: dict[str, Any]) -> Queue:
    """Queue a contact form's notice: `queue("someone@example.org", …)`."""

    def put(to: str | list[str] = "staff@example.org", **how: Any) -> OutboxMessage:
        return services.queue("contact_notice", to, answers, **how)

    return put


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A listening mail server that the site is set up to send by."""
    with listening() as server:
        settings.MAIL_TRANSPORT = "smtp"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
        settings.EMAIL_TIMEOUT = 5
        yield server
