"""The app's registration with Django."""

from datetime import timedelta

from django.apps import AppConfig
from django.core import checks


class GuardConfig(AppConfig):
    """Rate limits, origin checks, form guards, signed links and response headers."""

    name = "site_core.guard"
    label = "guard"
    verbose_name = "Guard"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks, the sweeping of old counters, and why they are not personal."""
        from site_core.jobs.registry import periodic
        from site_core.privacy.registry import not_personal

        from . import tasks
        from .checks import check_proxies_are_named, check_trusted_proxies
        from .models import RateCount

        checks.register(check_trusted_proxies, checks.Tags.security)
        checks.register(check_proxies_are_named, checks.Tags.security, deploy=True)
        periodic("guard.sweep_rate_counts", tasks.sweep_rate_counts, every=timedelta(hours=1))
        not_personal(RateCount, why="Its name is the limit's; its key is a keyed hash that leads to nobody")
