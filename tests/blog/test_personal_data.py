"""What is kept about somebody who writes, and what is left when they ask to be forgotten."""

from typing import Any, cast

import pytest
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from blog.models import Byline, PostPage
from site_core.accounts.models import User
from site_core.demo.blog_factories import BlogPageFactory, BylineFactory, PostPageFactory
from site_core.demo.factories import ImageFactory, PersonFactory
from site_core.pages.models import CustomImage
from site_core.privacy.services import ErasureRefused, erase_for, export_for

pytestmark = pytest.mark.django_db

ANA = "ana@example.org"


@pytest.fixture
def ana() -> Byline:
    made: Any = BylineFactory(
        name="Ana Price",
        slug="ana-price",
        aliases="A. Price",
        biography="<p>Likes mills.</p>",
        email=ANA,
        picture=ImageFactory(title="Ana at the mill"),
    )
    return cast(Byline, made)


@pytest.fixture
def post(ana: Byline) -> PostPage:
    blog: Any = BlogPageFactory(title="Main blog", slug="blog")
    made: PostPage = PostPageFactory(parent=blog, title="Mills", slug="mills", bylines=[ana])
    return made


def test_a_writer_gets_a_copy_of_what_is_kept(ana: Byline) -> None:
    (row,) = export_for("ANA@example.org")["records"]["blog.Byline"]["rows"]
    assert row == {
        "name": "Ana Price",
        "slug": "ana-price",
        "aliases": "A. Price",
        "biography": "<p>Likes mills.</p>",
        "picture": "Ana at the mill",
        "email": ANA,
    }


@pytest.mark.both
def test_a_writer_who_is_forgotten_leaves_the_articles_without_a_trace(
    ana: Byline, post: PostPage, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    log(ana, "wagtail.edit", user=User.objects.create(email="editor@example.org"))
    with django_capture_on_commit_callbacks(execute=True):
        erase_for(ANA)
    page = client.get("/blog/mills/").content.decode()
    assert "A former writer" in page
    for trace in ("Ana", "Price", "ana-price", "Likes mills"):
        assert trace not in page
    assert client.get("/blog/by/ana-price/").status_code == 404
    assert not CustomImage.objects.exists()
    assert ModelLogEntry.objects.for_instance(ana).get().label == "A former writer"
    ana.refresh_from_db()
    assert (ana.email, ana.aliases, ana.biography) == ("", "", "")
    assert export_for(ANA)["records"] == {}


def test_a_draft_that_is_older_than_the_wish_is_signed_by_nobody_too(ana: Byline, post: PostPage) -> None:
    revision = post.save_revision()
    erase_for(ANA)
    assert [byline.name for byline in revision.as_object().bylines] == ["A former writer"]


def test_two_who_are_forgotten_are_not_taken_for_one(ana: Byline) -> None:
    BylineFactory(name="Ben Hill", email="ben@example.org")
    erase_for(ANA)
    erase_for("ben@example.org")
    assert list(Byline.objects.values_list("name", flat=True)) == ["A former writer", "A former writer (2)"]
    assert Byline.objects.values("slug").distinct().count() == 2
    for byline in Byline.objects.all():
        byline.full_clean()


def test_a_picture_that_the_team_shows_stays_until_the_person_goes_too(ana: Byline) -> None:
    PersonFactory(name="Ana Price", email="work@example.org", photo=ana.picture)
    erase_for(ANA)
    assert CustomImage.objects.exists()
    erase_for("work@example.org")
    assert not CustomImage.objects.exists()


def test_a_picture_goes_at_once_from_both_places_with_one_address(ana: Byline) -> None:
    PersonFactory(name="Ana Price", email=ANA, photo=ana.picture)
    erase_for(ANA)
    assert not CustomImage.objects.exists()


def test_an_address_of_several_bylines_erases_nobody(ana: Byline) -> None:
    BylineFactory(name="Ben Hill", email=ANA.upper())
    with pytest.raises(ErasureRefused, match="2 bylines have this address: Ana Price, Ben Hill"):
        erase_for(ANA)
    assert not Byline.objects.filter(name__startswith="A former").exists()


def test_the_address_is_never_shown(post: PostPage, client: Client) -> None:
    for path in ("/blog/mills/", "/blog/by/ana-price/", "/blog/feed.rss", "/blog/feed.atom"):
        assert ANA not in client.get(path).content.decode()
