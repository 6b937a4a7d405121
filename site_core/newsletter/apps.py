"""The app's registration with Django."""

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    """Who gets the newsletter, since when, and in which words they said yes."""

    name = "site_core.newsletter"
    label = "newsletter"
    verbose_name = "Newsletter"
    default_auto_field = "django.db.models.BigAutoField"
