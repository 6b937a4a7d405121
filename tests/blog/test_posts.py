"""An article: who posted it and when, where it belongs, what to read next."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog import services
from blog.models import BlogPage, PostByline, PostPage
from site_core.demo.blog_factories import BlogPageFactory, BylineFactory, PostPageFactory
from site_core.demo.factories import ImageFactory
from tests.support.html import Document, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def blog() -> BlogPage:
    made: BlogPage = BlogPageFactory(title="Main blog", slug="blog")
    return made


@pytest.fixture
def post(blog: BlogPage) -> Any:
    made: PostPage = PostPageFactory(
        parent=blog,
        title="A future for mill towns?",
        slug="mill-towns",
        posted_at=datetime(2016, 12, 13, 16, 4, tzinfo=UTC),
        bylines=[BylineFactory(name="Ana Price"), BylineFactory(name="Tarnwick Union", kind="organisation")],
        tag_names=["mills", "work"],
        lead_picture=ImageFactory(credit="Jo Example"),
        lead_caption="The last mill",
        body=[("rich_text", "<p>" + "word " * 460 + "</p>")],
    )
    return made


def read(client: Client, page: PostPage) -> Document:
    response = client.get(page.url)
    assert response.status_code == 200
    return Document(response.content.decode())


def test_a_post_says_who_posted_it_and_when_to_the_minute(post: Any, client: Client) -> None:
    paragraph = next(p for p in read(client, post).all("p") if "posted" in (p.get("class") or ""))
    words = " ".join(text_of(paragraph).split())
    assert "posted by Ana Price and Tarnwick Union on Tuesday, 13 December 2016, 16:04" in words
    assert "2 minutes to read" in words


def test_times_are_those_of_london(blog: BlogPage, client: Client) -> None:
    summer = PostPageFactory(parent=blog, posted_at=datetime(2017, 6, 30, 23, 30, tzinfo=UTC))
    assert "Saturday, 1 July 2017, 00:30" in client.get(summer.url).content.decode()


def test_a_post_without_a_date_gets_the_moment_of_its_first_publication_and_keeps_it(blog: BlogPage) -> None:
    post = PostPageFactory(parent=blog, live=False)
    assert post.posted_at is None
    post.save_revision().publish()
    first = PostPage.objects.get(pk=post.pk).posted_at
    assert first is not None
    again = PostPage.objects.get(pk=post.pk)
    again.posted_at = None
    again.save_revision().publish()
    assert PostPage.objects.get(pk=post.pk).posted_at == first


def test_a_date_to_come_is_refused(blog: BlogPage) -> None:
    post = PostPageFactory.build(posted_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(ValidationError) as error:
        post.clean()
    assert "schedule the page" in error.value.message_dict["posted_at"][0]


def test_the_posts_before_and_after_are_linked(blog: BlogPage, post: Any, client: Client) -> None:
    older = PostPageFactory(parent=blog, title="Older", posted_at=post.posted_at - timedelta(days=1))
    newer = PostPageFactory(parent=blog, title="Newer", posted_at=post.posted_at + timedelta(days=1))
    PostPageFactory(title="Of another blog", posted_at=post.posted_at + timedelta(hours=1))
    document = read(client, PostPage.objects.get(pk=post.pk))
    links = {
        link.get("rel"): link.get("href") for link in document.all("a") if link.get("rel") in ("prev", "next")
    }
    assert links == {"prev": older.url, "next": newer.url}


def test_related_posts_are_those_chosen_then_those_with_the_same_tags(blog: BlogPage, post: Any) -> None:
    one_tag = PostPageFactory(parent=blog, tag_names=["mills"], posted_at=post.posted_at)
    two_tags = PostPageFactory(parent=blog, tag_names=["mills", "work"], posted_at=post.posted_at)
    chosen = PostPageFactory(parent=blog, posted_at=post.posted_at)
    PostPageFactory(parent=blog, tag_names=["other"], posted_at=post.posted_at)
    PostPageFactory(parent=blog, tag_names=["mills", "work"], live=False)
    post.chosen_related.create(related=chosen)
    post.save()
    found = [one.title for one in services.related(PostPage.objects.get(pk=post.pk))]
    assert found == [chosen.title, two_tags.title, one_tag.title]


def test_a_post_is_described_as_a_blog_posting(post: Any, client: Client) -> None:
    scripts = [
        json.loads(text_of(one))
        for one in read(client, post).all("script")
        if "json" in (one.get("type") or "")
    ]
    data = next(one for one in scripts if one["@type"] == "BlogPosting")
    assert data["headline"] == post.title
    assert data["datePublished"] == "2016-12-13T16:04:00+00:00"
    assert [(one["@type"], one["name"]) for one in data["author"]] == [
        ("Person", "Ana Price"),
        ("Organization", "Tarnwick Union"),
    ]


def test_a_post_is_found_as_a_post_with_its_date_in_london(blog: BlogPage, client: Client) -> None:
    PostPageFactory(parent=blog, title="Late lanterns", posted_at=datetime(2017, 5, 31, 23, 30, tzinfo=UTC))
    found = Document(client.get("/search/?q=lanterns&type=posts").content.decode())
    kinds = [text_of(one) for one in found.all("p") if one.get("class") == "result__kind"]
    assert kinds == ["Blog post · 1 June 2017"]


def test_a_post_asks_no_more_with_more_posts_and_at_most_ten_times(
    blog: BlogPage, post: Any, client: Client
) -> None:
    def asked() -> int:
        client.get(post.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(post.url).status_code == 200
        return len(queries)

    few = asked()
    for number in range(20):
        PostPageFactory(parent=blog, title=f"More {number}", tag_names=["mills"], posted_at=post.posted_at)
    assert asked() <= few <= 10


def test_a_preview_shows_what_was_changed_and_keeps_it_from_visitors(post: PostPage, client: Client) -> None:
    edited = PostPage.objects.get(pk=post.pk)
    edited.post_bylines = [PostByline(byline=BylineFactory(name="Not Yet Public"))]
    shown = edited.make_preview_request(preview_mode=edited.default_preview_mode)
    assert "posted by" in shown.rendered_content
    assert "Not Yet Public" in shown.rendered_content
    assert "Not Yet Public" not in client.get(post.url).content.decode()
