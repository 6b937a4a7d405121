"""The newest posts of a blog as RSS 2.0 and Atom, with their whole text.

A feed is a stored page like any other: the page cache answers conditional requests (ETag) and purges it.
"""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import feedgenerator

from site_core.pages import furniture as furniture_room

if TYPE_CHECKING:
    from .models import BlogPage, PostPage

NEWEST = 20
GENERATORS: dict[str, type[feedgenerator.SyndicationFeed]] = {
    "rss": feedgenerator.Rss201rev2Feed,
    "atom": feedgenerator.Atom1Feed,
}
TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
# An address within the site, in an attribute of rendered HTML.
_RELATIVE = re.compile(r'\b(href|src)="([/#][^"]*)"')
# Programs that read feeds cannot send one.
_FORM = re.compile(r"<form\b.*?</form\s*>", re.DOTALL | re.IGNORECASE)
# What XML has no way to write; text that was copied from a word processor may hold it.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SRCSET = re.compile(r'\bsrcset="([^"]*)"')


def respond(blog: "BlogPage", request: HttpRequest, kind: str) -> HttpResponse:
    """Return the feed of one blog, of `kind` "rss" or "atom"."""
    from .models import PostPage

    site_url = furniture_room.for_request(request).site_url
    posts = PostPage.objects.published().of(blog).prefetch_related("post_bylines__byline", "tags")[:NEWEST]
    feed = _feed(blog, request, kind, site_url)
    for post in posts:
        _add(feed, post, request, site_url)
    response = HttpResponse(content_type=TYPES[kind])
    feed.write(response, "utf-8")
    return response


def _feed(blog: "BlogPage", request: HttpRequest, kind: str, site_url: str) -> feedgenerator.SyndicationFeed:
    front = site_url + (blog.url or "")
    charity = furniture_room.for_request(request).charity
    return GENERATORS[kind](
        title=_writable(f"{blog.title} – {charity.name}"),
        link=front,
        description=_writable(blog.teaser or blog.title),
        language="en-GB",
        author_name=_writable(charity.name),
        feed_url=f"{front}feed.{kind}",
        feed_guid=front,
    )


def _add(feed: feedgenerator.SyndicationFeed, post: "PostPage", request: HttpRequest, site_url: str) -> None:
    url = site_url + (post.url or "")
    names = [entry.byline.name for entry in post.post_bylines.all()]
    feed.add_item(
        title=_writable(post.title),
        link=url,
        description=_writable(_absolute(_without_forms(_text(post, request)), url)),
        author_name=_writable(", ".join(names)) or None,
        pubdate=post.shown_at,
        updateddate=max(filter(None, (post.shown_at, post.last_published_at))),
        unique_id=url,
        unique_id_is_permalink=True,
        categories=[_writable(tag.name) for tag in post.tags.all()],
    )


def _text(post: "PostPage", request: HttpRequest) -> str:
    return render_to_string("blog/feed_text.html", {"page": post, "request": request})


def _writable(text: str) -> str:
    return _UNWRITABLE.sub(" ", text)


def _without_forms(html: str) -> str:
    """Return HTML with a link to the post in place of each form; `#` is made whole with all other links."""
    return _FORM.sub('<p><a href="#">Fill in the form on our website</a></p>', html)


def _absolute(html: str, page_url: str) -> str:
    """Return HTML whose links and pictures work outside of the page at this address."""

    def sources(match: re.Match[str]) -> str:
        parts: Any = (part.strip() for part in match.group(1).split(","))
        return f'srcset="{", ".join(urljoin(page_url, part) for part in parts)}"'

    absolute = _RELATIVE.sub(lambda match: f'{match.group(1)}="{urljoin(page_url, match.group(2))}"', html)
    return _SRCSET.sub(sources, absolute)
