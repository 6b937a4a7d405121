"""The lists of a blog: all posts, and those of a year, month, topic, tag or byline.

    /blog/                  everything, with the lead post
    /blog/2016/             a year          /blog/2016/12/          a month
    /blog/topic/schools/    a topic         /blog/tag/lanterns/     a tag
    /blog/by/ana-price/     a byline        /blog/feed.rss, feed.atom

Each address shows one list, has a title and a canonical address of its own, and is never empty: what has no
posts is not found.
"""

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as ListPage
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from taggit.models import Tag

from site_core.pages import kept, renditions
from site_core.pages.blocks.cards import Card
from site_core.pages.menus import for_everyone
from site_core.pages.models import Topic

from .models.bylines import Byline
from .services import Signature

if TYPE_CHECKING:
    from .models import BlogPage, PostPage
    from .querysets import PostQuerySet

PER_PAGE = 12
FEEDS = {"feed.rss": "rss", "feed.atom": "atom"}
MOST_TAGS = 20


@dataclass(frozen=True)
class PostCard(Card):
    """A card with who posted it and when."""

    meta: str = ""


@dataclass(frozen=True)
class Archive:
    """One page of one list. `below` is its address from the blog on, `kind` what it is narrowed by."""

    page: "ListPage[Any]"
    cards: list[PostCard]
    lead: PostCard | None = None
    heading: str = ""
    title: str = ""
    below: str = ""
    kind: str = ""
    # As `blog/parts/writers.html` prints it: one pair, or none.
    writer: list[tuple[Signature, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Link:
    """One entry of the contents."""

    title: str
    url: str
    count: int
    months: "list[Link]" = field(default_factory=list)


@dataclass(frozen=True)
class Contents:
    """What a blog can be narrowed by, each only where there are posts."""

    years: list[Link]
    topics: list[Link]
    tags: list[Link]
    bylines: list[Link]


def match(components: list[str]) -> tuple[str, dict[str, Any]] | None:
    """Return the method and its values for an address below a blog; None for what is no list or feed."""
    match components:
        case [name] if name in FEEDS:
            return "serve_feed", {"kind": FEEDS[name]}
        case [year] if _is_year(year):
            return "serve_archive", {"year": int(year)}
        case [year, month] if _is_year(year) and _is_month(month):
            return "serve_archive", {"year": int(year), "month": int(month)}
        case [("topic" | "tag" | "by") as kind, slug]:
            return "serve_archive", {kind: slug}
    return None


def _is_year(text: str) -> bool:
    # 9999 would end in a year that dates do not have.
    return len(text) == 4 and text.isascii() and text.isdecimal() and "1900" <= text < "9999"


def _is_month(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isdecimal() and 1 <= int(text) <= 12


def everything(blog: "BlogPage", request: HttpRequest) -> Archive:
    """Return a page of all posts; the newest leads on the first page. Raises Http404 beyond the end."""
    page = _page(_posts(blog), request)
    cards = _cards(page.object_list)
    lead = cards.pop(0) if cards and page.number == 1 else None
    return Archive(page, cards, lead)


def narrowed(blog: "BlogPage", request: HttpRequest, **chosen: Any) -> Archive:
    """Return a page of the posts of one year, month, topic, tag or byline. Raises Http404 for none."""
    kind = "month" if "month" in chosen else next(iter(chosen))
    rows, title, below, byline = _NARROW[kind](_posts(blog), **chosen)
    page = _page(rows, request)
    if page.paginator.count == 0:
        raise Http404
    return Archive(
        page,
        _cards(page.object_list),
        heading=title,
        title=f"{title} – {blog.title}",
        below=below,
        kind=kind,
        writer=_writer(byline, blog) if byline else [],
    )


def _cards(posts: Iterable["PostPage"]) -> list[PostCard]:
    """Return the cards of posts: one query for all pictures."""
    found = list(posts)
    pictures = renditions.read_images((post.card_picture_id for post in found), "card")
    return [
        PostCard(
            title=post.title,
            url=post.url or "",
            text=post.teaser,
            image=pictures.get(post.card_picture_id or 0),
            scene=post.slug,
            meta=_meta(post),
        )
        for post in found
    ]


def _meta(post: "PostPage") -> str:
    names = get_text_list([entry.byline.name for entry in post.post_bylines.all()], "and")
    day = date_format(timezone.localtime(post.shown_at), "j F Y")
    return f"{names} · {day}" if names else day


def _writer(byline: Byline, blog: "BlogPage") -> list[tuple[Signature, Any]]:
    pictures = renditions.read_images([byline.picture_id], "portrait")
    signature = Signature(
        byline.name,
        f"{blog.url}by/{byline.slug}/",
        byline.schema_type,
        byline.biography,
        byline.picture_id,
    )
    return [(signature, pictures.get(byline.picture_id or 0))]


def _posts(blog: "BlogPage") -> "PostQuerySet":
    from .models import PostPage

    return PostPage.objects.published().of(blog).for_cards()


def _page(rows: "PostQuerySet", request: HttpRequest) -> "ListPage[Any]":
    try:
        return Paginator(rows, PER_PAGE).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error


Narrowed = tuple["PostQuerySet", str, str, Byline | None]


def _year(rows: "PostQuerySet", year: int) -> Narrowed:
    return rows.in_year(year), f"Posts of {year}", f"{year}/", None


def _month(rows: "PostQuerySet", year: int, month: int) -> Narrowed:
    return (
        rows.in_month(year, month),
        f"Posts of {calendar.month_name[month]} {year}",
        f"{year}/{month:02}/",
        None,
    )


def _topic(rows: "PostQuerySet", topic: str) -> Narrowed:
    found = Topic.objects.filter(slug=topic).first()
    if found is None:
        raise Http404
    return rows.about(topic), f"Posts about {found.name}", f"topic/{topic}/", None


def _tag(rows: "PostQuerySet", tag: str) -> Narrowed:
    found = Tag.objects.filter(slug=tag).first()
    if found is None:
        raise Http404
    return rows.tagged(tag), f"Posts tagged “{found.name}”", f"tag/{tag}/", None


def _by(rows: "PostQuerySet", by: str) -> Narrowed:
    found = Byline.objects.filter(slug=by).first()
    if found is None:
        raise Http404
    return rows.signed_by(by), f"Posts by {found.name}", f"by/{by}/", found


_NARROW: dict[str, Callable[..., Narrowed]] = {
    "year": _year,
    "month": _month,
    "topic": _topic,
    "tag": _tag,
    "by": _by,
}


def contents(blog: "BlogPage") -> Contents:
    """Return what the blog can be narrowed by, from the shared cache or else in four queries."""
    return kept.until_changed(f"blog-contents:{blog.pk}", lambda: _gather(blog))


def _gather(blog: "BlogPage") -> Contents:
    from .models import PostPage

    posts = for_everyone(PostPage.objects.child_of(blog))
    front = blog.url or ""
    zone = timezone.get_default_timezone()
    months: dict[int, list[Link]] = {}
    counted = posts.annotate(month=TruncMonth("posted_at", tzinfo=zone)).values("month")
    for row in counted.annotate(count=Count("pk")).order_by("-month"):
        when = row["month"].astimezone(zone)
        link = Link(calendar.month_name[when.month], f"{front}{when.year}/{when.month:02}/", row["count"])
        months.setdefault(when.year, []).append(link)
    years = [
        Link(str(year), f"{front}{year}/", sum(link.count for link in links), links)
        for year, links in months.items()
    ]
    return Contents(
        years=years,
        topics=_counted(posts, "topic__name", "topic__slug", f"{front}topic/"),
        tags=_counted(posts, "tagged_items__tag__name", "tagged_items__tag__slug", f"{front}tag/")[
            :MOST_TAGS
        ],
        bylines=_counted(posts, "post_bylines__byline__name", "post_bylines__byline__slug", f"{front}by/"),
    )


def _counted(posts: Any, name: str, slug: str, front: str) -> list[Link]:
    rows = posts.exclude(**{slug: None}).values_list(name, slug).annotate(count=Count("pk", distinct=True))
    return [Link(title, f"{front}{key}/", count) for title, key, count in rows.order_by("-count", name)]
