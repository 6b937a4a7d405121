"""A vacancy closes by itself, at the exact moment, and leaves everything but its address."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import html5lib
import pytest
from django.test import Client
from wagtail.models import Page, Site

from site_core.pagecache import mark
from site_core.pages import moments, providers
from site_core.pages.search import findable
from site_core.pages.vacancies.models import VacancyPage

from .conftest import MakeVacancy, SetClock

# 23:59:59 in London, where it is summer.
CLOSING = datetime(2026, 6, 18, 22, 59, 59, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
PATH = "/jobs/organiser/"


def shown(client: Client, path: str = PATH) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def described(client: Client) -> list[dict[str, Any]]:
    document = html5lib.parse(client.get(PATH).content, namespaceHTMLElements=False)
    scripts = [node.text for node in document.iter("script") if node.get("type") == "application/ld+json"]
    return [data for text in scripts if (data := json.loads(text))["@type"] == "JobPosting"]


@pytest.mark.parametrize(
    ("day", "clock", "closing"),
    [
        (date(2026, 6, 18), None, CLOSING),
        (date(2026, 12, 18), None, datetime(2026, 12, 18, 23, 59, 59, tzinfo=UTC)),
        (date(2026, 6, 18), time(12), datetime(2026, 6, 18, 11, 0, tzinfo=UTC)),
        # The ends of the days on which the clocks change.
        (date(2026, 3, 29), None, datetime(2026, 3, 29, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 25), None, datetime(2026, 10, 25, 23, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 28), None, datetime(2026, 3, 28, 23, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 24), None, datetime(2026, 10, 24, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(2), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        # 1:30 comes twice: whoever was told so has until the second time.
        (date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_it_closes_at_a_moment_by_londons_clocks(
    add_vacancy: MakeVacancy,
    set_clock: SetClock,
    client: Client,
    day: date,
    clock: time | None,
    closing: datetime,
) -> None:
    page = add_vacancy(closes_on=day, closes_time=clock)
    assert page.closes_at == page.closing == closing
    set_clock(closing - timedelta(seconds=60))
    assert mark.seconds_of(client.get(PATH)) == 60
    set_clock(closing - INSTANT)
    assert page.is_open
    assert "Organiser</a>" in shown(client, "/jobs/")
    set_clock(closing)
    assert not page.is_open
    assert "Organiser</a>" not in shown(client, "/jobs/")
    assert "This vacancy has closed" in shown(client)


def test_the_editor_is_told_of_an_hour_that_there_is_not(add_vacancy: MakeVacancy) -> None:
    page = add_vacancy()
    page.closes_on, page.closes_time = date(2026, 3, 29), time(1, 30)
    with pytest.raises(Exception, match="there is no 01:30 on that day"):
        page.full_clean()


@pytest.mark.parametrize("now", [CLOSING - INSTANT, CLOSING])
def test_a_closed_vacancy_stays_readable_and_is_found_nowhere(
    add_vacancy: MakeVacancy, set_clock: SetClock, client: Client, now: datetime
) -> None:
    is_open = now < CLOSING
    page = add_vacancy(how_to_apply="<p>Write two pages.</p>", teaser="You help a town.")
    page.first_published_at = CLOSING - timedelta(days=20)
    page.save()
    set_clock(now)
    text = shown(client)
    assert "You help a town." in text
    assert ("This vacancy has closed" in text) is not is_open
    assert ("It closed at the end of Thursday 18 June 2026" in text) is not is_open
    assert ("How to apply" in text) is is_open
    assert ("Write two pages." in text) is is_open
    assert ("mailto:jobs@example.org" in text) is is_open
    assert ('name="robots" content="noindex"' in text) is not is_open
    assert bool(described(client)) is is_open
    assert (f"<loc>http://testserver{PATH}</loc>" in shown(client, "/sitemap.xml")) is is_open
    found = findable.pages(Site.objects.get()).filter(pk=page.pk)
    assert found.exists() is is_open
    provider = providers.get("vacancies")
    assert provider is not None
    assert [one.pk for one in provider.fetch(5)] == ([page.pk] if is_open else [])


@pytest.mark.both
def test_the_next_moment_is_the_nearest_closing(add_vacancy: MakeVacancy) -> None:
    add_vacancy()
    add_vacancy("Later", closes_on=date(2026, 7, 1), closes_time=time(17))
    add_vacancy("Draft", closes_on=date(2026, 6, 17), live=False)
    later = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
    assert VacancyPage.objects.next_closing(CLOSING - timedelta(days=5)) == CLOSING
    assert VacancyPage.objects.next_closing(CLOSING) == later
    assert VacancyPage.objects.next_closing(later) is None
    assert moments.next_after(CLOSING - INSTANT) == CLOSING


def test_stored_copies_end_when_it_closes(
    add_vacancy: MakeVacancy, set_clock: SetClock, client: Client
) -> None:
    add_vacancy()
    set_clock(CLOSING - timedelta(seconds=90))
    for path in (PATH, "/jobs/", "/sitemap.xml", "/"):
        assert mark.seconds_of(client.get(path)) == 90, path


def test_pages_of_any_room_can_be_left_out(add_vacancy: MakeVacancy, set_clock: SetClock) -> None:
    closed = add_vacancy()
    waiting = add_vacancy("Waiting", closes_on=date(2026, 7, 1))
    set_clock(CLOSING)
    pages = set(findable.pages(Site.objects.get()).values_list("pk", flat=True))
    assert waiting.pk in pages
    assert closed.pk not in pages
    assert Page.objects.live().filter(pk=closed.pk).exists()


def test_a_preview_shows_the_closing_that_is_typed_and_not_the_stored_one(
    add_vacancy: MakeVacancy, set_clock: SetClock
) -> None:
    page = add_vacancy()
    set_clock(CLOSING)
    page.closes_on = date(2026, 8, 1)
    preview = page.make_preview_request().content.decode()
    assert "This vacancy has closed" not in preview
    assert re.search(r"The end of Saturday 1 August 2026", preview)
