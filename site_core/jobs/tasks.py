"""The housekeeping that every installation needs."""

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from . import publishing, stale

# Results are for whoever looks into a fault: what went well is soon of no interest.
KEEP_RESULTS_DAYS = 2
KEEP_FAILURES_DAYS = 30


@task()
def publish_scheduled() -> None:
    """Publish and expire what editors scheduled in Wagtail."""
    publishing.do_what_is_due(timezone.now())


@task()
def sweep_stale_tasks() -> None:
    """Put tasks back that a killed worker left running."""
    stale.sweep()


@task()
def prune_task_results() -> None:
    """Forget finished tasks."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=KEEP_RESULTS_DAYS,
        failed_min_age_days=KEEP_FAILURES_DAYS,
        verbosity=0,
    )


@task()
def clear_expired_sessions() -> None:
    """Delete sessions that are over."""
    call_command("clearsessions")
