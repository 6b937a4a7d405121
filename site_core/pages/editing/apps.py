"""The app's registration with Django."""

from datetime import time, timedelta

from django.apps import AppConfig


class EditingConfig(AppConfig):
    """The dashboard, the reports, and the links that are looked after."""

    name = "site_core.pages.editing"
    label = "editing"
    verbose_name = "Editing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the registries, listen to what is published, and say what runs by itself."""
        from site_core.jobs.registry import periodic

        from . import panels, signals, tasks

        panels.register()
        signals.connect()
        periodic("editing.look_through_everything", tasks.look_through_everything, daily_at=time(2, 40))
        periodic("editing.ask_addresses", tasks.ask_addresses, every=timedelta(minutes=10))
