"""The app's registration with Django."""

from django.apps import AppConfig


class GuardConfig(AppConfig):
    """Rate limits, origin checks, form guards, signed links and response headers."""

    name = "site_core.guard"
    label = "guard"
    verbose_name = "Guard"
    default_auto_field = "django.db.models.BigAutoField"
