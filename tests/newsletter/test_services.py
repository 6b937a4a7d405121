"""Coming onto the list and leaving it, on both databases; only the one that changes a row acts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from site_core.mail import services as mail
from site_core.mail.addresses import InvalidAddress
from site_core.mail.models import OutboxMessage, Suppression
from site_core.newsletter import services, wording
from site_core.newsletter.models import TRANSITIONS, Consent, State, Subscriber
from site_core.newsletter.models.subscribers import ConsentIsFinal
from tests.newsletter.conftest import ANN, WORDING, Person, ask, history, mails_to, state

pytestmark = [pytest.mark.django_db, pytest.mark.both]

How = Consent.How


def later(**how: int) -> None:
    """Let time pass: move what is written into the past."""
    Subscriber.objects.update(mailed_at=timezone.now() - timedelta(**how))


def test_signing_up_asks_by_mail_and_puts_nobody_on_the_list() -> None:
    ask("Ann@Example.org ")
    assert state() == State.PENDING
    assert not Subscriber.objects.reachable().exists()
    assert [message.template for message in mails_to(ANN)] == ["newsletter/confirm"]


def test_what_was_agreed_to_is_recorded_with_wording_source_and_date() -> None:
    before = timezone.now()
    services.confirm(ask(source="footer").pk)
    given = Consent.objects.given().get()
    assert (given.wording, given.source, given.channel) == (WORDING, "footer", "email")
    assert given.wording_version == wording.version_of(WORDING)
    assert given.lawful_basis == Consent.Basis.CONSENT
    assert before <= given.at <= timezone.now()
    assert history() == [("asked", "form"), ("given", "mailed_link")]


def test_other_words_have_another_version() -> None:
    assert wording.version_of("Yes.") != wording.version_of("Yes, please.")
    assert wording.version_of("Yes,  please.\n") == wording.version_of("Yes, please.")


def test_a_record_of_consent_cannot_be_changed() -> None:
    record = ask()
    record.wording = "Yes to everything."
    with pytest.raises(ConsentIsFinal):
        record.save()
    with pytest.raises(ConsentIsFinal):
        Consent.objects.update(wording="Yes to everything.")
    assert Consent.objects.get().wording == WORDING


def test_confirming_welcomes_once() -> None:
    consent = ask()
    assert services.confirm(consent.pk)
    assert services.confirm(consent.pk)
    assert state() == State.CONFIRMED
    assert len(mails_to(ANN, "welcome")) == 1
    assert list(Subscriber.objects.reachable()) == [Subscriber.objects.get()]


def test_signing_up_again_within_minutes_sends_no_second_mail() -> None:
    ask()
    ask()
    assert len(mails_to(ANN)) == 1
    later(minutes=11)
    ask()
    assert len(mails_to(ANN, "confirm")) == 2


def test_both_links_work_when_two_were_sent() -> None:
    first = ask()
    later(minutes=11)
    assert ask().pk != first.pk
    assert services.confirm(first.pk)


def test_nobody_is_flooded_by_way_of_our_form() -> None:
    for _ in range(8):
        ask()
        later(minutes=11)
    assert len(mails_to(ANN)) == services.MAILS_A_DAY.limit


def test_somebody_on_the_list_is_told_so_and_nothing_else_changes(person: Person) -> None:
    person()
    services.subscribe(ANN, "Mallory", source="footer", wording=WORDING)
    assert state() == State.CONFIRMED
    assert Subscriber.objects.get().first_name == "Ann"
    assert len(mails_to(ANN, "already")) == 1
    assert len(history()) == 2


def test_signing_up_tells_no_caller_whether_the_address_is_known(person: Person) -> None:
    person()
    answers: list[Any] = [
        services.subscribe(email, source="form", wording=WORDING) for email in (ANN, "new@example.org")
    ]
    assert answers == [None, None]


@pytest.mark.parametrize(
    "email", ["ann@", "", "ann@example.org\nBcc: all@example.org", f"{'a' * 60}@{'b.' * 110}org"]
)
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(InvalidAddress):
        services.subscribe(email, source="form", wording=WORDING)
    assert not Subscriber.objects.exists()


def test_unsubscribing_works_again_and_again_and_forgets_the_name(person: Person) -> None:
    key = person().key
    assert services.unsubscribe(key, How.ONE_CLICK)
    assert not services.unsubscribe(key, How.ONE_CLICK)
    subscriber = Subscriber.objects.get()
    assert (subscriber.state, subscriber.first_name) == (State.UNSUBSCRIBED, "")
    assert subscriber.unsubscribed_at
    assert history()[-1] == ("withdrawn", "one_click")
    assert len(history()) == 3
    assert len(mails_to(ANN)) == 2  # Nobody writes to somebody who has just asked for silence.


def test_somebody_who_left_may_come_back_by_the_same_way(person: Person) -> None:
    person(unsubscribed=True)
    consent = ask()
    assert state() == State.PENDING
    assert services.confirm(consent.pk)
    assert state() == State.CONFIRMED


def test_an_old_link_brings_nobody_back_who_has_unsubscribed_since(person: Person) -> None:
    consent = ask()
    services.unsubscribe_address(ANN, How.STAFF)
    assert not services.confirm(consent.pk)
    assert state() == State.UNSUBSCRIBED
    ask()
    # The question of before was answered by leaving; only the new one counts.
    assert not services.confirm(consent.pk)
    assert state() == State.PENDING


def test_a_link_to_nothing_confirms_nothing() -> None:
    assert not services.confirm(4711)


@pytest.mark.parametrize("reason", Suppression.Reason.values)
def test_what_the_mail_room_holds_back_is_held_back_here(person: Person, reason: str) -> None:
    person()
    mail.suppress("ANN@example.org", reason)
    assert state() == State.SUPPRESSED
    assert history()[-1] == ("held_back", "mail_room")
    assert not Subscriber.objects.reachable().exists()


def test_a_suppression_that_nobody_was_told_of_keeps_people_from_being_reached(person: Person) -> None:
    person()
    Suppression.objects.bulk_create([Suppression(email=ANN)])
    assert state() == State.CONFIRMED
    assert not Subscriber.objects.reachable().exists()


def test_a_suppressed_address_is_not_asked_and_not_stored() -> None:
    mail.suppress(ANN)
    services.subscribe(ANN, source="form", wording=WORDING)
    assert not Subscriber.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_when_staff_lift_the_suppression_people_may_sign_up_again(person: Person) -> None:
    person()
    mail.suppress(ANN, Suppression.Reason.BOUNCED)
    services.subscribe(ANN, source="form", wording=WORDING)
    assert state() == State.SUPPRESSED
    mail.unsuppress(ANN)
    assert services.confirm(ask().pk)
    assert state() == State.CONFIRMED


def test_who_was_held_back_may_still_unsubscribe(person: Person) -> None:
    person()
    mail.suppress(ANN)
    assert services.unsubscribe_address(ANN, How.STAFF)
    assert state() == State.UNSUBSCRIBED


def test_a_bounce_does_not_touch_somebody_who_left(person: Person) -> None:
    person(unsubscribed=True)
    mail.suppress(ANN)
    assert state() == State.UNSUBSCRIBED


@pytest.mark.parametrize("old", State)
@pytest.mark.parametrize("new", State)
def test_only_the_ways_of_the_table_exist(person: Person, old: State, new: State) -> None:
    subscriber = person()
    Subscriber.objects.update(state=old)
    row = Subscriber.objects.filter(pk=subscriber.pk)
    if new in TRANSITIONS[old]:
        assert row.move([old], new) == 1
        assert row.move([old], new) == 0
    else:
        with pytest.raises(ValueError, match="cannot go"):
            row.move([old], new)
    assert row.get().state == (new if new in TRANSITIONS[old] else old)


def test_where_an_address_stands_can_be_asked_by_other_rooms(person: Person) -> None:
    assert services.state_of(ANN) is None
    person()
    assert services.state_of("Ann@example.org") == State.CONFIRMED


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Let threads begin at the same moment, each with its own connection."""
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            gate.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(run, work) for work in works]]


