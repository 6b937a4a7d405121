"""Queueing: one row, in the caller's transaction, that nobody can bend."""

from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from site_core.mail import identity, outbox, services
from site_core.mail.addresses import InvalidAddress
from site_core.mail.models import OutboxMessage, State
from site_core.mail.rendering import InvalidHeader
from tests.mail.conftest import Queue

pytestmark = pytest.mark.django_db


def test_a_queued_message_says_what_the_templates_say(queue: Queue) -> None:
    message = queue("Sam Jones <Sam@Example.org>", reply_to="aisha@example.org")
    message = OutboxMessage.objects.get(pk=message.pk)
    assert message.state == State.QUEUED
    assert message.subject == "New message: Contact us"
    assert (message.to, message.cc, message.bcc) == (["sam@example.org"], [], [])
    assert message.reply_to == "aisha@example.org"
    assert message.template == "contact_notice"
    assert "Sam Jones <sam@example.org>" in message.headers["To"]
    assert message.headers["From"] == "Hopeful Towns Trust <website@example.org>"
    assert message.headers["Auto-Submitted"] == "auto-generated"


def test_text_is_plain_and_html_is_escaped(queue: Queue) -> None:
    message = queue()
    assert "Aisha O'Neill" in message.text
    assert "Tea & <cake>\nat four" in message.text
    assert "Tea &amp; &lt;cake&gt;<br>at four" in message.html


def test_the_charity_stands_in_both_parts(queue: Queue, charity: identity.MailIdentity) -> None:
    message = queue()
    for part in (message.text, message.html):
        assert charity.name in part
        assert charity.postal_address in part
        assert all(line in part for line in charity.legal_lines)
        assert charity.site_url in part


def test_answers_go_to_the_charity_unless_told_otherwise(queue: Queue) -> None:
    assert queue().reply_to == "hello@hope.example"


def test_without_a_provider_the_settings_say_who_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_providers", [])
    assert identity.current().name == "Charity website"
    assert identity.current().site_url == "http://localhost:8000"


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_cause_leaves_no_message(queue: Queue) -> None:
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_before_the_commit_and_the_worker_is_nudged_after_it(queue: Queue) -> None:
    with transaction.atomic():
        message = queue()
        message.refresh_from_db()
        assert message.state == State.QUEUED
    message.refresh_from_db()
    assert message.state == State.SENT  # the tests' worker runs where it is nudged


def test_a_nudge_that_fails_harms_nobody(
    queue: Queue,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    class Broken:
        def enqueue(self) -> None:
            raise OSError("no room for a task")

    monkeypatch.setattr(outbox, "deliver_due", Broken())
    with django_capture_on_commit_callbacks(execute=False):
        message = queue()
    assert message.state == State.QUEUED


@pytest.mark.both
def test_a_dedupe_key_gives_the_earlier_message(queue: Queue) -> None:
    first = queue(dedupe_key="contact:7")
    assert queue(dedupe_key="contact:7").pk == first.pk
    assert queue(dedupe_key="contact:8").pk != first.pk
    assert OutboxMessage.objects.count() == 2


def test_messages_without_a_key_are_all_kept(queue: Queue) -> None:
    assert queue().pk != queue().pk


@pytest.mark.both
def test_a_key_that_another_process_used_meanwhile_gives_its_message(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = queue(dedupe_key="contact:7")
    asked: list[str] = []
    really = outbox.find

    def not_yet_there(key: str) -> OutboxMessage | None:
        asked.append(key)
        return None if len(asked) == 1 else really(key)

    monkeypatch.setattr(outbox, "find", not_yet_there)
    assert queue(dedupe_key="contact:7").pk == first.pk
    assert OutboxMessage.objects.count() == 1


def test_line_breaks_in_a_subject_become_blanks(answers: dict[str, Any]) -> None:
    answers["form_title"] = "Hello\r\nBcc: everyone@example.org\x00"
    message = services.queue("contact_notice", "staff@example.org", answers)
    assert message.subject == "New message: Hello Bcc: everyone@example.org"
    assert "Bcc" not in message.headers
    assert message.bcc == []


def test_a_long_subject_is_cut(answers: dict[str, Any]) -> None:
    answers["form_title"] = "long " * 100
    message = services.queue("contact_notice", "staff@example.org", answers)
    assert len(message.subject) <= 200
    assert message.subject.endswith("…")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@example.org\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "Sam\r\nX: y <a@example.org>",
        "a@" + "x" * 600 + ".org",
    ],
)
def test_what_is_not_one_address_is_refused(queue: Queue, address: str) -> None:
    with pytest.raises(InvalidAddress):
        queue(address)
    with pytest.raises(InvalidAddress):
        queue(reply_to=address or "\n")
    assert not OutboxMessage.objects.exists()


def test_a_message_needs_somebody_to_go_to_and_not_too_many(queue: Queue) -> None:
    with pytest.raises(outbox.NoRecipient):
        queue([])
    with pytest.raises(outbox.MessageTooLarge):
        queue([f"person{n}@example.org" for n in range(51)])


def test_a_message_has_a_largest_size(answers: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "MAX_BYTES", 40_000)
    services.queue("contact_notice", "staff@example.org", answers)
    answers["answers"] = [("Your message", "x" * 40_000)]
    with pytest.raises(outbox.MessageTooLarge):
        services.queue("contact_notice", "staff@example.org", answers)


@pytest.mark.parametrize(
    ("name", "value"),
    [("Bcc", "b@example.org"), ("message-id", "<x@y>"), ("X-A", "a\nb"), ("X A", "a"), ("X-A:", "a")],
)
def test_headers_that_would_forge_a_message_are_refused(queue: Queue, name: str, value: str) -> None:
    with pytest.raises(InvalidHeader):
        queue(headers={name: value})


def test_other_headers_are_kept(queue: Queue) -> None:
    message = queue(headers={"List-Unsubscribe": "<https://hope.example/leave/>"})
    assert message.headers["List-Unsubscribe"] == "<https://hope.example/leave/>"


def test_message_id_and_date_are_made_once(queue: Queue) -> None:
    message = queue()
    assert message.message_id.endswith("@localhost>")
    assert message.headers["Message-ID"] == message.message_id
    assert abs(parsedate_to_datetime(message.headers["Date"]) - message.created_at).total_seconds() < 1


def test_the_same_person_gets_a_message_once(queue: Queue) -> None:
    assert queue(["a@example.org", "A@example.org"]).to == ["a@example.org"]
