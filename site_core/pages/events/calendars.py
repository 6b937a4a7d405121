"""Events as calendar files (RFC 5545), for one's own calendar or to subscribe to.

Times are written in UTC, so that no program has to know when London's clocks change. An event keeps its UID
for ever; its SEQUENCE grows with each publication, so that programs take the newer one.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from icalendar import Calendar, Event, vDuration, vText

from .kinds import Change, Kind

if TYPE_CHECKING:
    from .models import EventPage

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Who wrote the file: the program, not the charity (RFC 5545, 3.7.3).
PRODUCT = "-//charity-site//events//EN"
# How often programs should look again (RFC 7986, 5.7); the older name is Outlook's.
LOOK_AGAIN = timedelta(hours=6)
# How many events a calendar holds: years of them, and still a file that is made and read at once.
MOST = 500
# RFC 5545 has no "postponed"; an event without a fixed date is tentative.
STATUS = {Change.NONE: "CONFIRMED", Change.CANCELLED: "CANCELLED", Change.POSTPONED: "TENTATIVE"}


def response(file_name: str, calendar: bytes) -> HttpResponse:
    """Return a calendar as a file with a name."""
    answer = HttpResponse(calendar, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, file_name) or ""
    return answer


def calendar(name: str, events: "Iterable[EventPage]", request: HttpRequest) -> bytes:
    """Return a calendar called `name` with these events; one without a date is left out."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    # The library would not escape the values of names that it does not know.
    made.add("name", vText(name))
    made.add("x-wr-calname", vText(name))
    made.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
    made.add("x-published-ttl", vDuration(LOOK_AGAIN))
    for event in events:
        if event.period is not None:
            made.add_component(_entry(event, request))
    return bytes(made.to_ical())


def _entry(event: "EventPage", request: HttpRequest) -> Event:
    period = event.period
    assert period is not None  # noqa: S101  (the caller has looked)
    entry = Event()
    entry.add("uid", str(event.translation_key))
    entry.add("summary", event.title)
    if period.is_all_day:
        entry.add("dtstart", period.first_day)
        entry.add("dtend", period.day_after)
    else:
        entry.add("dtstart", period.start)
        entry.add("dtend", period.end)
    changed = _last_change(event, period.start)
    # Without METHOD, DTSTAMP is the last change too (RFC 5545, 3.8.7.2).
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", _sequence(event, changed))
    entry.add("status", STATUS[Change(event.change)])
    entry.add("categories", [Kind(event.kind).label])
    address = event.get_full_url(request) or ""
    entry.add("url", address)
    location = ", ".join(filter(None, [event.place_words, *event.address_lines]))
    if location:
        entry.add("location", location)
    joining = event.joining if event.is_online else ""
    words = [event.change_words if event.change else "", event.teaser, strip_tags(joining), address]
    entry.add("description", "\n\n".join(filter(None, words)))
    return entry


def _last_change(event: "EventPage", start: datetime) -> datetime:
    moment: datetime = event.last_published_at or event.first_published_at or start
    return moment.replace(microsecond=0)


def _sequence(event: "EventPage", changed: datetime) -> int:
    """Return a number that grows each time the event is published: the seconds since the first time."""
    first = event.first_published_at
    return max(0, int((changed - first.replace(microsecond=0)).total_seconds())) if first else 0
