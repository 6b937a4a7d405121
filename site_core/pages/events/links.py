"""Addresses that an event leads to."""

from urllib.parse import urlencode

from django.utils.formats import date_format

from .periods import Period

MAP_SEARCH = "https://www.openstreetmap.org/search"
# The question of a form that is filled in with an event's name.
FORM_QUESTION = "event"


def map_search(lines: list[str]) -> str:
    """Return a search for an address on a map; empty for no address."""
    return f"{MAP_SEARCH}?{urlencode({'query': ', '.join(lines)})}" if lines else ""


def enquiry(form_url: str, title: str, period: Period | None) -> str:
    """Return the address of an enquiry form in which an event's name and day are filled in."""
    day = f", {date_format(period.first_day, 'j F Y')}" if period else ""
    return f"{form_url}?{urlencode({FORM_QUESTION: title + day})}"
