"""Tasks whose worker was killed: django-tasks-db leaves them "running" for ever."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

# Longer than any task of ours takes; one that takes longer is run a second time beside the first, which
# tasks must bear.
TIME_LIMIT = timedelta(minutes=15)
MAX_TRIES = 3


@dataclass(frozen=True)
class Swept:
    """How many tasks were put back, and how many were given up."""

    requeued: int = 0
    given_up: int = 0


def sweep(time_limit: timedelta = TIME_LIMIT, max_tries: int = MAX_TRIES) -> Swept:
    """Put back what has been running longer than `time_limit`; give up what was tried `max_tries` times.

    Each change is conditional on the row as it was read, so a task that ends (or is taken again) in the
    meantime is left alone.
    """
    now = timezone.now()
    requeued = given_up = 0
    for row in DBTaskResult.objects.running().filter(started_at__lt=now - time_limit):
        unchanged = DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)
        # A worker adds its id to the list when it takes a task.
        tries = len(row.worker_ids)
        if tries < max_tries:
            if unchanged.update(status=TaskResultStatus.READY, started_at=None):
                requeued += 1
                logger.warning("Put back a task left running: %s (try %d)", row.task_path, tries)
        elif unchanged.update(
            status=TaskResultStatus.FAILED,
            finished_at=now,
            exception_class_path=f"{WorkerLostError.__module__}.{WorkerLostError.__qualname__}",
            traceback=f"No worker finished this task in {tries} tries.",
        ):
            given_up += 1
            logger.error("Gave up a task that no worker finished in %d tries: %s", tries, row.task_path)
    return Swept(requeued, given_up)


class WorkerLostError(Exception):
    """Written into a task's result when its workers were killed again and again."""
