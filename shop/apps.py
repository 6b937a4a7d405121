"""The app's registration with Django."""

from django.apps import AppConfig


class ShopConfig(AppConfig):
    """Catalogue, stock, basket, checkout and orders."""

    name = "shop"
    label = "shop"
    verbose_name = "Shop"
    default_auto_field = "django.db.models.BigAutoField"
