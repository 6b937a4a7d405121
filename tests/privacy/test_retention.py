import logging
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q, QuerySet
from django.utils import timezone

from site_core.guard.models import RateCount
from site_core.privacy import retention, tasks
from site_core.privacy.registry import Anonymise, KeptUntil, Register, Retention, RetentionBy
from site_core.privacy.retention import Ended, RetentionError, apply_retention

pytestmark = pytest.mark.django_db

# The counters of the rate limits stand in for a model with personal data: name, key, a date, a number.
NOW = timezone.now()


def row(key: str, *, days: float, hits: int = 0) -> RateCount:
    return RateCount.objects.create(name="Ann", key=key, hits=hits, ends_at=NOW - timedelta(days=days))


def keys() -> list[str]:
    return sorted(RateCount.objects.values_list("key", flat=True))


def registered(rule: Retention | KeptUntil | RetentionBy) -> Register:
    register = Register()
    register.declare(RateCount, purpose="Test", fields=("name",), subject_email="name", retention=rule)
    return register


@pytest.mark.both
def test_what_has_been_kept_long_enough_is_deleted() -> None:
    row("old", days=30.1)
    row("young", days=29.9)
    register = registered(Retention(days=30, since="ends_at"))

    (ended,) = apply_retention(NOW, register=register)

    assert ended == Ended("guard.RateCount", "deleted 30 days after “ends at”", 1)
    assert keys() == ["young"]


def test_a_second_run_finds_nothing_left() -> None:
    row("old", days=31)
    register = registered(Retention(days=30, since="ends_at", action=Anonymise({"name": ""})))

    assert [ended.rows for ended in apply_retention(NOW, register=register)] == [1]
    assert [ended.rows for ended in apply_retention(NOW, register=register)] == [0]
    assert RateCount.objects.get().name == ""


def test_a_condition_keeps_the_others() -> None:
    row("closed", days=31, hits=1)
    row("open", days=31, hits=0)

    apply_retention(NOW, register=registered(Retention(days=30, since="ends_at", when=Q(hits=1))))

    assert keys() == ["open"]


@pytest.mark.both
def test_more_rows_than_one_batch_are_all_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        row(f"old {number}", days=31)
    row("young", days=1)

    (ended,) = apply_retention(NOW, register=registered(Retention(days=30, since="ends_at")))

    assert ended.rows == 5
    assert keys() == ["young"]


def test_a_function_that_leaves_rows_due_is_not_called_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        row(f"old {number}", days=31)
    batches: list[int] = []

    def count_only(rows: QuerySet[RateCount]) -> int:
        batches.append(rows.count())
        return 0

    apply_retention(NOW, register=registered(Retention(30, "ends_at", action=Anonymise(by=count_only))))

    assert batches == [2, 2, 1]


def test_a_dry_run_counts_and_changes_nothing() -> None:
    row("old", days=31)

    (ended,) = apply_retention(NOW, dry_run=True, register=registered(Retention(days=30, since="ends_at")))

    assert ended.rows == 1
    assert keys() == ["old"]


def test_a_rule_of_its_own_is_asked() -> None:
    asked: list[tuple[datetime, bool]] = []

    def apply(now: datetime, dry_run: bool) -> int:
        asked.append((now, dry_run))
        return 7

    rule = RetentionBy("as the editor of each form says", apply)
    (ended,) = apply_retention(NOW, dry_run=True, register=registered(rule))

    assert asked == [(NOW, True)]
    assert ended == Ended("guard.RateCount", "as the editor of each form says", 7)


def test_what_an_event_ends_is_left_to_the_event() -> None:
    row("old", days=9999)

    apply_retention(NOW, register=registered(KeptUntil("the account is closed")))

    assert keys() == ["old"]


def test_one_faulty_rule_is_reported_and_does_not_keep_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from site_core.jobs.models import JobRun

    def fail(now: datetime, dry_run: bool) -> int:
        raise RuntimeError("on purpose")

    register = registered(RetentionBy("fails", fail))
    JobRun.objects.create(key="old", enqueued_at=NOW - timedelta(days=31))
    register.declare(
        JobRun,
        purpose="Test",
        fields=("key",),
        subject_email="key",
        retention=Retention(days=30, since="enqueued_at"),
    )

    with pytest.raises(RetentionError, match=r"guard\.RateCount"), caplog.at_level(logging.ERROR):
        apply_retention(NOW, register=register)

    assert not JobRun.objects.filter(key="old").exists()
    assert "on purpose" in caplog.text


def test_the_log_has_counts_and_no_person(caplog: pytest.LogCaptureFixture) -> None:
    row("old", days=31)
    with caplog.at_level(logging.INFO, logger=retention.__name__):
        apply_retention(NOW, register=registered(Retention(days=30, since="ends_at")))

    assert "guard.RateCount: 1 rows" in caplog.text
    assert "Ann" not in caplog.text


@pytest.fixture
def site_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let task and command use a register of the test."""
    register = registered(Retention(days=30, since="ends_at"))
    monkeypatch.setattr(
        retention, "apply_retention", lambda **options: apply_retention(register=register, **options)
    )
    monkeypatch.setattr(
        "site_core.privacy.management.commands.apply_retention.apply_retention", retention.apply_retention
    )


@pytest.mark.usefixtures("site_register")
def test_the_nightly_task_ends_what_is_due() -> None:
    row("old", days=31)

    assert tasks.apply_retention.enqueue().return_value == {"guard.RateCount": 1}
    assert keys() == []


@pytest.mark.usefixtures("site_register")
def test_the_command_tells_what_would_end_and_then_ends_it() -> None:
    row("old", days=31)
    said = StringIO()

    call_command("apply_retention", dry_run=True, stdout=said)
    assert "1 rows would end." in said.getvalue()
    assert keys() == ["old"]

    call_command("apply_retention", stdout=said)
    assert "1 rows ended." in said.getvalue()
    assert keys() == []


def test_the_command_fails_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**options: object) -> list[Ended]:
        raise RetentionError("Retention failed for shop.Order")

    monkeypatch.setattr("site_core.privacy.management.commands.apply_retention.apply_retention", fail)
    with pytest.raises(CommandError, match=r"shop\.Order"):
        call_command("apply_retention")


def test_the_sites_own_rules_run() -> None:
    assert {ended.label for ended in apply_retention(dry_run=True)} >= {"sessions.Session"}
