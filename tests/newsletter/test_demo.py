"""The demo's newsletter: people in every state, each with what they said."""

from collections import Counter

import pytest
from wagtail.models import Page

from site_core.demo import newsletter
from site_core.mail.models import Suppression
from site_core.newsletter import wording
from site_core.newsletter.models import Consent, NewsletterSettings, State, Subscriber

pytestmark = pytest.mark.django_db


def test_the_demo_has_people_in_every_state_with_what_they_said() -> None:
    newsletter.fill_settings(Page.objects.get(depth=2))
    assert newsletter.add_subscribers(None) == 150
    counted = Counter(Subscriber.objects.values_list("state", flat=True))
    assert set(counted) == set(State.values)
    assert counted[State.CONFIRMED] == newsletter.CONFIRMED
    assert Subscriber.objects.reachable().count() == newsletter.CONFIRMED
    assert Suppression.objects.count() == newsletter.BOUNCED + newsletter.COMPLAINED
    said: dict[Consent.Event, list[State]] = {
        Consent.Event.ASKED: list(State),
        Consent.Event.GIVEN: [State.CONFIRMED, State.UNSUBSCRIBED, State.SUPPRESSED],
        Consent.Event.WITHDRAWN: [State.UNSUBSCRIBED],
        Consent.Event.HELD_BACK: [State.SUPPRESSED],
    }
    for event, states in said.items():
        told = Consent.objects.filter(event=event).values("subscriber").distinct().count()
        assert told == Subscriber.objects.filter(state__in=states).count(), event
    assert Consent.objects.given().exclude(wording=wording.current().consent).count() == 0
    assert NewsletterSettings.objects.get().privacy_page is not None


def test_all_of_it_is_invented() -> None:
    newsletter.add_subscribers(None)
    assert {email.partition("@")[2] for email in Subscriber.objects.values_list("email", flat=True)} == {
        "example.org"
    }
