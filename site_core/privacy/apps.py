"""The app's registration with Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The register of personal data: purpose, retention, export, erasure."""

    name = "site_core.privacy"
    label = "privacy"
    verbose_name = "Privacy"
    default_auto_field = "django.db.models.BigAutoField"
