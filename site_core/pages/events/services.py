"""What other rooms ask: the coming events, and where all of them are listed."""

from django.utils import timezone

from site_core.pages.menus import for_everyone

from .entries import Entry, entries
from .models import EventPage, EventsPage


def coming(count: int, kind: str = "") -> list[Entry]:
    """Return at most `count` events that are on or coming, soonest first; of one kind, if `kind` names it.

    What is cancelled or put off is left out. A fixed number of queries.
    """
    return entries(coming_pages(count, kind), timezone.now())


def coming_pages(count: int, kind: str = "") -> list[EventPage]:
    """Return the same events as pages, without their bodies."""
    events = EventPage.objects.for_everyone().as_planned().of_kinds([kind] if kind else [])
    return list(events.coming(timezone.now()).defer_streamfields()[:count])


def first_index_url() -> str:
    """Return the address of the first list of events that the public may see; empty if there is none."""
    first = for_everyone(EventsPage.objects).order_by("path").first()
    return (first.url or "") if first else ""
