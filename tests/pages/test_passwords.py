"""Nobody guesses the password of a closed page or collection."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from site_core.pages.models import HomePage
from site_core.pages.password_views import COLLECTION_PASSWORD, PAGE_PASSWORD

ELSEWHERE = "198.51.100.7"
Door = Callable[[int], str]


@pytest.fixture(params=["page", "collection"])
def door(request: pytest.FixtureRequest, home: HomePage) -> Door:
    """Close a page or a collection; give the address where its password is asked for, by visited page."""
    if request.param == "page":
        page_closed = PageViewRestriction.objects.create(
            page=home, restriction_type="password", password="sesame"
        )
        return lambda page_id: reverse(
            "wagtailcore_authenticate_with_password", args=[page_closed.pk, page_id]
        )
    closed = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node().add_child(name="Closed"),
        restriction_type="password",
        password="sesame",
    )
    return lambda page_id: reverse("wagtaildocs_authenticate_with_password", args=[closed.pk])


def knock(door: str, password: str, **browser: str) -> tuple[int, str]:
    response = Client(**browser).post(door, {"password": password, "return_url": "/"})  # type: ignore[arg-type]
    return response.status_code, response.headers.get("Retry-After", "")


def test_the_right_password_opens_until_there_were_too_many_tries(door: Door, home: HomePage) -> None:
    assert PAGE_PASSWORD.limit == COLLECTION_PASSWORD.limit == 10
    for _ in range(9):
        assert knock(door(home.pk), "wrong") == (200, "")
    assert knock(door(home.pk), "sesame") == (302, "")

    status, wait = knock(door(home.pk), "sesame")
    assert status == 429
    assert 0 < int(wait) <= 900
    assert knock(door(home.pk), "sesame", REMOTE_ADDR=ELSEWHERE) == (302, "")


def test_another_pages_number_gives_no_new_tries(door: Door, home: HomePage) -> None:
    for _ in range(10):
        knock(door(home.pk), "wrong")
    assert knock(door(home.get_parent().pk), "wrong")[0] == 429


def test_too_many_tries_are_told_in_the_sites_words_and_reading_counts_nothing(
    door: Door, home: HomePage
) -> None:
    client = Client()
    for _ in range(11):
        assert client.get(door(home.pk)).status_code == 200
    for _ in range(10):
        client.post(door(home.pk), {"password": "wrong", "return_url": "/"})
    answer = client.post(door(home.pk), {"password": "wrong", "return_url": "/"})
    assert b"Please wait a little" in answer.content
