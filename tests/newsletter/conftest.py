"""A newsletter, people who stand somewhere on its list, and staff."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from site_core.accounts.models import User
from site_core.mail.models import OutboxMessage
from site_core.newsletter import services
from site_core.newsletter.models import Consent, Subscriber

ANN = "ann@example.org"
WORDING = "Yes, please write to me."

Person = Callable[..., Subscriber]
Staff = Callable[..., Client]


@contextmanager
def after(passed: timedelta) -> Iterator[None]:
    """Move the clock, of the database's times and of signatures; a negative time goes back."""
    now, seconds = timezone.now() + passed, time.time() + passed.total_seconds()
    with patch.object(timezone, "now", lambda: now), patch.object(time, "time", lambda: seconds):
        yield


def mails_to(email: str, template: str = "") -> list[OutboxMessage]:
    """What was written to an address, oldest first."""
    found = OutboxMessage.objects.addressed_to(email).order_by("pk")
    return list(found.filter(template=f"newsletter/{template}") if template else found)


def link_in(message: OutboxMessage, part: str) -> str:
    """The path of the link with this part in a mail's text."""
    found = re.search(rf"https?://[^/\s]+(/newsletter/{part}/\S+)", message.text)
    assert found, message.text
    return found[1]


def history(email: str = ANN) -> list[tuple[str, str]]:
    """What was said about consent: event and way."""
    records = Consent.objects.filter(subscriber__email=email).order_by("pk")
    return [(str(record.event), str(record.how)) for record in records]


def state(email: str = ANN) -> str:
    return str(Subscriber.objects.get(email=email).state)


def ask(email: str = ANN, name: str = "Ann", source: str = "footer") -> Consent:
    """Sign an address up; gives the newest question that was asked."""
    services.subscribe(email, name, source=source, wording=WORDING)
    return Consent.objects.filter(subscriber__email=email.strip().lower(), event=Consent.Event.ASKED).latest(
        "pk"
    )


@pytest.fixture
def person(db: None) -> Person:
    """Somebody on the list: `person(email, unsubscribed=True)`."""

    def make(email: str = ANN, *, unsubscribed: bool = False, **how: Any) -> Subscriber:
        assert services.confirm(ask(email, **how).pk)
        if unsubscribed:
            assert services.unsubscribe_address(email, Consent.How.ONE_CLICK)
        return Subscriber.objects.get(email=email)

    return make


@pytest.fixture
def staff(db: None) -> Staff:
    """Somebody with these permissions, signed in to the admin."""

    def sign_in(*codenames: str) -> Client:
        user = User.objects.create(email=f"staff{User.objects.count()}@example.org")
        wanted = Permission.objects.filter(codename__in=["access_admin", *codenames])
        assert wanted.count() == len(codenames) + 1
        user.user_permissions.set(wanted)
        client = Client()
        client.force_login(user)
        return client

    return sign_in
