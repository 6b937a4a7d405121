"""The app's registration with Django."""

from datetime import timedelta

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Every message that leaves the site: outbox, delivery, suppression, demo mailbox."""

    name = "site_core.mail"
    label = "mail"
    verbose_name = "Mail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks, the periodic work and the personal data."""
        from site_core.jobs.registry import periodic
        from site_core.mail import checks, personal_data, tasks  # noqa: F401  (checks register themselves)

        periodic("mail.deliver_due", tasks.deliver_due, every=timedelta(seconds=20))
        periodic("mail.sweep_claims", tasks.sweep_claims, every=timedelta(minutes=5))
        personal_data.declare()
