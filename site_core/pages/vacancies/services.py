"""What other rooms ask: the open vacancies, and where all of them are listed."""

from django.utils import timezone

from site_core.pages.menus import for_everyone

from .models import VacanciesPage, VacancyPage


def open_pages(count: int) -> list[VacancyPage]:
    """Return at most `count` open vacancies, the one that closes first before the others."""
    vacancies = VacancyPage.objects.for_everyone().open(timezone.now())
    return list(vacancies.defer_streamfields()[:count])


def first_index_url() -> str:
    """Return the address of the first list of vacancies that the public may see; empty if there is none."""
    first = for_everyone(VacanciesPage.objects).order_by("path").first()
    return (first.url or "") if first else ""
