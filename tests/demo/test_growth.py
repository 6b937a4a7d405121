"""`manage.py demo --pages N`: a big site in little time, whose pages are like any others."""

import io
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from blog.models import PostPage
from site_core.demo.blog_factories import BlogPageFactory
from site_core.demo.factories import LibraryPageFactory
from site_core.demo.growth import KINDS, grow
from site_core.demo.progress import Progress
from site_core.pages.models import StandardPage

pytestmark = [pytest.mark.django_db, pytest.mark.both]
QUIET = Progress(io.StringIO(), quiet=True)


@pytest.fixture
def lists() -> None:
    """A blog and a library, so that there is a place for posts and publications."""
    BlogPageFactory(slug="blog")
    LibraryPageFactory()


@pytest.mark.usefixtures("lists")
def test_the_site_grows_up_to_the_number_and_the_tree_is_sound(client: Client) -> None:
    assert grow(260, QUIET) > 200
    assert Page.objects.count() >= 260
    assert Page.find_problems() == ([], [], [], [], [])
    for kind in KINDS:
        page = kind.model.objects.filter(slug__startswith="more-").last()
        assert page is not None
        response = client.get(page.url)
        assert response.status_code == 200
        assert page.title in response.content.decode()


@pytest.mark.usefixtures("lists")
def test_what_grew_can_be_found_and_edited() -> None:
    grow(40, QUIET)
    page: Any = StandardPage.objects.filter(slug__startswith="more-").first()
    assert page.pk in [found.pk for found in Page.objects.search(page.title)]
    page.title = "Changed by hand"
    page.save_revision().publish()
    assert Page.objects.get(pk=page.pk).title == "Changed by hand"


@pytest.mark.usefixtures("lists")
def test_a_second_run_adds_nothing_and_a_larger_one_goes_on() -> None:
    grow(40, QUIET)
    assert grow(40, QUIET) == 0
    grow(60, QUIET)
    slugs = list(PostPage.objects.values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs))


@pytest.mark.usefixtures("lists")
def test_no_address_is_given_twice_after_pages_were_deleted() -> None:
    grow(40, QUIET)
    first = PostPage.objects.filter(slug="more-0").get()
    first.delete()
    grow(60, QUIET)
    slugs = list(PostPage.objects.values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs)) > 5


def test_without_lists_everything_is_a_plain_page() -> None:
    BlogPageFactory().delete()
    grow(20, QUIET)
    assert not PostPage.objects.exists()
    assert StandardPage.objects.count() >= 15
