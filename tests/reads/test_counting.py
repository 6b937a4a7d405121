"""The beacon: whom it counts, whom it leaves alone, and what it never keeps."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from site_core.accounts.models import User
from site_core.demo.factories import StandardPageFactory
from site_core.guard.models import RateCount
from site_core.pages.models import StandardPage
from site_core.pages.reads import gathering, services
from site_core.pages.reads.bots import is_bot
from site_core.pages.reads.models import MOST_AN_HOUR, PageReads

from .conftest import FIREFOX, Reads, Send


def test_a_visitor_who_reads_a_page_is_counted(page: StandardPage, send: Send, reads: Reads) -> None:
    answer = send(page)
    assert (answer.status_code, answer.content) == (204, b"")
    assert reads(page) == 1


def test_the_answer_sets_no_cookie_and_asks_the_database_nothing(
    page: StandardPage, send: Send, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(0):
        answer = send(page)
    assert not answer.cookies
    assert "no-cache" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("header", ["DNT", "Sec_GPC"])
def test_a_visitor_who_asks_not_to_be_tracked_is_not_counted(
    page: StandardPage, send: Send, reads: Reads, header: str
) -> None:
    assert send(page, **{header: "1"}).status_code == 204
    assert reads(page) == 0
    send(page, **{header: "0"})
    assert reads(page) == 1


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 11) Chrome/140.0.0.0 Mobile Safari/537.36 Chrome-Lighthouse",
        "facebookexternalhit/1.1",
        "WhatsApp/2.24.6.77 A",
        "curl/8.5.0",
        "python-requests/2.32.0",
        "Go-http-client/2.0",
    ],
)
def test_a_bot_is_not_counted(page: StandardPage, send: Send, reads: Reads, name: str) -> None:
    assert send(page, User_Agent=name).status_code == 204
    assert reads(page) == 0


@pytest.mark.parametrize(
    "name",
    [
        FIREFOX,
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
        "Safari/537.36 Edg/140.0.0.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/140.0.0.0 Mobile Safari/537.36",
    ],
)
def test_a_browser_is_no_bot(name: str) -> None:
    assert not is_bot(name)


@pytest.mark.parametrize("header", ["Sec_Purpose", "Purpose", "X_Moz"])
def test_a_page_that_is_fetched_ahead_is_not_read(
    page: StandardPage, send: Send, reads: Reads, header: str
) -> None:
    send(page, **{header: "prefetch;prerender"})
    assert reads(page) == 0


@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_nothing_but_a_post_is_answered(
    page: StandardPage, client: Client, reads: Reads, method: str
) -> None:
    assert getattr(client, method)("/reads/").status_code == 405
    assert reads(page) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_strangers_page_is_refused(
    page: StandardPage, send: Send, reads: Reads, headers: dict[str, str]
) -> None:
    assert send(page, **headers).status_code == 403
    assert reads(page) == 0


def test_a_script_that_names_no_page_is_not_counted(page: StandardPage, send: Send, reads: Reads) -> None:
    assert send(page, Origin=None, Sec_Fetch_Site=None).status_code == 204
    assert reads(page) == 0
    # Browsers without Sec-Fetch-Site name the origin.
    send(page, Sec_Fetch_Site=None)
    assert reads(page) == 1


def test_signed_in_staff_are_not_counted_and_supporters_are(
    page: StandardPage, client: Client, send: Send, reads: Reads
) -> None:
    user = User.objects.create_user("sam@example.org")
    client.force_login(user)
    send(page)
    assert reads(page) == 1
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    assert send(page, address="198.51.100.1").status_code == 204
    assert reads(page) == 1


def test_an_unknown_a_draft_and_a_private_page_are_not_counted(page: StandardPage, send: Send) -> None:
    draft = StandardPageFactory(title="Draft", live=False)
    private = StandardPageFactory(title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    below = StandardPageFactory(title="Below", parent=private)
    for one in (draft, private, below, "999999999"):
        assert send(one).status_code == 204
    services.flush()
    assert not PageReads.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "abc", "-1", "1.5", "0", "1\n", "٣", "{}", "1234567890", "1" * 10_000, "9" * 3_000_000]
)
def test_any_other_body_is_answered_and_counts_nothing(
    page: StandardPage, send: Send, gatherer: gathering.Gatherer, body: str
) -> None:
    assert send(body).status_code == 204
    assert not gatherer.take()


def test_one_network_counts_a_page_once_an_hour(page: StandardPage, send: Send, reads: Reads) -> None:
    other = StandardPageFactory(title="Another")
    for last in range(60):
        send(page, address=f"192.0.2.{last}")
        send(page, address=f"2001:db8:0:{last}::1")
        # Written in between, so that no process remembers them by itself.
        if last % 20 == 0:
            services.flush()
    assert reads(page) == 2, "one IPv4 and one IPv6 network"
    send(other)
    assert reads(other) == 1


def test_the_next_hour_counts_again(page: StandardPage) -> None:
    hour = timezone.now().replace(minute=10)
    for moment in (hour, hour + timedelta(minutes=40), hour + timedelta(hours=1)):
        services.note(page.pk, "a network", now=moment)
        services.write(services.gatherer.take(), now=moment)
    row = PageReads.objects.get(page=page)
    assert row.reads_in_hour == 1
    assert row.score == pytest.approx(2, abs=0.01)


def flood(page_id: int, networks: range, moment: datetime) -> None:
    for number in networks:
        services.note(page_id, f"network {number}", now=moment)
    services.write(services.gatherer.take(), now=moment)


@pytest.mark.both
def test_a_flood_from_many_networks_cannot_lift_a_page_beyond_its_bound(page: StandardPage) -> None:
    moment = timezone.now().replace(minute=5)
    flood(page.pk, range(MOST_AN_HOUR + 150), moment)
    row = PageReads.objects.get(page=page)
    assert (row.reads_in_hour, row.score) == (MOST_AN_HOUR, pytest.approx(MOST_AN_HOUR))
    # Nor by new networks, nor when the cache has forgotten who was seen.
    flood(page.pk, range(5_000, 5_200), moment)
    cache.clear()
    flood(page.pk, range(MOST_AN_HOUR), moment)
    row.refresh_from_db()
    assert row.score == pytest.approx(MOST_AN_HOUR)
    flood(page.pk, range(10), moment + timedelta(hours=1))
    row.refresh_from_db()
    assert row.reads_in_hour == 10


def test_nothing_that_is_kept_knows_a_visitor(page: StandardPage, send: Send) -> None:
    send(page)
    services.flush()
    assert {field.name for field in PageReads._meta.get_fields()} == {
        "page", "score", "scored_at", "hour", "reads_in_hour", "place",
    }  # fmt: skip
    assert not Session.objects.exists()
    assert not RateCount.objects.exists()


def test_the_marks_of_a_network_differ_from_page_to_page_and_hour_to_hour() -> None:
    slots = [gathering.Slot(page, hour) for page in (1, 2) for hour in (10, 11)]
    marks = {gathering.mark_of(slot, "a network") for slot in slots}
    assert len(marks) == 4
    assert {len(mark) for mark in marks} == {gathering.MARK_BYTES}
    assert gathering.mark_of(slots[0], "a network") in marks, "the same in every process"
