"""Which vacancies are open."""

from datetime import datetime

from django.db.models import Min
from wagtail.models import PageManager, PageQuerySet

from site_core.pages import menus


class VacancyQuerySet(PageQuerySet):
    """Vacancies by the clock. Every method takes the time now, in UTC."""

    def open(self, now: datetime) -> "VacancyQuerySet":
        """Those that people can apply for, the one that closes first before the others."""
        return self.filter(closes_at__gt=now).order_by("closes_at", "path")

    def closed(self, now: datetime) -> "VacancyQuerySet":
        """Those that have closed."""
        return self.filter(closes_at__lte=now)

    def for_everyone(self) -> "VacancyQuerySet":
        """Those that the public may see."""
        return menus.for_everyone(self)

    def next_closing(self, now: datetime) -> datetime | None:
        """When the next of them closes after `now`; None if none is open."""
        found: datetime | None = (
            self.live().filter(closes_at__gt=now).aggregate(next=Min("closes_at"))["next"]
        )
        return found


VacancyManager = PageManager.from_queryset(VacancyQuerySet)
