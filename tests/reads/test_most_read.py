"""The list "Most read": which pages, in which order, and when visitors see it change."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from site_core.demo.factories import SectionPageFactory, StandardPageFactory
from site_core.pagecache.models import Purge
from site_core.pages import providers
from site_core.pages.models import HomePage, StandardPage
from site_core.pages.reads import services
from site_core.pages.reads.models import PageReads


def let_read(*pages: Page) -> None:
    """The first page is read most."""
    for reads, page in enumerate(reversed(pages), start=1):
        PageReads.objects.add(page.pk, reads, timezone.now())


def listed(client: Client, page: Page) -> list[str]:
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return [link.get_text() for link in soup.select(".most-read a")]


def titles() -> list[str]:
    return [entry.title for entry in services.most_read(Site.objects.get())]


def places() -> list[str]:
    """The list as it stands in the database."""
    return [row.page.title for row in PageReads.objects.listed().select_related("page")]


@pytest.fixture
def pages(home: HomePage) -> list[Any]:
    return [StandardPageFactory(title=f"Page {letter}", parent=home) for letter in "ABC"]


def test_the_most_read_page_comes_first(home: HomePage, pages: list[Page]) -> None:
    section = SectionPageFactory(title="Our work", parent=home)
    let_read(pages[2], section, pages[0])
    assert services.rank() is True
    assert titles() == ["Page C", "Our work", "Page A"]


def test_a_page_does_not_name_itself_nor_the_front_page(
    client: Client, home: HomePage, pages: list[Page]
) -> None:
    let_read(home, pages[0], pages[1])
    services.rank()
    assert listed(client, pages[0]) == ["Page B"]
    assert listed(client, pages[2]) == ["Page A", "Page B"]


def test_the_list_is_full_on_every_page(client: Client, home: HomePage) -> None:
    many = [StandardPageFactory(title=f"Page {number}", parent=home) for number in range(12)]
    let_read(*many)
    services.rank()
    assert len(listed(client, many[0])) == services.SHOWN
    assert len(listed(client, many[11])) == services.SHOWN


def test_a_private_a_draft_and_a_hidden_page_are_not_listed(home: HomePage, pages: list[Any]) -> None:
    hidden = StandardPageFactory(title="Hidden", parent=home, hide_from_search_engines=True)
    below = StandardPageFactory(title="Below", parent=pages[0])
    let_read(hidden, below, *pages)
    PageViewRestriction.objects.create(page=pages[0], restriction_type=PageViewRestriction.PASSWORD)
    pages[1].unpublish()
    services.rank()
    assert titles() == ["Page C"]


@pytest.mark.django_db(transaction=True)
def test_a_page_that_becomes_private_or_a_draft_leaves_the_list_at_once(
    client: Client, pages: list[Any]
) -> None:
    let_read(*pages)
    services.rank()
    assert listed(client, pages[2]) == ["Page A", "Page B"]
    PageViewRestriction.objects.create(page=pages[0], restriction_type=PageViewRestriction.LOGIN)
    assert listed(client, pages[2]) == ["Page B"]
    pages[1].unpublish()
    assert listed(client, pages[2]) == []
    let_read(pages[1])
    pages[1].delete()
    assert listed(client, pages[2]) == []


@pytest.mark.django_db(transaction=True)
def test_stored_pages_are_purged_only_when_the_list_changes(client: Client, pages: list[Any]) -> None:
    let_read(pages[0], pages[1])
    assert services.rank() is True
    assert listed(client, pages[2]) == ["Page A", "Page B"]
    before = Purge.objects.count()
    PageReads.objects.add(pages[0].pk, 30, timezone.now())
    assert services.rank() is False, "more reads, the same order"
    assert Purge.objects.count() == before
    PageReads.objects.add(pages[1].pk, 90, timezone.now())
    assert listed(client, pages[2]) == ["Page A", "Page B"], "until the next look at the scores"
    assert services.rank() is True
    assert Purge.objects.count() == before + 1
    assert listed(client, pages[2]) == ["Page B", "Page A"]


def test_pages_that_are_read_nearly_alike_do_not_change_places(pages: list[Any]) -> None:
    now = timezone.now()
    for page, reads in zip(pages, (100, 98, 50), strict=True):
        PageReads.objects.add(page.pk, reads, now)
    services.rank(now=now)
    PageReads.objects.add(pages[1].pk, 10, now)
    assert services.rank(now=now) is False, "108 is not clearly more than 100"
    assert places() == ["Page A", "Page B", "Page C"]
    PageReads.objects.add(pages[1].pk, 5, now)
    assert services.rank(now=now) is True
    assert places() == ["Page B", "Page A", "Page C"]


def test_a_newcomer_takes_the_last_place_only_when_it_is_clearly_read_more(home: HomePage) -> None:
    now = timezone.now()
    *listed, newcomer = [
        StandardPageFactory(title=f"Page {number}", parent=home) for number in range(services.KEPT + 1)
    ]
    for page in listed:
        PageReads.objects.add(page.pk, 100, now)
    services.rank(now=now)
    PageReads.objects.add(newcomer.pk, 105, now)
    assert services.rank(now=now) is False
    PageReads.objects.add(newcomer.pk, 10, now)
    assert services.rank(now=now) is True
    assert places()[0] == newcomer.title


def test_a_page_that_falls_out_of_the_list_loses_its_place(home: HomePage) -> None:
    many = [StandardPageFactory(title=f"Page {number}", parent=home) for number in range(12)]
    let_read(*many)
    services.rank()
    for newcomer in many[9:]:
        PageReads.objects.add(newcomer.pk, 50, timezone.now())
    services.rank()
    places = list(PageReads.objects.listed().values_list("place", flat=True))
    assert places == list(range(1, services.KEPT + 1))
    assert {row.page_id for row in PageReads.objects.listed()[:3]} == {page.pk for page in many[9:]}


def test_a_kept_list_costs_no_query(
    pages: list[Page], django_assert_num_queries: Callable[[int], Any]
) -> None:
    let_read(*pages)
    services.rank()
    site = Site.objects.get()
    first = services.most_read(site)
    with django_assert_num_queries(0):
        assert services.most_read(site) == first


def test_a_site_that_nobody_has_read_shows_no_list(client: Client, pages: list[Page]) -> None:
    services.rank()
    assert b"Most read" not in client.get(pages[0].get_url()).content


def test_an_editor_can_put_the_list_into_a_page(pages: list[Any]) -> None:
    let_read(pages[1], pages[0])
    services.rank()
    provider = providers.get("most_read")
    assert provider is not None
    assert provider.fetch(1) == [pages[1].page_ptr]


def test_a_deleted_page_takes_its_count_with_it(page: StandardPage) -> None:
    let_read(page)
    page.delete()
    assert not PageReads.objects.exists()
