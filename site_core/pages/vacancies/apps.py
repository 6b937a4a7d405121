"""The app's registration with Django."""

from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    """Work that people can apply for, until it closes by itself."""

    name = "site_core.pages.vacancies"
    label = "vacancies"
    verbose_name = "Vacancies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the other rooms what this room brings."""
        from django.utils import timezone

        from site_core.pages import moments, providers
        from site_core.pages.search import sections
        from site_core.privacy import registry

        from . import services
        from .models import VacancyPage

        moments.register("vacancies", VacancyPage.objects.next_closing)
        sections.register(
            sections.Section(
                "vacancies",
                "Vacancies",
                "Vacancy",
                [VacancyPage],
                left_out=lambda: VacancyPage.objects.closed(timezone.now()),
            )
        )
        providers.register(
            providers.Provider(
                "vacancies",
                "Open vacancies",
                fetch=services.open_pages,
                all_url=services.first_index_url,
                all_text="See all vacancies",
            )
        )
        registry.not_personal(VacancyPage, why="the charity's own mailbox for applications")
