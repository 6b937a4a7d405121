"""What the outbox keeps of people, and for how long."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from site_core.mail import personal_data, services
from site_core.mail.models import OutboxMessage, Recipient, State, Suppression
from site_core.privacy import registry
from site_core.privacy.services import erase_for, export_for
from tests.mail.conftest import Queue

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def aged(queue: Queue, days: int, state: State) -> OutboxMessage:
    """A message of that age."""
    message = queue()
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=state, created_at=timezone.now() - timedelta(days=days)
    )
    return message


def left() -> dict[int, bool]:
    """Which messages there are, and whether they have their text."""
    return {message.pk: bool(message.source) for message in OutboxMessage.objects.all()}


@pytest.fixture
def tonight() -> datetime:
    """When the rules are applied."""
    return timezone.now()


def test_texts_are_emptied_after_a_month_and_entries_deleted_after_a_year(
    queue: Queue, tonight: datetime
) -> None:
    fresh = aged(queue, 29, State.SENT)
    older = aged(queue, 31, State.SENT)
    held = aged(queue, 31, State.SUPPRESSED)
    aged(queue, 366, State.SENT)
    assert personal_data.apply_retention(tonight, False) == 3
    assert left() == {fresh.pk: True, older.pk: False, held.pk: False}
    assert personal_data.apply_retention(tonight, False) == 0


def test_a_dead_message_keeps_its_text_for_ninety_days(queue: Queue, tonight: datetime) -> None:
    kept = aged(queue, 89, State.DEAD)
    aged(queue, 91, State.DEAD)
    personal_data.apply_retention(tonight, False)
    assert left() == {kept.pk: True}


def test_a_waiting_message_is_never_touched(queue: Queue, tonight: datetime) -> None:
    waiting = aged(queue, 800, State.QUEUED)
    personal_data.apply_retention(tonight, False)
    assert left() == {waiting.pk: True}


def test_a_dry_run_counts_and_changes_nothing(queue: Queue, tonight: datetime) -> None:
    for days in (31, 366):
        aged(queue, days, State.SENT)
    before = left()
    assert personal_data.apply_retention(tonight, True) == personal_data.apply_retention(tonight, True) == 2
    assert left() == before


def test_all_models_of_the_room_are_in_the_register() -> None:
    for model in (OutboxMessage, Recipient, Suppression):
        assert registry.register.declaration(model), model


def test_a_person_gets_what_was_written_to_them_and_by_them(queue: Queue) -> None:
    queue("aisha@example.org")
    queue("staff@example.org", reply_to="aisha@example.org")
    queue("bob@example.org")
    exported = personal_data.export("AISHA@example.org")
    assert len(exported) == 2
    assert "Tea & <cake>" in exported[0]["text"]
    assert "New message: Contact us" in str(export_for("aisha@example.org"))


def test_a_person_is_forgotten_but_still_not_written_to(queue: Queue) -> None:
    queue("aisha@example.org")
    queue("staff@example.org", reply_to="aisha@example.org")
    other = queue("bob@example.org")
    services.suppress("aisha@example.org", Suppression.Reason.ASKED)
    erase_for("aisha@example.org")
    assert list(left()) == [other.pk]
    assert services.is_suppressed("aisha@example.org")
