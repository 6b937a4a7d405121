"""The app's registration with Django."""

from datetime import timedelta

from django.apps import AppConfig


class PagecacheConfig(AppConfig):
    """Whole anonymous pages, shared by all processes, purged by what changed."""

    name = "site_core.pagecache"
    label = "pagecache"
    verbose_name = "Page cache"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to changes, name the periodic jobs, register the checks."""
        from site_core.jobs.registry import periodic

        from . import checks, signals, tasks  # noqa: F401  (checks register themselves)

        signals.connect()
        periodic("pagecache.sweep_purges", tasks.sweep_purges, every=timedelta(minutes=1))
        periodic("pagecache.tidy", tasks.tidy, every=timedelta(minutes=10))
