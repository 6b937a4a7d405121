"""A blog's index and archives: readable addresses, each with posts and a title of its own."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from blog import archives
from blog.models import BlogPage
from site_core.demo.blog_factories import BlogPageFactory, BylineFactory, PostPageFactory
from site_core.pages.models import Topic
from tests.support.html import Document, text_of

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def blog() -> BlogPage:
    """A blog with three posts of three months, two years, two writers."""
    blog: BlogPage = BlogPageFactory(title="Main blog", slug="blog")
    ana, union = BylineFactory(name="Ana Price"), BylineFactory(name="Tarnwick Union", kind="organisation")
    schools = Topic.objects.create(name="Schools", slug="schools")
    PostPageFactory(
        parent=blog,
        title="Lanterns",
        posted_at=datetime(2016, 12, 13, 16, 4, tzinfo=UTC),
        bylines=[ana, union],
        tag_names=["lanterns", "winter"],
    )
    PostPageFactory(
        parent=blog,
        title="Lessons",
        posted_at=datetime(2017, 5, 2, 9, 0, tzinfo=UTC),
        topic=schools,
        bylines=[ana],
    )
    # 23:30 in UTC is half past midnight of the first of June in London.
    PostPageFactory(parent=blog, title="Late", posted_at=datetime(2017, 5, 31, 23, 30, tzinfo=UTC))
    return blog


def shown(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, path
    document = Document(response.content.decode())
    titles = [heading for heading in document.all("h2") if heading.get("class") == "card__title"]
    return [text_of(title) for title in titles]


@pytest.mark.parametrize(
    ("below", "titles"),
    [
        ("", ["Late", "Lessons", "Lanterns"]),
        ("2016/", ["Lanterns"]),
        ("2017/", ["Late", "Lessons"]),
        ("2017/05/", ["Lessons"]),
        ("2017/06/", ["Late"]),
        ("topic/schools/", ["Lessons"]),
        ("tag/lanterns/", ["Lanterns"]),
        ("by/ana-price/", ["Lessons", "Lanterns"]),
        ("by/tarnwick-union/", ["Lanterns"]),
    ],
)
def test_each_list_shows_its_posts_the_newest_first(
    blog: BlogPage, client: Client, below: str, titles: list[str]
) -> None:
    assert shown(client, f"/blog/{below}") == titles


@pytest.mark.parametrize(
    "below",
    [
        "2015/",
        "2016/11/",
        "2016/13/",
        "2016/1/",
        "16/",
        "1899/",
        "9999/",
        "9999/12/",
        "topic/none/",
        "tag/none/",
        "by/nobody/",
        "?page=2",
        "2016/?page=2",
    ],
)
def test_an_empty_list_is_not_found(blog: BlogPage, client: Client, below: str) -> None:
    assert client.get(f"/blog/{below}").status_code == 404


def test_each_list_has_its_own_title_and_canonical_address(blog: BlogPage, client: Client) -> None:
    seen = set()
    for below in ("", "2016/", "2016/12/", "topic/schools/", "tag/lanterns/", "by/ana-price/"):
        document = Document(client.get(f"/blog/{below}").content.decode())
        canonical = document.canonical
        assert canonical.endswith(f"/blog/{below}")
        seen.add(document.title)
    assert len(seen) == 6


def test_a_private_post_is_in_no_list(blog: BlogPage, client: Client) -> None:
    private = PostPageFactory(parent=blog, title="Secret", posted_at=datetime(2010, 1, 1, tzinfo=UTC))
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    assert "Secret" not in shown(client, "/blog/")
    assert client.get("/blog/2010/").status_code == 404


def test_the_contents_count_the_posts_of_each_year_month_topic_tag_and_writer(blog: BlogPage) -> None:
    found = archives.contents(blog)
    assert [(year.title, year.count) for year in found.years] == [("2017", 2), ("2016", 1)]
    assert [(month.title, month.url) for month in found.years[0].months] == [
        ("June", "/blog/2017/06/"),
        ("May", "/blog/2017/05/"),
    ]
    assert [(link.title, link.count) for link in found.bylines] == [("Ana Price", 2), ("Tarnwick Union", 1)]
    assert [(link.title, link.url) for link in found.topics] == [("Schools", "/blog/topic/schools/")]
    assert {link.title for link in found.tags} == {"lanterns", "winter"}


def test_three_writers_are_named_as_people_say_it(blog: BlogPage, client: Client) -> None:
    writers = [BylineFactory(name=name) for name in ("Ana Price", "Ben Hill", "Cy Dale")]
    post = PostPageFactory(parent=blog, title="Together", bylines=writers)
    assert "Ana Price, Ben Hill and Cy Dale" in client.get("/blog/").content.decode()
    paragraphs = Document(client.get(post.url).content.decode()).all("p")
    posted = next(one for one in paragraphs if "posted" in (one.get("class") or ""))
    assert "posted by Ana Price, Ben Hill and Cy Dale on" in " ".join(text_of(posted).split())
