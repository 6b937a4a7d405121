import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from site_core.jobs import stale, tasks
from site_core.jobs.stale import MAX_TRIES, TIME_LIMIT, Swept

from . import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("task_database")]


def left_running(*, minutes: float, tries: int = 1) -> DBTaskResult:
    """Return a task as a killed worker leaves it."""
    samples.write_down.enqueue()
    row = DBTaskResult.objects.get()
    for number in range(tries):
        row.claim(f"worker-{number}")
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(minutes=minutes))
    return row


LONG = TIME_LIMIT.total_seconds() / 60 + 1


@pytest.mark.both
def test_a_task_left_running_by_a_killed_worker_runs_again(work: Callable[[], None]) -> None:
    row = left_running(minutes=LONG)

    tasks.sweep_stale_tasks.enqueue()
    work()

    row.refresh_from_db()
    assert row.status == TaskResultStatus.SUCCESSFUL
    assert row.worker_ids == ["worker-0", "test-worker"]
    assert samples.runs == ["ran"]


def test_a_task_within_its_time_is_left_alone() -> None:
    row = left_running(minutes=LONG - 2)

    assert stale.sweep() == Swept(0, 0)

    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


def test_a_task_that_kills_every_worker_is_given_up_and_reported(
    caplog: pytest.LogCaptureFixture, work: Callable[[], None]
) -> None:
    row = left_running(minutes=LONG, tries=MAX_TRIES)

    with caplog.at_level(logging.ERROR, logger=stale.__name__):
        assert stale.sweep() == Swept(given_up=1)
    work()

    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert row.finished_at is not None
    assert "WorkerLostError" in row.exception_class_path
    assert "write_down" in caplog.text
    assert samples.runs == []


def test_a_task_that_ends_while_the_sweep_looks_keeps_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    row = left_running(minutes=LONG)
    read_rows = QuerySet.__iter__

    def read_then_the_task_ends(rows: QuerySet[DBTaskResult]) -> object:
        found = list(read_rows(rows))
        monkeypatch.undo()
        row.set_successful(None)
        return iter(found)

    monkeypatch.setattr(QuerySet, "__iter__", read_then_the_task_ends)

    assert stale.sweep() == Swept(0, 0)

    row.refresh_from_db()
    assert row.status == TaskResultStatus.SUCCESSFUL
