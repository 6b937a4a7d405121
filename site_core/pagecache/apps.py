"""The app's registration with Django."""

from django.apps import AppConfig


class PagecacheConfig(AppConfig):
    """Whole anonymous pages, shared by all processes, purged by what changed."""

    name = "site_core.pagecache"
    label = "pagecache"
    verbose_name = "Page cache"
    default_auto_field = "django.db.models.BigAutoField"
