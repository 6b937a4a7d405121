"""`manage.py scheduler`: the clock of the site."""

import logging
import signal
from datetime import UTC, timedelta
from types import FrameType
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from site_core.jobs.registry import EPOCH, Job, jobs
from site_core.jobs.services import enqueue_all_due, enqueue_if_due

logger = logging.getLogger(__name__)

# What a fault kept from being enqueued (the database was away) is caught up with this often.
CATCH_UP = timedelta(minutes=1)


class Command(BaseCommand):
    """Enqueue what is due until told to stop. It does no work itself: `manage.py db_worker` does."""

    help = "Enqueue periodic jobs when they are due. Any number of schedulers may run at once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until SIGTERM or SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stop)
        # One thread: enqueueing takes milliseconds, and a second connection would gain nothing.
        scheduler = BlockingScheduler(
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )
        for job in jobs():
            scheduler.add_job(_run, trigger(job), args=[job], id=job.key)
        scheduler.add_job(
            _catch_up,
            IntervalTrigger(seconds=int(CATCH_UP.total_seconds()), timezone=UTC),
            next_run_time=timezone.now(),
            id="catch up",
        )
        logger.info("Scheduler started with %d jobs", len(jobs()))
        try:
            scheduler.start()
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            if scheduler.running:
                scheduler.shutdown(wait=True)
            logger.info("Scheduler stopped")


def trigger(job: Job) -> BaseTrigger:
    """Return when APScheduler shall wake for a job: at the beginning of each of its slots."""
    if job.every is not None:
        return IntervalTrigger(seconds=int(job.every.total_seconds()), start_date=EPOCH, timezone=UTC)
    assert job.daily_at is not None  # noqa: S101  (periodic() lets nothing else in)
    at = job.daily_at
    return CronTrigger(
        hour=at.hour, minute=at.minute, second=at.second, timezone=timezone.get_default_timezone()
    )


def _stop(number: int, frame: FrameType | None) -> None:
    # Raised in the main thread, which only waits; what a job's thread writes is finished first.
    raise SystemExit(0)


def _run(job: Job) -> None:
    close_old_connections()
    try:
        enqueue_if_due(job)
    finally:
        close_old_connections()


def _catch_up() -> None:
    close_old_connections()
    try:
        enqueue_all_due()
    finally:
        close_old_connections()
