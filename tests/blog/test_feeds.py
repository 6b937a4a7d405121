"""A blog's feeds: the newest posts with their whole text, as RSS and Atom."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from blog.models import BlogPage, PostPage
from site_core.demo.blog_factories import BlogPageFactory, BylineFactory, PostPageFactory
from site_core.newsletter.models import NewsletterSettings

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def blog() -> BlogPage:
    made: BlogPage = BlogPageFactory(title="Main blog", slug="blog")
    return made


@pytest.fixture
def post(blog: BlogPage) -> PostPage:
    made: PostPage = PostPageFactory(
        parent=blog,
        title="Mills & <mills>",
        posted_at=datetime(2016, 12, 13, 16, 4, tzinfo=UTC),
        bylines=[BylineFactory(name="Ana Price")],
        tag_names=["mills"],
        body=[("rich_text", '<p>Read <a href="/more/">more</a>.</p>')],
    )
    return made


def feed(client: Client, name: str) -> ElementTree.Element:
    response = client.get(f"/blog/feed.{name}")
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def words(element: ElementTree.Element, path: str) -> str:
    found = element.findtext(path)
    assert found is not None, path
    return found


def test_rss_has_the_whole_text_with_addresses_that_work_elsewhere(post: PostPage, client: Client) -> None:
    items = feed(client, "rss").findall("channel/item")
    assert [words(item, "title") for item in items] == ["Mills & <mills>"]
    assert words(items[0], "link") == post.full_url
    assert 'href="http://' in words(items[0], "description")
    assert words(items[0], "category") == "mills"
    assert words(items[0], "pubDate") == "Tue, 13 Dec 2016 16:04:00 +0000"


@pytest.mark.parametrize(
    ("name", "path"), [("rss", "channel/item/description"), ("atom", f"{ATOM}entry/{ATOM}summary")]
)
def test_a_form_becomes_a_link_and_links_within_the_post_lead_to_it(
    blog: BlogPage, client: Client, name: str, path: str
) -> None:
    NewsletterSettings.objects.update_or_create(defaults={"is_open": True})
    body = [
        ("newsletter", {"heading": "Letters from us", "words": RichText("<p>Once a month.</p>")}),
        ("rich_text", '<p>See <a href="#h-mills">below</a>.</p>'),
    ]
    post = PostPageFactory(parent=blog, title="Letters", body=body)
    assert "newsletter-form" in client.get(post.url).content.decode()
    text = words(feed(client, name), path)
    for trace in ("<form", "<input", "<button"):
        assert trace not in text
    assert "Letters from us" in text
    assert f'<a href="{post.full_url}">Fill in the form on our website</a>' in text
    assert f'href="{post.full_url}#h-mills"' in text


def test_atom_has_the_same_posts(post: PostPage, client: Client) -> None:
    entries = feed(client, "atom").findall(f"{ATOM}entry")
    assert [words(entry, f"{ATOM}title") for entry in entries] == ["Mills & <mills>"]
    assert words(entries[0], f"{ATOM}author/{ATOM}name") == "Ana Price"


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_signs_that_xml_cannot_write_do_not_break_a_feed(blog: BlogPage, client: Client, name: str) -> None:
    # Word's line break within a paragraph is a vertical tab.
    PostPageFactory(
        parent=blog,
        title="One\x0btwo",
        teaser="Three\x0cfour",
        tag_names=["five\x0bsix"],
        body=[("rich_text", "<p>seven\x0beight</p>")],
    )
    text = ElementTree.tostring(feed(client, name), encoding="unicode")
    for expected in ("One two", "Three four", "five six", "seven eight"):
        assert expected in text


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_feed_is_public_but_what_is_not_public_is_not_in_it(
    post: PostPage, client: Client, name: str
) -> None:
    PageViewRestriction.objects.create(
        page=PostPageFactory(parent=post.get_parent(), title="Secret"),
        restriction_type="password",
        password="tea",
    )
    PostPageFactory(parent=post.get_parent(), title="Secret draft", live=False)
    response = client.get(f"/blog/feed.{name}")
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert "Mills" in response.content.decode()
    assert "Secret" not in response.content.decode()


def test_a_feed_of_a_closed_blog_is_closed(blog: BlogPage, post: PostPage, client: Client) -> None:
    PageViewRestriction.objects.create(page=blog, restriction_type="password", password="tea")
    assert "Mills" not in client.get("/blog/feed.rss").content.decode()
