"""The app's registration with Django."""

from django.apps import AppConfig


class DonationsConfig(AppConfig):
    """Appeals, giving, Gift Aid and fundraising pages."""

    name = "donations"
    label = "donations"
    verbose_name = "Donations"
    default_auto_field = "django.db.models.BigAutoField"
