"""The app's registration with Django."""

from django.apps import AppConfig


class ReadsConfig(AppConfig):
    """Which pages are read most, counted without knowing who reads."""

    name = "site_core.pages.reads"
    label = "reads"
    verbose_name = "Most read"
    default_auto_field = "django.db.models.BigAutoField"
