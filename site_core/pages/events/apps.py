"""The app's registration with Django."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """What happens where and when, trainings among it, with calendars to subscribe to."""

    name = "site_core.pages.events"
    label = "events"
    verbose_name = "Events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the other rooms what this room brings."""
        from site_core.pages import moments, providers
        from site_core.pages.search import sections
        from site_core.privacy import registry

        from . import services
        from .models import EventPage

        moments.register("events", EventPage.objects.next_change)
        sections.register(sections.Section("events", "Events", "Event", [EventPage]))
        providers.register(
            providers.Provider(
                "events",
                "Coming events",
                fetch=services.coming_pages,
                all_url=services.first_index_url,
                all_text="See all events",
            )
        )
        registry.not_personal(EventPage, why="the place where a public event is, chosen by an editor")
