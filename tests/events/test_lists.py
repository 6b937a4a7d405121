"""What is coming, what has been, and what a list leaves out."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from site_core.demo.event_factories import EventsPageFactory
from site_core.demo.factories import SectionPageFactory
from site_core.pages import moments, providers
from site_core.pages.events import services
from site_core.pages.events.models import EventPage, EventsPage
from site_core.pages.models import HomePage

from .conftest import MakeEvent, SetClock

START = datetime(2026, 6, 18, 17, tzinfo=UTC)
END = datetime(2026, 6, 18, 19, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def titles(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, path
    return re.findall(r'date-row__title"><a href="[^"]*">([^<]*)</a>', response.content.decode())


def test_coming_events_stand_soonest_first(add_event: MakeEvent, set_clock: SetClock, client: Client) -> None:
    set_clock(START - timedelta(days=30))
    for title, day in (("Third", 20), ("First", 2), ("Second", 10)):
        add_event(title, start_day=date(2026, 6, day))
    assert titles(client, "/events/") == ["First", "Second", "Third"]


@pytest.mark.parametrize(
    ("now", "is_coming"), [(START - INSTANT, True), (START, True), (END - INSTANT, True), (END, False)]
)
def test_an_event_that_is_on_counts_as_coming_until_its_end(
    add_event: MakeEvent, set_clock: SetClock, client: Client, now: datetime, is_coming: bool
) -> None:
    set_clock(now)
    add_event()
    assert titles(client, "/events/") == (["Open evening"] if is_coming else [])
    assert titles(client, "/events/past/") == ([] if is_coming else ["Open evening"])


def test_past_events_stand_newest_first_and_are_cut_into_pages(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(END + timedelta(days=100))
    for number in range(25):
        add_event(f"Evening {number}", start_day=date(2026, 6, 1) + timedelta(days=number))
    found = titles(client, "/events/past/")
    assert found[:2] == ["Evening 24", "Evening 23"]
    assert len(found) == 24
    assert titles(client, "/events/past/?page=2") == ["Evening 0"]
    assert client.get("/events/past/?page=3").status_code == 404
    assert client.get("/events/past/more/").status_code == 404


def test_the_archive_has_a_title_and_an_address_of_its_own(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(END + timedelta(days=1))
    add_event()
    document = html5lib.parse(client.get("/events/past/").content, namespaceHTMLElements=False)
    canonical = [link.get("href") for link in document.iter("link") if link.get("rel") == "canonical"]
    assert canonical == ["http://testserver/events/past/"]
    assert document.find(".//title").text.strip() == "Events: past dates – Brighter Towns"
    assert [h1.text for h1 in document.iter("h1")] == ["Events: past dates"]


def test_a_visitor_narrows_the_list_by_kind(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START - timedelta(days=1))
    add_event("A talk", kind="talk")
    add_event("A training", kind="training")
    assert titles(client, "/events/?kind=talk") == ["A talk"]
    assert "noindex" in client.get("/events/?kind=talk").content.decode()
    assert titles(client, "/events/?kind=workshop") == []
    assert "nothing of this kind" in client.get("/events/?kind=workshop").content.decode()
    assert client.get("/events/?kind=party").status_code == 404


def test_a_list_may_be_limited_to_some_kinds(
    home: HomePage, events: EventsPage, add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START - timedelta(days=1))
    training = EventsPageFactory(
        parent=home, title="Training", slug="training", kinds=["training", "workshop"], everywhere=True
    )
    add_event("Below the other list", kind="workshop")
    add_event("A talk", kind="talk")
    add_event("Below this list", kind="training", parent=training, start_time=time(19))
    assert titles(client, "/training/") == ["Below the other list", "Below this list"]
    assert titles(client, "/events/") == ["Below the other list", "A talk"]
    page = client.get("/training/").content.decode()
    assert re.findall(r'<option value="(\w+)"', page) == ["training", "workshop"]
    assert client.get("/training/?kind=talk").status_code == 404
    training.kinds = ["training"]
    training.everywhere = False
    training.save()
    assert titles(client, "/training/") == ["Below this list"]
    assert "<select" not in client.get("/training/").content.decode()


def test_drafts_and_private_events_are_in_no_list(
    events: EventsPage, add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START - timedelta(days=1))
    add_event("Draft", live=False)
    private = add_event("Secret")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for now in (START - timedelta(days=1), END):
        set_clock(now)
        for path in ("/events/", "/events/past/", "/events/events.ics"):
            text = client.get(path).content.decode()
            assert "Draft" not in text, path
            assert "Secret" not in text, path
        assert services.coming(10) == []
    assert client.get("/events/draft/event.ics").status_code == 404
    assert client.get("/events/secret/event.ics").status_code == 302


def test_a_draft_without_a_date_can_be_saved_and_troubles_nobody(
    add_event: MakeEvent, set_clock: SetClock, client: Client
) -> None:
    set_clock(START)
    draft = add_event("Not yet", start_day=None, live=False)
    assert (draft.starts_at, draft.period) == (None, None)
    assert draft.make_preview_request().status_code == 200
    assert client.get("/events/").status_code == 200


def test_nothing_planned_is_said_in_the_editors_words(
    events: EventsPage, set_clock: SetClock, client: Client
) -> None:
    set_clock(START)
    events.empty_words = "We are asleep until spring."
    events.save()
    assert "We are asleep until spring." in client.get("/events/").content.decode()
    assert "Nothing is over yet." in client.get("/events/past/").content.decode()


def test_the_days_and_times_are_kept_in_step_with_the_moments(add_event: MakeEvent) -> None:
    page = add_event()
    assert (page.starts_at, page.ends_at) == (START, END)
    page.start_time, page.end_time, page.end_day = None, None, date(2026, 6, 19)
    page.save()
    page.refresh_from_db()
    assert page.starts_at == datetime(2026, 6, 17, 23, tzinfo=UTC)
    assert page.ends_at == datetime(2026, 6, 19, 23, tzinfo=UTC)


@pytest.mark.both
def test_the_next_moment_is_the_nearest_start_or_end_of_a_public_event(
    events: EventsPage, add_event: MakeEvent
) -> None:
    add_event()
    add_event("Later", start_day=date(2026, 6, 20))
    add_event("Draft", start_day=date(2026, 6, 18), start_time=time(7), live=False)
    assert EventPage.objects.next_change(START - timedelta(hours=9)) == START
    assert EventPage.objects.next_change(START) == END
    assert EventPage.objects.next_change(END) == START + timedelta(days=2)
    assert EventPage.objects.next_change(END + timedelta(days=2)) is None
    assert moments.next_after(START - INSTANT) == START


def test_coming_gives_light_values_for_blocks(
    home: HomePage, add_event: MakeEvent, set_clock: SetClock
) -> None:
    set_clock(START - timedelta(days=1))
    section = SectionPageFactory(parent=home, section_hue="heather")
    there = EventsPageFactory(parent=section)
    add_event("Second", kind="talk", start_time=time(19), is_online=True)
    add_event("First", parent=there)
    add_event("Cancelled", change="cancelled", change_words="The hall is wet.")
    first, second = services.coming(5)
    assert (first.title, first.start, first.end, first.hue) == ("First", START, END, "heather")
    assert (first.place, first.kind, first.price) == ("Gatehouse", "Event", "Free")
    assert first.url == f"{there.url}first/"
    assert second.place == "Gatehouse and online"
    assert [entry.title for entry in services.coming(5, kind="talk")] == ["Second"]
    assert [entry.title for entry in services.coming(1)] == ["First"]


@pytest.mark.django_db(transaction=True)
def test_other_pages_can_show_coming_events(
    events: EventsPage, add_event: MakeEvent, set_clock: SetClock
) -> None:
    set_clock(START - timedelta(days=1))
    event = add_event()
    provider = providers.get("events")
    assert provider is not None
    assert provider.fetch(3) == [event]
    assert provider.all_url() == "/events/"
    PageViewRestriction.objects.create(page=events, restriction_type=PageViewRestriction.LOGIN)
    assert provider.all_url() == ""
    assert provider.fetch(3) == []


def multiply(template: EventPage, count: int) -> None:
    """Copy an event by the database's own means."""
    parent = template.get_parent()
    values = {field.attname: getattr(template, field.attname) for field in Page._meta.concrete_fields}
    values |= {"id": None, "numchild": 0}
    del values["translation_key"]
    pages = []
    for number in range(count):
        path = Page._get_path(parent.path, template.depth, parent.numchild + number + 1)
        slug = f"copy-{number}"
        pages.append(Page(**values | {"path": path, "slug": slug, "url_path": f"{parent.url_path}{slug}/"}))
    Page.objects.bulk_create(pages, batch_size=200)
    own = [field.column for field in EventPage._meta.local_concrete_fields if field.name != "page_ptr"]
    columns = ", ".join(f'"{name}"' for name in own)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO events_eventpage ("page_ptr_id", {columns}) SELECT page.id, {columns} '
            "FROM wagtailcore_page page, events_eventpage template "
            "WHERE page.slug LIKE 'copy-%%' AND template.page_ptr_id = %s",
            [template.pk],
        )
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)


@pytest.fixture
def queries(client: Client) -> Callable[[str], int]:
    def count(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200, path
        return len(asked)

    return count


def test_a_thousand_events_cost_no_more_queries_than_ten(
    add_event: MakeEvent, set_clock: SetClock, queries: Callable[[str], int], settings: Any
) -> None:
    settings.PAGECACHE = settings.PAGECACHE | {"ENABLED": False}
    set_clock(START - timedelta(days=1))
    pages = [add_event(f"Evening {number}") for number in range(10)]
    paths = ["/events/", "/events/?kind=event", "/events/events.ics", pages[0].url]
    few = {path: queries(path) for path in paths}
    assert max(few.values()) <= 15
    assert few[pages[0].url] <= 10
    multiply(pages[0], 1000)
    assert {path: queries(path) for path in paths} == few
    assert queries("/events/?page=42") <= 15
    set_clock(END)
    assert queries("/events/past/?page=42") <= 15
