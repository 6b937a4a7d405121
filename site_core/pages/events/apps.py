"""The app's registration with Django."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """What happens where and when, trainings among it, with calendars to subscribe to."""

    name = "site_core.pages.events"
    label = "events"
    verbose_name = "Events"
    default_auto_field = "django.db.models.BigAutoField"
