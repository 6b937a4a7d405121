"""The app's registration with Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Every message that leaves the site: outbox, delivery, suppression, demo mailbox."""

    name = "site_core.mail"
    label = "mail"
    verbose_name = "Mail"
    default_auto_field = "django.db.models.BigAutoField"
