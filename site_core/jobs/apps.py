"""The app's registration with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The scheduler, and the sweeping of what is due."""

    name = "site_core.jobs"
    label = "jobs"
    verbose_name = "Jobs"
    default_auto_field = "django.db.models.BigAutoField"
