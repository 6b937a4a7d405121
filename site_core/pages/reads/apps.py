"""The app's registration with Django."""

from datetime import time, timedelta

from django.apps import AppConfig


class ReadsConfig(AppConfig):
    """Which pages are read most, counted without knowing who reads."""

    name = "site_core.pages.reads"
    label = "reads"
    verbose_name = "Most read"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the scheduler, the blocks and the privacy register what this room brings."""
        from site_core.jobs.registry import periodic
        from site_core.pages import providers
        from site_core.privacy.registry import not_personal

        from . import services, tasks
        from .models import PageReads

        periodic("reads.rank", tasks.rank_pages, every=timedelta(hours=1))
        periodic("reads.tidy", tasks.tidy_reads, daily_at=time(4, 10))
        providers.register(providers.Provider("most_read", "Most read", fetch=services.pages_most_read))
        not_personal(PageReads, why="A number for each page; nobody who read it is noted anywhere.")
