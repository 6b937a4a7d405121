"""The site map for people: all that the public may see, in a bounded list."""

from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from site_core.demo.factories import SectionPageFactory
from site_core.pages.models import SectionPage
from site_core.pages.search import site_map
from site_core.pages.search.site_map import SHOWN_BELOW

from .conftest import words

pytestmark = [pytest.mark.both, pytest.mark.django_db]

Add = Callable[..., Any]


def links(client: Client) -> dict[str, str]:
    response = client.get("/site-map/")
    assert response.status_code == 200
    document = html5lib.parse(response.content, namespaceHTMLElements=False)
    (main,) = document.iter("main")
    return {words(node): node.get("href") for node in main.iter("a")}


def test_every_public_page_is_on_it_below_the_page_above(
    add: Add, client: Client, section: SectionPage
) -> None:
    middle = add("Organising", parent=section)
    add("Stories", parent=middle)
    add("Contact")
    assert links(client) == {
        "Home page": "/",
        "Search": "/search/",
        "Our work": "/our-work/",
        "Organising": "/our-work/organising/",
        "Stories": "/our-work/organising/stories/",
        "Contact": "/contact/",
    }
    found = site_map.of_site(section.get_site())
    (part,) = found.sections
    assert (part.title, part.hue) == ("Our work", "heather")
    assert [(one.title, [below.title for below in one.below]) for one in part.below] == [
        ("Organising", ["Stories"])
    ]
    assert [one.title for one in found.others] == ["Contact"]


def test_what_the_public_may_not_see_is_not_on_it(
    add: Add, client: Client, front: Page, section: SectionPage
) -> None:
    add("Draft", live=False)
    add("Thanks", hide_from_search_engines=True)
    draft = SectionPageFactory(parent=front, title="Draft section", live=False)
    add("Below a draft", parent=draft)
    add("Closed", parent=section)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert set(links(client)) == {"Home page", "Search"}


def test_a_long_list_is_cut_and_leads_to_the_whole(add: Add, client: Client, section: SectionPage) -> None:
    for number in range(SHOWN_BELOW + 3):
        add(f"Post {number}", parent=section)
    found = links(client)
    assert sum(name.startswith("Post") for name in found) == SHOWN_BELOW
    assert found["and 3 more in Our work"] == "/our-work/"


def test_it_is_stored_for_everyone_and_named_in_the_foot(client: Client, front: Page) -> None:
    client.get("/")
    response = client.get("/site-map/")
    assert "public" in response.headers["Cache-Control"]
    assert not response.cookies
    assert b'<a href="/site-map/">Site map</a>' in response.content
    assert b'<a href="/search/">Search</a>' in response.content
    assert "public" not in client.get("/site-map/?page=2").headers.get("Cache-Control", "")


def test_an_empty_site_has_one_too(client: Client, front: Page) -> None:
    front.delete()
    assert client.get("/site-map/").status_code == 200
    assert client.get("/search/?q=lantern").status_code == 200
