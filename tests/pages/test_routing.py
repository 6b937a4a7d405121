"""A page is found by its address in one look, and by the rules of Wagtail's own walk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from site_core.pages.models import BasePage, FormPage, HomePage, SectionPage

MakePage = Callable[..., Any]


@pytest.fixture
def deep(section: SectionPage, add_page: MakePage) -> list[Any]:
    """Eight pages, each below the one before."""
    pages = [section]
    for number in range(8):
        pages.append(add_page(pages[-1], f"Level {number}"))
    return pages


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_depth_costs_no_queries(deep: list[Any], client: Client) -> None:
    assert queries(client, deep[2].url) == queries(client, deep[-1].url) <= 6


def test_the_breadcrumbs_come_with_the_route(deep: list[Any], home: HomePage) -> None:
    page = home.route(RequestFactory().get("/"), ["our-work", "level-0", "level-1"]).page
    with CaptureQueriesContext(connection) as asked:
        titles = [crumb.title for crumb in page.trail]
        assert page.hue == "heather"
    assert titles == ["Home", "Our work", "Level 0", "Level 1"]
    assert len(asked) == 0


def test_a_draft_on_the_way_hides_neither_the_page_nor_shows_itself(deep: list[Any], client: Client) -> None:
    deep[3].unpublish()
    assert client.get(deep[3].url).status_code == 404
    response = client.get(deep[4].url)
    assert response.status_code == 200
    assert deep[3].title not in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/our-work/nothing/", "/nothing/level-0/", "/level-0/", "/our-work/level-1/"]
)
def test_what_is_not_there_is_not_found(deep: list[Any], client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_endless_address_is_not_looked_up(home: HomePage, client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/a" * 4000 + "/").status_code == 404
    assert not any('"url_path" IN' in query["sql"] for query in asked)


def test_a_page_that_routes_in_its_own_manner_is_asked(home: HomePage, client: Client) -> None:
    home.add_child(instance=FormPage(title="Ask", slug="ask"))
    assert client.get("/ask/thank-you/").status_code == 200
    assert client.get("/ask/thank-you/more/").status_code == 404


def test_privacy_above_covers_a_page_found_at_once(deep: list[Any], client: Client) -> None:
    PageViewRestriction.objects.create(
        page=deep[1], restriction_type=PageViewRestriction.PASSWORD, password="kettle"
    )
    for page in deep[1:]:
        assert "This page needs a password" in client.get(page.url).content.decode()
    assert "This page needs a password" not in client.get(deep[0].url).content.decode()


def test_an_alias_keeps_the_privacy_of_its_source(
    section: SectionPage, home: HomePage, add_page: MakePage, client: Client
) -> None:
    source = add_page(section, "Members")
    PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    alias = source.create_alias(parent=home, update_slug="open-door")
    below = add_page(Page.objects.get(pk=alias.pk), "Below")
    for page in (alias, below):
        assert client.get(page.url).status_code == 302


def test_every_page_type_of_ours_can_be_passed_through(db: None) -> None:
    own_ways = {
        model
        for model in BasePage.__subclasses__()
        if not model._meta.abstract and model.route is not BasePage.route
    }
    assert own_ways == {FormPage}
