"""The four newest pages: news first, nothing that the public may not see."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from site_core.pages import latest, providers
from site_core.pages.models import FormPage, HomePage, SectionPage, StandardPage

MakePage = Callable[..., Any]

MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    """No room has told of its news: each test says what is news."""
    monkeypatch.setattr(latest, "_news", {})


@pytest.fixture
def form_news(home: HomePage) -> Iterator[MakePage]:
    """Form pages stand in for news; makes them."""

    def add(title: str, **fields: Any) -> FormPage:
        page = FormPage(title=title, **fields)
        home.refresh_from_db()
        home.add_child(instance=page)
        return page

    latest.register(FormPage)
    yield add
    latest.forget(FormPage)


def published(page: Page, day: int) -> None:
    Page.objects.filter(pk=page.pk).update(first_published_at=MAY.replace(day=day))


def titles(limit: int = 10) -> list[str]:
    return [page.title for page in latest.newest_pages(limit, Site.objects.get())]


def shown(client: Client, page: Page) -> list[str]:
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return [link.get_text() for link in soup.select(".latest .card__title a")]


def test_without_news_the_standard_pages_published_last_are_new(
    section: SectionPage, add_page: MakePage
) -> None:
    for day, title in ((3, "Third"), (1, "First"), (2, "Second")):
        published(add_page(section, title), day)
    assert titles() == ["Third", "Second", "First"]


def test_news_come_before_other_pages_however_old(
    section: SectionPage, add_page: MakePage, form_news: MakePage
) -> None:
    published(add_page(section, "A page of today"), 20)
    published(form_news("Old news"), 2)
    published(form_news("News"), 9)
    assert titles() == ["News", "Old news", "A page of today"]
    assert titles(limit=2) == ["News", "Old news"]


def test_news_count_by_the_date_that_readers_see(section: SectionPage, add_page: MakePage) -> None:
    latest.register(StandardPage, date="displayed_date")
    published(add_page(section, "Put here today, written long ago", displayed_date=date(2019, 6, 1)), 20)
    published(add_page(section, "Written later", displayed_date=date(2026, 5, 8)), 1)
    published(add_page(section, "Without a date of its own"), 5)
    assert titles() == ["Written later", "Without a date of its own", "Put here today, written long ago"]


def test_four_cards_without_the_page_itself(client: Client, section: SectionPage, add_page: MakePage) -> None:
    pages = [add_page(section, f"Page {day}") for day in range(1, 8)]
    for day, page in enumerate(pages, start=1):
        published(page, day)
    assert shown(client, pages[6]) == ["Page 6", "Page 5", "Page 4", "Page 3"]
    assert shown(client, pages[0]) == ["Page 7", "Page 6", "Page 5", "Page 4"]


def test_a_draft_a_private_and_a_hidden_page_are_not_new(
    section: SectionPage, add_page: MakePage, form_news: MakePage
) -> None:
    first = {"first_published_at": MAY}
    add_page(section, "Draft", live=False, **first)
    add_page(section, "Hidden", hide_from_search_engines=True, **first)
    private = add_page(section, "Private", **first)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    add_page(private, "Below a private page", **first)
    form_news("Draft of news", live=False, **first)
    published(add_page(section, "Public"), 1)
    assert titles() == ["Public"]


@pytest.mark.django_db(transaction=True)
def test_visitors_see_a_new_page_and_lose_a_withdrawn_one_at_once(
    client: Client, section: SectionPage, add_page: MakePage
) -> None:
    reader = add_page(section, "Reader")
    assert shown(client, reader) == []
    new = add_page(section, "Brand new", first_published_at=MAY)
    assert shown(client, reader) == ["Brand new"]
    restriction = PageViewRestriction.objects.create(
        page=new, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert shown(client, reader) == []
    restriction.delete()
    assert shown(client, reader) == ["Brand new"]
    new.unpublish()
    assert shown(client, reader) == []


def test_a_card_of_news_shows_the_date_that_it_is_sorted_by(
    client: Client, section: SectionPage, add_page: MakePage
) -> None:
    latest.register(StandardPage, date="displayed_date")
    reader = add_page(section, "Reader")
    published(add_page(section, "Dated", displayed_date=date(2019, 6, 1)), 20)
    soup = BeautifulSoup(client.get(reader.get_url()).content, "html.parser")
    assert "1 June 2019" in [meta.get_text() for meta in soup.select(".latest .card__meta")]


def test_a_card_shows_a_date_only_where_the_page_does(
    client: Client, section: SectionPage, add_page: MakePage
) -> None:
    reader = add_page(section, "Reader")
    shown_date = {"displayed_date": date(2016, 12, 13), "first_published_at": MAY}
    add_page(section, "Dated", show_date=True, **shown_date)
    add_page(section, "Undated", **shown_date)
    soup = BeautifulSoup(client.get(reader.get_url()).content, "html.parser")
    assert [meta.get_text() for meta in soup.select(".latest .card__meta")] == ["13 December 2016"]


def test_kept_cards_cost_no_query(
    section: SectionPage, add_page: MakePage, django_assert_num_queries: Callable[[int], Any]
) -> None:
    add_page(section, "One", first_published_at=MAY)
    site = Site.objects.get()
    first = latest.cards(site)
    assert len(first) == 1
    with django_assert_num_queries(0):
        assert latest.cards(site) == first


def test_an_editor_can_put_the_newest_pages_into_a_page(section: SectionPage, add_page: MakePage) -> None:
    page = add_page(section, "One", first_published_at=MAY)
    provider = providers.get("latest")
    assert provider is not None
    assert provider.fetch(3) == [page]
