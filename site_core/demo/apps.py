"""The app's registration with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo charity and the factories that make it."""

    name = "site_core.demo"
    label = "demo"
    verbose_name = "Demo"
    default_auto_field = "django.db.models.BigAutoField"
