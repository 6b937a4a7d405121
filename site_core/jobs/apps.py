"""The app's registration with Django."""

from datetime import time, timedelta

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The scheduler, and the sweeping of what is due."""

    name = "site_core.jobs"
    label = "jobs"
    verbose_name = "Jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the housekeeping and note the end of each periodic task."""
        from django_tasks.signals import task_finished

        from . import tasks
        from .registry import periodic
        from .services import note_finished

        task_finished.connect(note_finished, dispatch_uid="jobs.note_finished")
        periodic("jobs.publish_scheduled", tasks.publish_scheduled, every=timedelta(minutes=1))
        periodic("jobs.sweep_stale_tasks", tasks.sweep_stale_tasks, every=timedelta(minutes=5))
        periodic("jobs.prune_task_results", tasks.prune_task_results, daily_at=time(3, 10))
        periodic("jobs.clear_expired_sessions", tasks.clear_expired_sessions, daily_at=time(3, 20))
