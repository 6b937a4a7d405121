"""The app's registration with Django."""

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    """Who gets the newsletter, since when, and in which words they said yes."""

    name = "site_core.newsletter"
    label = "newsletter"
    verbose_name = "Newsletter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ground rooms what this room keeps and changes."""
        from site_core.pagecache import affects

        from . import personal_data, signals
        from .models import NewsletterSettings

        personal_data.declare()
        signals.connect()
        # The form stands at the foot of every page.
        affects.register(NewsletterSettings, affects.everything)
