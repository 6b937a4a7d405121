"""The app's registration with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Page types, blocks, menus, site settings, pictures and documents."""

    name = "site_core.pages"
    label = "pages"
    verbose_name = "Pages"
    default_auto_field = "django.db.models.BigAutoField"
