"""The demo's newsletter: its words, and people in every state with what they said about it. All invented."""

from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from site_core.accounts.models import User
from site_core.mail import services as mail
from site_core.mail.models import Suppression
from site_core.newsletter import wording
from site_core.newsletter.models import Consent, Departure, NewsletterSettings, State, Subscriber, Transfer

SETTINGS: dict[str, Any] = {
    "name": "Letters from the towns",
    "introduction": "One good story, one thing to do, and what is on: a short letter to read with your tea.",
    "frequency": "on the first Thursday of each month",
    "consent_wording": "Yes, please send me “Letters from the towns” by e-mail. I can stop it at any time.",
    "short_wording": "We will send you “Letters from the towns” once a month. You can stop it at any time.",
    "reply_to": "letters@example.org",
    "welcome_text": "It is good to have you with us.\n\nThe next letter comes on the first Thursday of the "
    "month. Until then: say hello to somebody new in your street.",
}
FIRST_NAMES = (
    "Aisha", "Ben", "Chidi", "Dorota", "Ewan", "Fatima", "Gwen", "Hassan", "Iris", "Jaspal", "Kezia", "Liam",
    "Maryam", "Nia", "Owen", "Priya", "Qasim", "Rosa", "Siobhan", "Tunde", "Uma", "Vera", "Wilf", "Yusuf", "",
)  # fmt: skip
SOURCES = ("footer", "newsletter page", "block on the front page", "footer", "contact form")
# How many of each state; who is held back was confirmed before.
CONFIRMED, PENDING, UNSUBSCRIBED, BOUNCED, COMPLAINED = 104, 12, 24, 8, 2
How, Event = Consent.How, Consent.Event


class SubscriberFactory(DjangoModelFactory):
    """Somebody who signed up at `created_at`, with the records that a person in this state has."""

    class Meta:
        model = Subscriber
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"reader{number}@example.org")
    first_name = "Sam"
    source = "footer"
    state = State.CONFIRMED
    state_since = factory.SelfAttribute("created_at")

    @factory.post_generation
    def consents(subscriber: Subscriber, create: bool, extracted: None) -> None:  # noqa: N805
        """Write what they said, in the order in which they said it."""
        words = wording.current().consent
        told = {"wording": words, "wording_version": wording.version_of(words), "source": subscriber.source}
        records: list[tuple[Consent.Event, Consent.How, datetime | None, dict[str, str]]] = [
            (Event.ASKED, How.FORM, subscriber.created_at, told),
            (Event.GIVEN, How.MAILED_LINK, subscriber.confirmed_at, told),
            (Event.WITHDRAWN, How.ONE_CLICK, subscriber.unsubscribed_at, {}),
        ]
        for event, how, at, values in records:
            if at is not None:
                Consent.objects.create(subscriber=subscriber, event=event, how=how, at=at, **values)


def fill_settings(privacy_page: Page) -> None:
    """Write the newsletter's words."""
    NewsletterSettings.objects.create(privacy_page=privacy_page, **SETTINGS)


def add_subscribers(staff: User | None) -> int:
    """Make the list and its history; returns how many people are on it, in any state."""
    now = timezone.now()
    for number in range(CONFIRMED + BOUNCED + COMPLAINED):
        joined = now - timedelta(days=3 + number * 5, hours=number % 13)
        _add(number, joined, confirmed_at=joined + timedelta(hours=1 + number % 20))
    for number in range(UNSUBSCRIBED):
        joined = now - timedelta(days=40 + number * 17)
        confirmed, left = joined + timedelta(hours=2), joined + timedelta(days=30 + number * 3)
        _add(200 + number, joined, confirmed_at=confirmed, unsubscribed_at=min(left, now - timedelta(days=2)))
    for number in range(PENDING):
        # Younger than the retention rule, or the first night would delete them.
        _add(300 + number, now - timedelta(hours=1 + number * 9))
    for number in range(BOUNCED):
        mail.suppress(_address(CONFIRMED + number), Suppression.Reason.BOUNCED)
    for number in range(COMPLAINED):
        mail.suppress(_address(CONFIRMED + BOUNCED + number), Suppression.Reason.COMPLAINED)
    for number, reason in enumerate(Departure.Reason):
        for day in range(2 + 3 * (number % 2)):
            Departure.objects.create(reason=reason, on=timezone.localdate(now) - timedelta(days=9 + day * 20))
    _add_transfers(staff, now)
    return Subscriber.objects.count()


def _add(number: int, joined: datetime, **moments: datetime) -> None:
    left, confirmed = moments.get("unsubscribed_at"), moments.get("confirmed_at")
    state = State.UNSUBSCRIBED if left else State.CONFIRMED if confirmed else State.PENDING
    SubscriberFactory(
        email=_address(number),
        first_name="" if left else _name(number),
        source=SOURCES[number % len(SOURCES)],
        state=state,
        state_since=left or confirmed or joined,
        created_at=joined,
        **moments,
    )


def _name(number: int) -> str:
    return FIRST_NAMES[number % len(FIRST_NAMES)]


def _address(number: int) -> str:
    return f"{(_name(number) or 'reader').lower()}.{number}@example.org"


def _add_transfers(staff: User | None, now: datetime) -> None:
    for days, kind, rows, rejected in (
        (61, Transfer.Kind.HAND_OVER, 92, 0),
        (33, Transfer.Kind.BOUNCED, 3, 1),
        (33, Transfer.Kind.UNSUBSCRIBED, 5, 0),
        (30, Transfer.Kind.CHANGES, 11, 0),
    ):
        Transfer.objects.create(
            kind=kind, user=staff, at=now - timedelta(days=days), rows=rows, rejected=rejected
        )
