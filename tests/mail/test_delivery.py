"""Delivery: what becomes of a message, by what the mail server answers."""

import logging
import smtplib
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from site_core.mail import delivery, services
from site_core.mail.delivery import BACK_OFF, MAX_ATTEMPTS, claim_timeout, deliver, put_back_abandoned
from site_core.mail.models import MAX_RECIPIENTS, TRANSITIONS, OutboxMessage, Recipient, State, Suppression
from tests.mail.conftest import Queue
from tests.mail.sink import Sink

pytestmark = pytest.mark.django_db


def again(message: OutboxMessage) -> OutboxMessage:
    """The message as the database has it."""
    return OutboxMessage.objects.get(pk=message.pk)


def make_due(message: OutboxMessage) -> None:
    """As if the pause were over."""
    OutboxMessage.objects.filter(pk=message.pk).update(next_attempt_at=timezone.now())


@pytest.mark.both
def test_a_due_message_goes_out_as_it_was_sealed(queue: Queue, sink: Sink) -> None:
    message = queue()
    assert deliver(10) == 1
    message = again(message)
    assert message.state == State.SENT
    assert message.sent_at is not None
    assert message.attempts == 1
    assert [r.outcome for r in message.recipients.all()] == [Recipient.Outcome.ACCEPTED]
    assert sink.letters[0].source == bytes(message.source)
    assert sink.letters[0].message_id == message.message_id


def test_a_sent_message_is_not_sent_again(queue: Queue, sink: Sink) -> None:
    queue()
    deliver(10)
    assert deliver(10) == 0
    assert len(sink.letters) == 1


def test_a_message_that_is_not_due_waits(queue: Queue, sink: Sink) -> None:
    message = queue()
    OutboxMessage.objects.update(next_attempt_at=timezone.now() + timedelta(seconds=30))
    assert deliver(10) == 0
    assert again(message).state == State.QUEUED


def test_a_batch_uses_one_connection(queue: Queue, sink: Sink) -> None:
    for _ in range(5):
        queue()
    assert deliver(10) == 5
    assert sink.connections == 1


def test_where_nothing_is_due_no_connection_is_made(sink: Sink, db: None) -> None:
    deliver(10)
    assert sink.connections == 0


@pytest.mark.both
def test_a_passing_fault_is_tried_again_later_with_the_same_message(queue: Queue, sink: Sink) -> None:
    message = queue()
    sink.replies["staff@example.org"] = "451 4.3.0 Mailbox busy"
    deliver(10)
    message = again(message)
    assert message.state == State.QUEUED
    assert message.last_error == "SMTP 451 4.3.0"
    pause = message.next_attempt_at - timezone.now()
    assert BACK_OFF[0] - timedelta(seconds=20) < pause <= BACK_OFF[0]

    sink.replies.clear()
    assert deliver(10) == 0
    make_due(message)
    deliver(10)
    assert again(message).state == State.SENT
    assert again(message).last_error == ""
    assert sink.letters[0].message_id == message.message_id


def test_pauses_grow_and_the_last_failure_makes_it_dead(queue: Queue, sink: Sink) -> None:
    message = queue()
    sink.replies["staff@example.org"] = "451 4.3.0 Mailbox busy"
    for attempt in range(1, MAX_ATTEMPTS):
        deliver(10)
        message = again(message)
        assert (message.state, message.attempts) == (State.QUEUED, attempt)
        pause = message.next_attempt_at - timezone.now()
        assert pause > BACK_OFF[attempt - 1] - timedelta(seconds=20)
        make_due(message)
    deliver(10)
    assert again(message).state == State.DEAD
    assert list(BACK_OFF) == sorted(BACK_OFF)


