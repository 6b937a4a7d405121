"""Calendar files, read back as a calendar program would."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from site_core.pages.events import calendars
from site_core.pages.events.models import EventPage

from .conftest import MakeEvent, SetClock

START = datetime(2026, 6, 18, 17, tzinfo=UTC)
ODD = "Tea, cake; and \\ a “long” talk\nabout towns 🏘 " * 4


@pytest.fixture(autouse=True)
def _a_day_before(set_clock: SetClock) -> None:
    set_clock(START - timedelta(days=1))


def read(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def entries(client: Client, path: str = "/events/events.ics") -> list[Any]:
    return list(read(client, path).walk("VEVENT"))


def publish(event: EventPage, at: datetime, set_clock: SetClock, **changes: Any) -> None:
    set_clock(at)
    event.refresh_from_db()
    for name, value in changes.items():
        setattr(event, name, value)
    event.save_revision().publish()


def test_one_event_is_a_file_with_a_name(add_event: MakeEvent, client: Client) -> None:
    event = add_event(address="Mill Lane\nTarnwick", postcode="ZZ1 1ZZ", kind="talk")
    response = client.get("/events/open-evening/event.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="open-evening.ics"'
    (entry,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert entry["SUMMARY"] == "Open evening"
    assert entry["LOCATION"] == "Gatehouse, Mill Lane, Tarnwick, ZZ1 1ZZ"
    assert entry["URL"] == "http://testserver/events/open-evening/"
    assert entry["UID"] == str(event.translation_key)
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["CATEGORIES"].to_ical() == b"Talk"
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (START, START + timedelta(hours=2))


def test_the_list_of_coming_events_is_a_calendar_to_subscribe_to(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    add_event("Second", start_day=date(2026, 6, 20))
    add_event("First")
    add_event("Over", start_day=date(2026, 6, 10))
    calendar = read(client, "/events/events.ics")
    assert [str(entry["SUMMARY"]) for entry in calendar.walk("VEVENT")] == ["First", "Second"]
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert calendar["X-WR-CALNAME"] == "Events – Brighter Towns"
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(hours=6)
    assert b"\r\nX-PUBLISHED-TTL:PT6H\r\n" in calendar.to_ical()
    page = client.get("/events/").content.decode()
    assert 'href="webcal://testserver/events/events.ics"' in page
    assert 'href="http://testserver/events/events.ics"' in page


def test_a_calendar_holds_the_soonest_and_no_more_than_programs_bear(
    add_event: MakeEvent, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "MOST", 2)
    for day in (22, 20, 21):
        add_event(f"Day {day}", start_day=date(2026, 6, day))
    assert [str(entry["SUMMARY"]) for entry in entries(client)] == ["Day 20", "Day 21"]


def test_each_line_is_folded_and_each_text_escaped(add_event: MakeEvent, client: Client) -> None:
    add_event(ODD[:250], slug="odd", teaser=ODD[:290].strip())
    content = client.get("/events/odd/event.ics").content
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line for line in lines)
    (entry,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(entry["SUMMARY"]) == ODD[:250]
    assert str(entry["DESCRIPTION"]).startswith(ODD[:290].strip())


@pytest.mark.parametrize(
    ("day", "start", "utc"),
    [
        (date(2026, 3, 29), time(0, 30), datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        (date(2026, 3, 29), time(2), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(0, 30), datetime(2026, 10, 24, 23, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_times_are_right_on_the_days_when_the_clocks_change(
    add_event: MakeEvent, client: Client, day: date, start: time, utc: datetime
) -> None:
    add_event(start_day=day, start_time=start, end_time=time(4))
    (entry,) = entries(client, "/events/open-evening/event.ics")
    assert entry.decoded("DTSTART") == utc
    assert entry["DTSTART"].to_ical().endswith(b"Z")


def test_whole_days_are_dates_that_end_on_the_day_after(add_event: MakeEvent, client: Client) -> None:
    add_event(start_time=None, end_time=None, end_day=date(2026, 6, 20))
    (entry,) = entries(client)
    assert entry.decoded("DTSTART") == date(2026, 6, 18)
    assert entry.decoded("DTEND") == date(2026, 6, 21)
    assert entry["DTSTART"].params["VALUE"] == "DATE"


def test_a_change_keeps_the_uid_and_raises_the_sequence(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    event = add_event(live=False)
    first_time = datetime(2026, 6, 1, 9, 0, 0, 250_000, tzinfo=UTC)
    publish(event, first_time, set_clock)
    (before,) = entries(client)
    assert before["SEQUENCE"] == 0
    assert before.decoded("LAST-MODIFIED") == first_time.replace(microsecond=0)
    # Asked again, nothing has changed: programs see no new version.
    set_clock(first_time + timedelta(days=1))
    (again,) = entries(client)
    assert again.to_ical() == before.to_ical()
    publish(event, first_time + timedelta(days=2), set_clock, start_time=time(17), slug="moved")
    (after,) = entries(client)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")
    assert after.decoded("DTSTAMP") == after.decoded("LAST-MODIFIED")


@pytest.mark.parametrize(("change", "status"), [("cancelled", "CANCELLED"), ("postponed", "TENTATIVE")])
def test_subscribers_learn_that_an_event_does_not_happen(
    add_event: MakeEvent, client: Client, change: str, status: str
) -> None:
    add_event(change=change, change_words="The hall is wet.")
    (entry,) = entries(client)
    assert entry["STATUS"] == status
    assert str(entry["DESCRIPTION"]).startswith("The hall is wet.")


def test_files_are_for_everyone_and_leave_no_cookie(add_event: MakeEvent, client: Client) -> None:
    add_event()
    for path in ("/events/events.ics", "/events/open-evening/event.ics"):
        response = client.get(path)
        assert "public" in response["Cache-Control"]
        assert not response.cookies
        assert client.post(path).status_code in (403, 405)
    assert client.get("/events/other.ics").status_code == 404
    assert client.get("/events/open-evening/event.ics/").status_code == 404
    assert client.get("/events.ics").status_code == 404
