from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.core.management import get_commands
from django.db import connection
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from site_core.jobs.models import JobRun
from site_core.jobs.registry import Job
from site_core.jobs.services import enqueue_all_due, enqueue_if_due

from . import samples

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
AddJob = Callable[[Task], Job]


@pytest.mark.both
@pytest.mark.django_db
def test_a_slot_is_enqueued_once(only_jobs: AddJob, work: Callable[[], None]) -> None:
    job = only_jobs(samples.write_down)

    first = enqueue_if_due(job, NOON)
    work()
    again = enqueue_if_due(job, NOON + timedelta(minutes=59))
    work()

    assert (first, again) == (True, False)
    assert samples.runs == ["ran"]


@pytest.mark.django_db
def test_the_next_slot_is_enqueued_again(only_jobs: AddJob, work: Callable[[], None]) -> None:
    job = only_jobs(samples.write_down)

    enqueue_if_due(job, NOON)
    work()
    enqueue_if_due(job, NOON + timedelta(minutes=60))
    work()

    assert samples.runs == ["ran", "ran"]


@pytest.mark.django_db
def test_a_job_missed_while_the_scheduler_was_down_runs_once_on_start(
    only_jobs: AddJob, work: Callable[[], None]
) -> None:
    job = only_jobs(samples.write_down)
    enqueue_if_due(job, NOON)
    work()
    samples.runs.clear()

    enqueue_all_due(NOON + timedelta(hours=9, minutes=20))
    enqueue_all_due(NOON + timedelta(hours=9, minutes=21))
    work()

    assert samples.runs == ["ran"]


@pytest.mark.both
@pytest.mark.django_db
def test_tasks_do_not_pile_up_while_no_worker_runs(only_jobs: AddJob, task_database: None) -> None:
    job = only_jobs(samples.write_down)

    for hours in range(5):
        assert enqueue_if_due(job, NOON + timedelta(hours=hours))

    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_a_slot_that_could_not_be_enqueued_stays_due(
    only_jobs: AddJob, work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = only_jobs(samples.write_down)
    with monkeypatch.context() as patched:
        patched.setattr(Task, "enqueue", lambda self: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            enqueue_if_due(job, NOON)

    assert enqueue_if_due(job, NOON)
    work()
    assert samples.runs == ["ran"]


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_of_many_schedulers_only_one_enqueues_a_slot(only_jobs: AddJob, task_database: None) -> None:
    job = only_jobs(samples.write_down)
    schedulers = 6
    together = Barrier(schedulers)

    def schedule(_: int) -> bool:
        try:
            together.wait(timeout=30)
            return enqueue_if_due(job, NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(schedulers) as pool:
        taken = list(pool.map(schedule, range(schedulers)))

    assert sorted(taken) == [False] * (schedulers - 1) + [True]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("function", "succeeded"), [(samples.write_down, True), (samples.fail, False)])
def test_the_end_of_a_periodic_task_is_written_down(
    only_jobs: AddJob, work: Callable[[], None], function: Task, succeeded: bool
) -> None:
    job = only_jobs(function)
    enqueue_if_due(job, NOON)

    work()

    run = JobRun.objects.get(key=job.key)
    assert run.finished_at is not None
    assert run.succeeded is succeeded


def test_the_scheduler_is_a_command_of_ours() -> None:
    assert get_commands()["scheduler"] == "site_core.jobs"
