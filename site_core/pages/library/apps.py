"""The app's registration with Django."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Reports, publications and resources to read and download."""

    name = "site_core.pages.library"
    label = "library"
    verbose_name = "Library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the latest publications to the blocks, and a kind to search by."""
        from site_core.pages import latest, providers
        from site_core.pages.search import sections

        from . import services
        from .models import PublicationPage

        sections.register(sections.Section("publications", "Publications", "Publication", [PublicationPage]))

        latest.register(PublicationPage, date="published_on")
        providers.register(
            providers.Provider(
                "publications",
                "Latest publications",
                fetch=services.latest,
                all_url=services.all_url,
                all_text="See all publications",
            )
        )