@pytest.mark.django_db(transaction=True)
def test_many_sign_ups_at_once_make_one_row_and_one_mail() -> None:
    def one() -> None:
        services.subscribe(ANN, source="form", wording=WORDING)

    at_once(*[one] * 6)
    assert Subscriber.objects.count() == 1
    assert len(mails_to(ANN)) == 1
    assert history() == [("asked", "form")]


@pytest.mark.django_db(transaction=True)
def test_many_confirmations_at_once_welcome_once() -> None:
    consent = ask()
    answers = at_once(*[lambda: services.confirm(consent.pk)] * 6)
    assert answers == [True] * 6
    assert len(mails_to(ANN, "welcome")) == 1
    assert history() == [("asked", "form"), ("given", "mailed_link")]


@pytest.mark.django_db(transaction=True)
def test_confirming_and_unsubscribing_at_once_always_ends_off_the_list() -> None:
    for number in range(4):
        email = f"ann{number}@example.org"
        consent = ask(email)
        key = consent.subscriber.key
        at_once(partial(services.confirm, consent.pk), partial(services.unsubscribe, key, How.STAFF))
        assert state(email) == State.UNSUBSCRIBED
        events = [event for event, _ in history(email)]
        assert events in (["asked", "withdrawn"], ["asked", "given", "withdrawn"])
        assert len(mails_to(email, "welcome")) == events.count("given")


@pytest.mark.django_db(transaction=True)
def test_many_unsubscribings_at_once_are_recorded_once(person: Person) -> None:
    key = person().key
    answers = at_once(*[lambda: services.unsubscribe(key, How.ONE_CLICK)] * 6)
    assert sorted(answers) == [False] * 5 + [True]
    assert [event for event, _ in history()].count("withdrawn") == 1
