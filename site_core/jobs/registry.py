"""What runs again and again: each app names its own jobs in `AppConfig.ready()`."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django_tasks.base import Task

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Job:
    """A task without arguments that is due either every so often or once a day."""

    key: str
    task: Task[Any, Any]
    every: timedelta | None = None
    daily_at: time | None = None

    def slot(self, now: datetime) -> datetime:
        """Return the latest moment, at or before `now`, at which the job was due.

        Slots of `every` count from 1970, so that all schedulers agree without talking. `daily_at` is
        the site's local time (`TIME_ZONE`).
        """
        if self.every is not None:
            return now - (now - EPOCH) % self.every
        assert self.daily_at is not None  # noqa: S101  (periodic() lets nothing else in)
        zone = timezone.get_default_timezone()
        today = now.astimezone(zone).date()
        # `time` has no zone of its own: the day's offset (GMT or BST) comes from the date.
        slot = datetime.combine(today, self.daily_at, tzinfo=zone)
        if slot.astimezone(UTC) > now:
            slot = datetime.combine(today - timedelta(days=1), self.daily_at, tzinfo=zone)
        return slot.astimezone(UTC)

    def __str__(self) -> str:
        return self.key


_jobs: dict[str, Job] = {}


def periodic(
    key: str,
    task: Task[Any, Any],
    *,
    every: timedelta | None = None,
    daily_at: time | None = None,
) -> None:
    """Have the scheduler enqueue `task` at every slot; exactly one of `every` and `daily_at` is given.

    The key ("mail.deliver") names the job for ever: the last slot is stored under it. The task takes no
    argument and is safe to run twice. Raises ValueError for a key used before or for a wrong rhythm.
    """
    if (every is None) == (daily_at is None):
        raise ValueError(f"Job {key!r} needs either every= or daily_at=.")
    if every is not None and (every < timedelta(seconds=1) or every.microseconds):
        raise ValueError(f"Job {key!r} needs a rhythm of whole seconds.")
    if key in _jobs and _jobs[key].task.module_path != task.module_path:
        raise ValueError(f"Two jobs are named {key!r}: {_jobs[key].task.module_path} and {task.module_path}.")
    _jobs[key] = Job(key, task, every, daily_at)


def jobs() -> tuple[Job, ...]:
    """Return every registered job."""
    return tuple(_jobs.values())
