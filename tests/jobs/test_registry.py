from datetime import UTC, datetime, time, timedelta

import pytest

from site_core.jobs import tasks
from site_core.jobs.management.commands.scheduler import trigger
from site_core.jobs.registry import Job, jobs, periodic


def job(*, every: timedelta | None = None, daily_at: time | None = None) -> Job:
    return Job("test.job", tasks.publish_scheduled, every, daily_at)


def test_slots_of_a_rhythm_begin_at_the_same_moments_for_every_scheduler() -> None:
    every_five_minutes = job(every=timedelta(minutes=5))

    slot = every_five_minutes.slot(datetime(2026, 3, 1, 10, 7, 59, 5, tzinfo=UTC))

    assert slot == datetime(2026, 3, 1, 10, 5, tzinfo=UTC)
    assert every_five_minutes.slot(slot) == slot


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 1, 10, 3, 29, tzinfo=UTC), datetime(2026, 1, 9, 3, 30, tzinfo=UTC)),
        (datetime(2026, 1, 10, 3, 30, tzinfo=UTC), datetime(2026, 1, 10, 3, 30, tzinfo=UTC)),
        # British Summer Time: half past three in London is half past two in UTC.
        (datetime(2026, 7, 10, 2, 31, tzinfo=UTC), datetime(2026, 7, 10, 2, 30, tzinfo=UTC)),
        # Late evening in UTC is the next day in London already.
        (datetime(2026, 7, 9, 23, 30, tzinfo=UTC), datetime(2026, 7, 9, 2, 30, tzinfo=UTC)),
    ],
)
def test_a_daily_slot_is_in_londons_time(now: datetime, due: datetime) -> None:
    assert job(daily_at=time(3, 30)).slot(now) == due


@pytest.mark.parametrize(
    "rhythm",
    [
        job(every=timedelta(seconds=20)),
        job(every=timedelta(minutes=7)),
        job(daily_at=time(3, 30)),
        job(daily_at=time(0, 0)),
    ],
)
@pytest.mark.parametrize(
    "now", [datetime(2026, 1, 10, 3, 29, 11, tzinfo=UTC), datetime(2026, 7, 9, 23, 59, 59, tzinfo=UTC)]
)
def test_the_scheduler_wakes_exactly_when_a_slot_begins(rhythm: Job, now: datetime) -> None:
    wakes = trigger(rhythm).get_next_fire_time(None, now)

    assert rhythm.slot(wakes) == wakes
    assert rhythm.slot(wakes - timedelta(microseconds=1)) < wakes


@pytest.mark.parametrize(
    "rhythm",
    [
        {},
        {"every": timedelta(minutes=1), "daily_at": time(3)},
        {"every": timedelta(0)},
        {"every": timedelta(seconds=1.5)},
    ],
)
def test_a_job_needs_one_clear_rhythm(rhythm: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"test\.wrong"):
        periodic("test.wrong", tasks.publish_scheduled, **rhythm)  # type: ignore[arg-type]

    assert "test.wrong" not in {job.key for job in jobs()}


def test_two_tasks_cannot_share_a_key() -> None:
    with pytest.raises(ValueError, match=r"jobs\.publish_scheduled"):
        periodic("jobs.publish_scheduled", tasks.sweep_stale_tasks, every=timedelta(minutes=1))


def test_the_housekeeping_is_registered() -> None:
    registered = {job.key: job for job in jobs()}

    assert registered["jobs.publish_scheduled"].every == timedelta(minutes=1)
    assert {
        "jobs.sweep_stale_tasks",
        "jobs.prune_task_results",
        "jobs.clear_expired_sessions",
        "guard.sweep_rate_counts",
        "privacy.apply_retention",
    } <= set(registered)
