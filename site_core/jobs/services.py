"""Enqueueing what is due, once, however many schedulers run."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .models import JobRun
from .registry import Job, jobs

logger = logging.getLogger(__name__)


def enqueue_if_due(job: Job, now: datetime | None = None) -> bool:
    """Enqueue the job's task if its latest slot was not taken yet; say whether this call took it.

    However many slots were missed, the task runs once. The slot is taken and the task written in one
    transaction: after a crash in between, neither has happened. While the same task still waits in the
    queue (no worker runs), no second one is put beside it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        if not JobRun.objects.take(job.key, job.slot(now), now):
            return False
        if _is_waiting(job):
            logger.info("Still waiting for a worker: %s", job.key)
            return True
        job.task.enqueue()
    logger.info("Enqueued %s", job.key)
    return True


def enqueue_all_due(now: datetime | None = None) -> int:
    """Enqueue every job whose latest slot was missed; return how many."""
    return sum(enqueue_if_due(job, now) for job in jobs())


def note_finished(sender: Any, task_result: TaskResult[Any], **kwargs: Any) -> None:
    """Write down when a periodic task ended, as the worker's sign of life."""
    keys = [job.key for job in jobs() if job.task.module_path == task_result.task.module_path]
    if keys:
        JobRun.objects.filter(key__in=keys).update(
            finished_at=timezone.now(), succeeded=task_result.status == TaskResultStatus.SUCCESSFUL
        )


def _is_waiting(job: Job) -> bool:
    same = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=job.task.module_path)
    return same.filter(args_kwargs={"args": [], "kwargs": {}}).exists()
