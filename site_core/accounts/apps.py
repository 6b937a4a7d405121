"""The app's registration with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, sign-in, roles and staff's invitations."""

    name = "site_core.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to sign-ins and migrations, and tell the ground rooms what this room brings."""
        from django.db.models.signals import post_migrate

        from . import checks, personal_data, signals  # noqa: F401  (checks register themselves)
        from .role_sync import sync_after_migrate

        signals.connect()
        personal_data.declare()
        post_migrate.connect(sync_after_migrate, sender=self, dispatch_uid="accounts.roles")