@pytest.mark.both
def test_a_permanent_refusal_is_dead_at_once_and_names_nobody(
    queue: Queue, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    message = queue()
    sink.replies["staff@example.org"] = "550 5.7.1 <staff@example.org> we do not like you"
    with caplog.at_level(logging.INFO):
        deliver(10)
    message = again(message)
    assert message.state == State.DEAD
    assert message.last_error == "SMTP 550 5.7.1"
    assert "staff@example.org" not in caplog.text


@pytest.mark.parametrize(
    ("reply", "suppressed"),
    [
        ("550 5.1.1 No such person", True),
        ("550 5.2.1 Mailbox switched off", True),
        ("556 5.1.10 Domain takes no mail", True),
        ("550 5.7.1 Your address has a bad name", False),
        ("550 No", False),
        ("552 5.2.2 Mailbox full", False),
        ("450 4.1.1 Not now", False),
    ],
)
def test_only_an_address_that_is_surely_gone_is_suppressed(
    queue: Queue, sink: Sink, reply: str, suppressed: bool
) -> None:
    queue()
    sink.replies["staff@example.org"] = reply
    deliver(10)
    assert services.is_suppressed("staff@example.org") is suppressed
    if suppressed:
        assert Suppression.objects.get().reason == Suppression.Reason.BOUNCED


def test_a_suppressed_address_is_not_written_to(queue: Queue, sink: Sink) -> None:
    message = queue("Aisha@Example.org")
    services.suppress("aisha@example.ORG ", Suppression.Reason.ASKED)
    deliver(10)
    assert again(message).state == State.SUPPRESSED
    assert sink.letters == []


def test_an_address_can_be_taken_off_the_list(queue: Queue, sink: Sink) -> None:
    services.suppress("aisha@example.org", Suppression.Reason.ASKED)
    assert services.suppress("aisha@example.org").reason == Suppression.Reason.ASKED
    assert services.unsuppress("AISHA@example.org") is True
    assert services.unsuppress("aisha@example.org") is False
    queue("aisha@example.org")
    deliver(10)
    assert len(sink.letters) == 1


def test_a_reason_must_be_one_of_the_list(db: None) -> None:
    with pytest.raises(ValueError, match="whim"):
        services.suppress("aisha@example.org", "whim")


@pytest.mark.both
def test_of_several_recipients_only_the_waiting_ones_are_tried_again(queue: Queue, sink: Sink) -> None:
    message = queue(["fine@example.org", "busy@example.org", "gone@example.org", "held@example.org"])
    services.suppress("held@example.org")
    sink.replies = {"busy@example.org": "451 4.3.0 Later", "gone@example.org": "550 5.1.1 No"}
    deliver(10)
    assert again(message).state == State.QUEUED
    assert sink.letters[0].recipients == ("fine@example.org",)

    sink.replies = {}
    make_due(message)
    deliver(10)
    assert sink.letters[1].recipients == ("busy@example.org",)
    assert again(message).state == State.SENT
    assert {r.email: r.outcome for r in message.recipients.all()} == {
        "fine@example.org": "accepted",
        "busy@example.org": "accepted",
        "gone@example.org": "refused",
        "held@example.org": "suppressed",
    }


def test_a_refused_text_is_dead_and_blames_no_address(queue: Queue, sink: Sink) -> None:
    message = queue()
    sink.data_reply = "554 5.6.0 This looks like spam"
    deliver(10)
    assert again(message).state == State.DEAD
    assert again(message).last_error == "SMTP 554 5.6.0"
    assert not Suppression.objects.exists()


def test_a_refused_sender_is_tried_again_since_people_mend_the_set_up(queue: Queue, sink: Sink) -> None:
    message = queue()
    sink.sender_reply = "530 5.7.0 Sign in first"
    deliver(10)
    assert again(message).state == State.QUEUED
    assert again(message).last_error == "SMTP 530 5.7.0"


def test_a_broken_connection_is_tried_again_and_the_next_message_gets_a_new_one(
    queue: Queue, sink: Sink
) -> None:
    first, second = queue(), queue()
    sink.hang_up_after_data = True
    deliver(1)
    sink.hang_up_after_data = False
    deliver(10)
    assert again(first).state == State.QUEUED
    assert again(first).last_error == "The connection broke (SMTPServerDisconnected)"
    assert again(second).state == State.SENT
    make_due(first)
    deliver(10)
    # The server had taken it before it hung up: the same Message-ID tells it so.
    assert [letter.message_id for letter in sink.letters].count(first.message_id) == 2


def test_a_server_that_hangs_up_in_mid_list_has_reached_nobody(queue: Queue, sink: Sink) -> None:
    message = queue(["busy@example.org", "later@example.org"])
    other = queue()
    sink.replies["busy@example.org"] = "421 4.7.0 Too many of you"
    deliver(10)
    assert again(message).state == State.QUEUED
    assert {r.outcome for r in message.recipients.all()} == {Recipient.Outcome.WAITING}
    assert again(other).state == State.SENT


def test_a_closed_post_office_costs_no_attempt(queue: Queue, settings: Settings, sink: Sink) -> None:
    messages = [queue() for _ in range(3)]
    sink.greeting = "554 closed"
    assert deliver(10) == 0
    for message in map(again, messages):
        assert (message.state, message.attempts) == (State.QUEUED, 0)
        assert message.last_error == "The mail server cannot be reached (SMTP 554)"
        assert message.next_attempt_at > timezone.now()
    sink.greeting = "220 sink"
    OutboxMessage.objects.update(next_attempt_at=timezone.now())
    assert deliver(10) == 3


def test_a_message_that_cannot_be_handled_does_not_stop_the_others(
    queue: Queue, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = queue("bad@example.org"), queue("good@example.org")
    really = delivery.transports.SmtpTransport.deliver

    def stumble(self: object, sender: str, recipients: list[str], source: bytes) -> object:
        if "bad@example.org" in recipients:
            raise UnicodeError("odd")
        return really(self, sender, recipients, source)  # type: ignore[arg-type]

    monkeypatch.setattr(delivery.transports.SmtpTransport, "deliver", stumble)
    deliver(10)
    assert (again(bad).state, again(bad).last_error) == (State.QUEUED, "UnicodeError")
    assert again(good).state == State.SENT


@pytest.mark.both
def test_a_killed_workers_message_is_put_back(queue: Queue, sink: Sink) -> None:
    message = queue()
    OutboxMessage.objects.claim(message.pk)
    assert put_back_abandoned() == 0
    assert deliver(10) == 0
    OutboxMessage.objects.update(claimed_at=timezone.now() - claim_timeout() - timedelta(seconds=1))
    assert put_back_abandoned() == 1
    assert deliver(10) == 1
    assert sink.letters[0].message_id == message.message_id


@pytest.mark.parametrize("patience", [5, 60, 300])
def test_no_message_takes_longer_than_its_worker_may_hold_it(
    queue: Queue, sink: Sink, settings: Settings, monkeypatch: pytest.MonkeyPatch, patience: int
) -> None:
    settings.EMAIL_TIMEOUT = patience
    replies, wait_for_reply = [], smtplib.SMTP.getreply

    def counted(connection: smtplib.SMTP) -> tuple[int, bytes]:
        replies.append(connection)
        return wait_for_reply(connection)

    monkeypatch.setattr(smtplib.SMTP, "getreply", counted)
    queue([f"person{n}@example.org" for n in range(MAX_RECIPIENTS)])
    assert deliver(1) == 1
    assert len(sink.letters[0].recipients) == MAX_RECIPIENTS
    assert len(replies) > MAX_RECIPIENTS, "one for each, and what begins and ends the talk"
    assert claim_timeout() > timedelta(seconds=patience) * len(replies)


def test_a_message_that_kills_every_worker_ends_too(queue: Queue) -> None:
    message = queue()
    OutboxMessage.objects.claim(message.pk)
    OutboxMessage.objects.update(
        attempts=MAX_ATTEMPTS, claimed_at=timezone.now() - claim_timeout() - timedelta(seconds=1)
    )
    put_back_abandoned()
    assert again(message).state == State.DEAD


@pytest.mark.both
def test_a_worker_that_lost_its_claim_writes_nothing_down(queue: Queue) -> None:
    message = queue()
    slow = OutboxMessage.objects.claim(message.pk)
    assert slow is not None
    OutboxMessage.objects.update(state=State.QUEUED)
    quick = OutboxMessage.objects.claim(message.pk)
    assert quick is not None
    delivery._record(slow, delivery.Attempt(outcomes={"staff@example.org": Recipient.Outcome.REFUSED}))
    assert again(message).state == State.SENDING
    assert message.recipients.get().outcome == Recipient.Outcome.WAITING
    delivery._record(quick, delivery.Attempt(outcomes={"staff@example.org": Recipient.Outcome.ACCEPTED}))
    assert again(message).state == State.SENT


@pytest.mark.both
def test_a_message_is_claimed_once(queue: Queue) -> None:
    message = queue()
    assert OutboxMessage.objects.claim(message.pk) is not None
    assert OutboxMessage.objects.claim(message.pk) is None


def test_a_dead_message_is_sent_again_on_request_with_all_its_attempts(queue: Queue, sink: Sink) -> None:
    message = queue(["gone@example.org", "fine@example.org"])
    sink.replies = {"gone@example.org": "550 5.7.1 No", "fine@example.org": "550 5.7.1 No"}
    deliver(10)
    assert again(message).state == State.DEAD
    sink.replies = {}
    assert services.send_again(message.pk) is True
    assert services.send_again(message.pk) is False
    assert again(message).attempts == 0
    deliver(10)
    assert again(message).state == State.SENT
    assert sink.letters[0].recipients == ("gone@example.org", "fine@example.org")


def test_no_other_way_leads_from_state_to_state(queue: Queue) -> None:
    queue()
    assert set(TRANSITIONS) == set(State)
    for old in State:
        for new in set(State) - TRANSITIONS[old]:
            with pytest.raises(ValueError, match="cannot go"):
                OutboxMessage.objects.all().move(old, new)


def test_the_demos_mailbox_gets_everything(queue: Queue, settings: Settings) -> None:
    settings.MAIL_TRANSPORT = "mailbox"
    message = queue()
    deliver(10)
    assert again(message).state == State.SENT


def test_a_longer_outbox_costs_no_more_queries_to_look_at(
    queue: Queue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        queue()
    OutboxMessage.objects.update(state=State.SENT)
    with django_assert_num_queries(1):
        deliver(10)
