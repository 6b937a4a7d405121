"""The app's registration with Django."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Reports, publications and resources to read and download."""

    name = "site_core.pages.library"
    label = "library"
    verbose_name = "Library"
    default_auto_field = "django.db.models.BigAutoField"
