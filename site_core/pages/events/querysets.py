"""Which events are coming and which are over."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Min, Q
from wagtail.models import PageManager, PageQuerySet

from site_core.pages import menus

from .kinds import Change


class EventQuerySet(PageQuerySet):
    """Events by the clock. Every method takes the time now, in UTC."""

    def coming(self, now: datetime) -> "EventQuerySet":
        """Those that are not over, soonest first; one that is on counts until its end."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "path")

    def over(self, now: datetime) -> "EventQuerySet":
        """Those that are over, the newest first."""
        return self.filter(ends_at__lte=now).order_by("-starts_at", "path")

    def of_kinds(self, kinds: Iterable[str]) -> "EventQuerySet":
        """Those of one of these kinds; all, if none is named."""
        wanted = list(kinds)
        return self.filter(kind__in=wanted) if wanted else self

    def as_planned(self) -> "EventQuerySet":
        """Those that are neither cancelled nor put off."""
        return self.filter(change=Change.NONE)

    def for_everyone(self) -> "EventQuerySet":
        """Those that the public may see."""
        return menus.for_everyone(self)

    def next_change(self, now: datetime) -> datetime | None:
        """When the next of them begins or ends after `now`; None if nothing is planned."""
        moments = self.live().aggregate(
            start=Min("starts_at", filter=Q(starts_at__gt=now)), end=Min("ends_at", filter=Q(ends_at__gt=now))
        )
        return min((moment for moment in moments.values() if moment is not None), default=None)


EventManager = PageManager.from_queryset(EventQuerySet)
