"""An alias is as closed as its source and all that its source lies in: not named, not served."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import PostPage
from site_core.demo.blog_factories import BlogPageFactory, PostPageFactory
from site_core.demo.event_factories import (
    EventPageFactory,
    EventsPageFactory,
    VacanciesPageFactory,
    VacancyPageFactory,
)
from site_core.demo.factories import (
    LibraryPageFactory,
    PublicationPageFactory,
    SectionPageFactory,
    SiteFactory,
    StandardPageFactory,
)
from site_core.newsletter import wording
from site_core.newsletter.models import NewsletterSettings
from site_core.pages import latest
from site_core.pages.menus import PublicPages, closed_paths, for_everyone
from site_core.pages.reads import services as reads
from site_core.pages.reads.models import PageReads

pytestmark = [pytest.mark.both, pytest.mark.django_db]

SECRET = "Quokka evening"
KINDS: dict[str, tuple[Any, Any]] = {
    "section": (SectionPageFactory, StandardPageFactory),
    "blog": (BlogPageFactory, PostPageFactory),
    "events": (EventsPageFactory, EventPageFactory),
    "library": (LibraryPageFactory, PublicationPageFactory),
    "vacancies": (VacanciesPageFactory, VacancyPageFactory),
}
# What is over is not listed.
AHEAD: dict[str, Callable[[datetime], dict[str, Any]]] = {
    "events": lambda now: {"start_day": now.date() + timedelta(days=9)},
    "vacancies": lambda now: {"closes_on": now.date() + timedelta(days=9)},
}


def close(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="tea")


@pytest.fixture
def front() -> Any:
    return SiteFactory(hostname="testserver").root_page


@pytest.fixture
def drawer(front: Page) -> Any:
    """The section that is closed; what it holds is not."""
    return SectionPageFactory(parent=front, title="Members", slug="members")


@pytest.fixture
def copied(front: Page, drawer: Page) -> Callable[..., Any]:
    """Make a page in a closed list, and an alias of it in an open one of the same kind; return the alias."""

    def make(kind: str = "section") -> Any:
        make_list, make_page = KINDS[kind]
        inside = make_list(parent=drawer, title="Inside", slug="inside")
        outside = make_list(parent=front, title="Outside", slug="outside")
        now = timezone.now()
        more = AHEAD.get(kind, lambda now: {})(now)
        source = make_page(parent=inside, title=SECRET, slug="quokka", first_published_at=now, **more)
        if isinstance(source, PostPage):
            PostPage.objects.update(posted_at=datetime(2026, 1, 1, tzinfo=UTC))
            source.refresh_from_db()
        alias = source.create_alias(parent=Page.objects.get(pk=outside.pk), update_slug="copied")
        return type(source).objects.get(pk=alias.pk)

    return make


@pytest.mark.parametrize("is_closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("kind", KINDS)
def test_lists_name_it_only_while_its_source_is_open(
    copied: Callable[..., Any], drawer: Page, client: Client, kind: str, is_closed: bool
) -> None:
    alias = copied(kind)
    if is_closed:
        close(drawer)
    for path in ("/outside/", "/sitemap.xml"):
        words = client.get(path).content.decode()
        assert (alias.url in words) is not is_closed, path
        assert SECRET not in words or not is_closed


@pytest.mark.parametrize("is_closed", [False, True], ids=["open", "closed"])
def test_latest_most_read_and_menus_name_it_only_while_its_source_is_open(
    copied: Callable[..., Any], drawer: Page, is_closed: bool
) -> None:
    alias = copied()
    site = Site.objects.get()
    PageReads.objects.add(alias.pk, 3, timezone.now())
    if is_closed:
        close(drawer)
    assert (alias.pk in {page.pk for page in latest.newest_pages(5, site)}) is not is_closed
    reads.rank()
    assert (alias.pk in {entry.page_id for entry in reads.most_read(site)}) is not is_closed
    assert PublicPages().shows(alias) is not is_closed
    # What was chosen before it was closed.
    PageReads.objects.filter(page_id=alias.pk).update(place=1)
    cache.clear()
    assert (alias.pk in {entry.page_id for entry in reads.most_read(site)}) is not is_closed


@pytest.mark.parametrize("is_closed", [False, True], ids=["open", "closed"])
def test_nobody_is_sent_to_it_for_the_privacy_policy(
    copied: Callable[..., Any], drawer: Page, is_closed: bool
) -> None:
    alias = copied()
    NewsletterSettings.objects.create(privacy_page=alias)
    if is_closed:
        close(drawer)
    assert wording.current().privacy_url == ("" if is_closed else alias.url)


def test_it_asks_for_the_password_of_what_its_source_lies_in(
    copied: Callable[..., Any], drawer: Page, client: Client
) -> None:
    alias = copied("events")
    below = StandardPageFactory(parent=Page.objects.get(pk=alias.pk), title="Below", slug="below")
    assert SECRET in client.get(alias.url).content.decode()
    cache.clear()
    close(drawer)
    for path in (alias.url, f"{alias.url}event.ics", below.url):
        response = client.get(path)
        assert 'type="password"' in response.content.decode(), path
        assert SECRET not in response.content.decode(), path
        assert "private" in response["Cache-Control"], path
    restriction = PageViewRestriction.objects.get()
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{alias.pk}/",
        {"password": "tea", "return_url": alias.url},
    )
    assert SECRET in client.get(alias.url).content.decode()


def test_an_alias_of_something_below_an_alias_is_as_closed(
    copied: Callable[..., Any], drawer: Page, front: Page
) -> None:
    alias = copied()
    below = StandardPageFactory(parent=Page.objects.get(pk=alias.pk), title="Below", slug="below")
    far = below.create_alias(parent=Page.objects.get(pk=front.pk), update_slug="far")
    assert far.pk in set(for_everyone(Page.objects).values_list("pk", flat=True))
    cache.clear()
    close(drawer)
    assert not PublicPages().shows(far)
    assert far.specific.get_view_restrictions().get().page_id == drawer.pk
    shown = set(for_everyone(Page.objects).values_list("pk", flat=True))
    assert shown & {front.pk, alias.pk, below.pk, far.pk} == {front.pk}


def test_an_open_page_beside_a_closed_one_stays_open(copied: Callable[..., Any], drawer: Page) -> None:
    alias = copied()
    close(drawer)
    neighbour = StandardPageFactory(parent=alias.get_parent(), title="Open", slug="open")
    assert PublicPages().shows(neighbour)
    assert not neighbour.get_view_restrictions().exists()


def test_what_is_closed_is_asked_once_for_all_lists(copied: Callable[..., Any], drawer: Page) -> None:
    copied()
    close(drawer)
    list(for_everyone(Page.objects))
    with CaptureQueriesContext(connection) as asked:
        list(for_everyone(Page.objects))
    assert len(asked) == 1


def test_many_aliases_cost_as_many_queries_as_one(
    copied: Callable[..., Any], drawer: Page, client: Client
) -> None:
    alias = copied()
    close(drawer)

    def queries() -> tuple[int, int]:
        page = type(alias).objects.get(pk=alias.pk)
        with CaptureQueriesContext(connection) as lists:
            closed_paths()
        with CaptureQueriesContext(connection) as opening:
            assert page.get_view_restrictions().exists()
        return len(lists), len(opening)

    few = queries()
    for number in range(10):
        alias.alias_of.create_alias(parent=alias.get_parent(), update_slug=f"copied-{number}")
    assert queries() == few == (3, 3)
    # A whole closed tree that is copied is one place, not one for each of its pages.
    drawer.refresh_from_db()
    drawer.create_alias(parent=Page.objects.get(pk=alias.get_parent().pk), recursive=True, update_slug="tree")
    assert len(closed_paths()) == 13


@pytest.fixture
def sources() -> Iterator[Path]:
    return (path for room in ("site_core", "blog") for path in (settings.BASE_DIR / room).rglob("*.py"))


def test_nobody_asks_wagtail_alone_what_is_public(sources: Iterator[Path]) -> None:
    asking = [path.name for path in sources if re.search(r"\.(not_)?public\(\)", path.read_text())]
    assert asking == []
