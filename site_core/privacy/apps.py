"""The app's registration with Django."""

from datetime import time

from django.apps import AppConfig
from django.core import checks


class PrivacyConfig(AppConfig):
    """The register of personal data: purpose, retention, export, erasure."""

    name = "site_core.privacy"
    label = "privacy"
    verbose_name = "Privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what no other app does, check the register, and apply it every night."""
        from site_core.jobs.registry import periodic

        from . import libraries, tasks, wagtail_tables
        from .checks import check_libraries, check_register
        from .registry import register

        libraries.declare_all(register)
        wagtail_tables.declare_all(register)
        checks.register(check_register, checks.Tags.models)
        checks.register(check_libraries, checks.Tags.models)
        periodic("privacy.apply_retention", tasks.apply_retention, daily_at=time(3, 30))
