"""The app's registration with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, sign-in, roles and staff's invitations."""

    name = "site_core.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"
