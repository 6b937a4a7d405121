"""What to look for instead."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from site_core.pages.models import SectionPage
from site_core.pages.search import suggestions

from .conftest import Search

pytestmark = [pytest.mark.both, pytest.mark.django_db]

Add = Callable[..., Any]


def offered(search: Search, typed: str) -> dict[str, str]:
    return {text: link for text, link in search(typed).links().items() if link.startswith("?q=")}


def test_a_slip_of_the_keyboard_is_put_right(add: Add, search: Search) -> None:
    add("Volunteer with us", teaser="At the harbour.")
    assert offered(search, "volonteer") == {"volunteer": "?q=volunteer"}
    assert offered(search, "harbor") == {"harbour": "?q=harbour"}
    assert search("volunteer").titles == ["Volunteer with us"]


def test_a_word_like_no_other_has_no_suggestion_but_ways_into_the_site(add: Add, search: Search) -> None:
    add("Volunteer with us")
    answer = search("zzyzx")
    assert offered(search, "zzyzx") == {}
    assert "Try fewer words" in answer.main
    assert answer.links()["Site map"] == "/site-map/"
    assert answer.links()["Home page"] == "/"


def test_words_that_are_on_no_page_together_are_offered_one_by_one(add: Add, search: Search) -> None:
    add("Lantern walk")
    add("Harbour")
    assert list(offered(search, "lantern harbour")) == ["lantern", "harbour"]
    assert list(offered(search, "lantren walk")) == ["lantern walk", "lantern", "walk"]


def test_a_suggestion_always_finds_something(add: Add, search: Search) -> None:
    add("Lantern walk")
    add("Harbour")
    for typed in ("lantren harbur", "lantern harbur", "wlak"):
        for text in offered(search, typed):
            assert search(text).titles, (typed, text)


def test_words_of_closed_and_hidden_pages_are_not_suggested(
    add: Add, search: Search, section: SectionPage
) -> None:
    add("Whistleblower", parent=section)
    add("Redundancy", live=False)
    add("Merger", hide_from_search_engines=True)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    for typed in ("whistleblowr", "redundncy", "mergr"):
        assert offered(search, typed) == {}, typed


def test_the_words_are_gathered_once(
    add: Add, search: Search, monkeypatch: pytest.MonkeyPatch, client: Client, site: Site
) -> None:
    add("Volunteer with us")
    gathered: list[Site] = []
    gather = suggestions._gather

    def count(site: Site) -> dict[str, str]:
        gathered.append(site)
        return gather(site)

    monkeypatch.setattr(suggestions, "_gather", count)
    for typed in ("volonteer", "volunter", "nothing"):
        search(typed)
    assert len(gathered) == 1
    cache.clear()
    search("volonteer")
    assert len(gathered) == 2


@pytest.mark.django_db(transaction=True)
def test_a_new_page_brings_its_words_at_once(add: Add, search: Search) -> None:
    assert offered(search, "volonteer") == {}
    add("Volunteer with us")
    assert list(offered(search, "volonteer")) == ["volunteer"]


def test_the_words_of_a_large_site_are_bounded(add: Add, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "MOST_WORDS", 2)
    add("Common words here", teaser="Common words here")
    for number in range(5):
        add(f"Common words here rare{number}")
    assert set(suggestions.vocabulary(site).values()) == {"common", "words"}, "here is a small word"


def test_a_search_that_finds_something_gathers_no_words(
    add: Add, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Volunteer with us")
    monkeypatch.setattr(suggestions, "vocabulary", None)
    assert search("volunteer").titles == ["Volunteer with us"]
