"""One event's page: its facts, its states, its booking, and what search engines are told."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import html5lib
import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from site_core.demo.factories import FormPageFactory
from site_core.pagecache import mark
from site_core.pages.models import HomePage

from .conftest import MakeEvent, SetClock

START = datetime(2026, 6, 18, 17, tzinfo=UTC)
END = datetime(2026, 6, 18, 19, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
PATH = "/events/open-evening/"


def shown(client: Client, path: str = PATH) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def described(client: Client) -> dict[str, Any]:
    document = html5lib.parse(client.get(PATH).content, namespaceHTMLElements=False)
    scripts = [node.text for node in document.iter("script") if node.get("type") == "application/ld+json"]
    found = [json.loads(text) for text in scripts]
    (event,) = [data for data in found if data["@type"] in ("Event", "EducationEvent")]
    return dict(event)


def test_everything_that_people_ask_stands_on_the_page(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START - timedelta(days=1))
    add_event(
        address="Mill Lane\nTarnwick",
        postcode="ZZ1 1ZZ",
        is_online=True,
        joining="Ring us for the link.",
        price=1250,
        price_words="Free for members",
        access="No steps <here>.",
        organiser="The bakers of Tarnwick",
        booking_url="https://www.example.org/book?a=1&b=2",
        booking_text="Get a ticket",
    )
    page = shown(client)
    assert '<time datetime="2026-06-18T18:00:00+01:00">Thursday 18 June 2026, 6pm to 8pm</time>' in page
    for words in ("Mill Lane<br>Tarnwick<br>ZZ1 1ZZ", "Ring us for the link.", "£12.50", "Free for members"):
        assert words in page
    assert "No steps &lt;here&gt;." in page
    assert "The bakers of Tarnwick" in page
    assert "https://www.openstreetmap.org/search?query=Mill+Lane%2C+Tarnwick%2C+ZZ1+1ZZ" in page
    assert re.search(r'href="https://www.example.org/book\?a=1&amp;b=2">\s*Get a ticket', page)


def test_the_editors_map_wins_and_the_charity_organises_what_nobody_else_does(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START)
    add_event(address="Mill Lane", map_url="https://maps.example.org/1")
    page = shown(client)
    assert "https://maps.example.org/1" in page
    assert "openstreetmap" not in page
    assert re.search(r"Organised by</dt>\s*<dd>\s*Brighter Towns\s*</dd>", page)
    assert "Free" in page


@pytest.mark.parametrize(
    ("now", "change", "words"),
    [
        (START - INSTANT, "", None),
        (START, "", "Until 8pm on Thursday 18 June 2026."),
        (END - INSTANT, "", "Until 8pm on Thursday 18 June 2026."),
        (END, "", "This event is over"),
        (START - INSTANT, "cancelled", "This event is cancelled"),
        (END, "postponed", "This event is postponed"),
    ],
)
def test_the_page_says_where_the_event_stands(
    add_event: MakeEvent,
    set_clock: SetClock,
    client: Client,
    now: datetime,
    change: str,
    words: str | None,
) -> None:
    set_clock(now)
    add_event(
        change=change, change_words="The hall is wet." if change else "", booking_url="https://a.example/"
    )
    page = shown(client)
    notices = re.findall(r'class="notice"', page)
    assert len(notices) == (0 if words is None else 1)
    assert words is None or words in page
    assert ("The hall is wet." in page) is bool(change)
    # Nobody books what is over or does not happen.
    assert ('href="https://a.example/"' in page) is (now < END and not change)


@pytest.mark.parametrize("now", [START - timedelta(seconds=90), END - timedelta(seconds=90)])
def test_a_stored_copy_ends_with_the_state_that_it_shows(
    add_event: MakeEvent, set_clock: SetClock, client: Client, now: datetime
) -> None:
    set_clock(now)
    add_event()
    for path in (PATH, "/events/", "/events/past/", "/events/events.ics", f"{PATH}event.ics", "/"):
        assert mark.seconds_of(client.get(path)) == 90, path


@pytest.mark.parametrize(
    ("day", "start", "before"),
    [
        # One minute before the clocks go forward, and half an hour after the first time they show 1am.
        (date(2026, 3, 29), time(2), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (date(2026, 10, 25), time(2), datetime(2026, 10, 25, 1, 59, tzinfo=UTC)),
    ],
)
def test_a_copy_ends_at_the_right_minute_when_the_clocks_change(
    add_event: MakeEvent, set_clock: SetClock, client: Client, day: date, start: time, before: datetime
) -> None:
    set_clock(before)
    add_event(start_day=day, start_time=start, end_time=time(3))
    assert mark.seconds_of(client.get(PATH)) == 60
    assert "On now" not in shown(client)
    set_clock(before + timedelta(minutes=1))
    assert "On now" in shown(client)


def test_booking_by_our_own_form_names_the_event(
    home: HomePage, add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START - timedelta(days=1))
    form = FormPageFactory(
        parent=home, slug="ask", questions=[("Event", "singleline"), ("Your name", "singleline")]
    )
    add_event(title="Tea & “cake”", slug="open-evening", booking_form=form)
    link = re.search(r'href="(/ask/\?event=[^"]+)"', shown(client))
    assert link is not None
    filled = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert 'value="Tea &amp; “cake”, 18 June 2026"' in filled
    form.unpublish()
    assert "/ask/" not in shown(client)


def test_a_link_fills_in_only_one_line_questions_and_only_so_much(home: HomePage, client: Client) -> None:
    FormPageFactory(parent=home, slug="ask", questions=[("Event", "singleline"), ("Message", "multiline")])
    page = shown(client, '/ask/?event="><b>' + "x" * 400 + "&message=spam&form_stamp=1&event%00=1")
    assert "<b>" not in page
    assert "x" * 250 in page
    assert "x" * 256 not in page
    assert "spam" not in page


def test_no_way_to_book_leads_to_a_private_form(
    home: HomePage, add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START - timedelta(days=1))
    form = FormPageFactory(parent=home, slug="ask")
    PageViewRestriction.objects.create(page=form, restriction_type=PageViewRestriction.LOGIN)
    add_event(booking_form=form)
    assert "/ask/" not in shown(client)


def test_search_engines_are_told_when_where_and_how_much(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START)
    add_event(address="Mill Lane\nTarnwick", postcode="ZZ1 1ZZ", is_online=True, price=1250)
    event = described(client)
    assert event["startDate"] == "2026-06-18T18:00:00+01:00"
    assert event["endDate"] == "2026-06-18T20:00:00+01:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    place, online = event["location"]
    assert place["name"] == "Gatehouse"
    assert place["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Mill Lane, Tarnwick",
        "postalCode": "ZZ1 1ZZ",
        "addressCountry": "GB",
    }
    assert online == {"@type": "VirtualLocation", "url": f"http://testserver{PATH}"}
    assert event["offers"]["price"] == "12.50"
    assert event["offers"]["priceCurrency"] == "GBP"
    assert event["organizer"]["name"] == "Brighter Towns"


@pytest.mark.parametrize(
    ("fields", "key", "value"),
    [
        ({"change": "cancelled", "change_words": "Rain."}, "eventStatus", "EventCancelled"),
        ({"change": "postponed", "change_words": "Rain."}, "eventStatus", "EventPostponed"),
        ({}, "eventAttendanceMode", "OfflineEventAttendanceMode"),
        ({"place": "", "is_online": True}, "eventAttendanceMode", "OnlineEventAttendanceMode"),
    ],
)
def test_search_engines_are_told_what_has_changed_and_how_people_take_part(
    add_event: MakeEvent, set_clock: SetClock, client: Client, fields: dict[str, Any], key: str, value: str
) -> None:
    set_clock(START)
    add_event(**fields)
    assert described(client)[key] == f"https://schema.org/{value}"


def test_whole_days_are_dates_and_no_price_is_no_offer(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START)
    add_event(start_time=None, end_time=None, end_day=date(2026, 6, 20), price=None, price_words="Ask us")
    event = described(client)
    assert (event["startDate"], event["endDate"]) == ("2026-06-18", "2026-06-20")
    assert "offers" not in event
    assert "Ask us" in shown(client)


def test_the_leaf_is_for_the_eye_where_the_day_stands_beside_it(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START - timedelta(days=1))
    add_event()
    for path in (PATH, "/events/"):
        document = html5lib.parse(client.get(path).content, namespaceHTMLElements=False)
        (leaf,) = [node for node in document.iter("div") if node.get("class") == "leaf"]
        assert leaf.get("aria-hidden") == "true"
        assert "".join(leaf.itertext()).split() == ["Jun", "18", "Thu"]
