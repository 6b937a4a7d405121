"""What stands around an article: who signed it, its tags, what to read next."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from site_core.pages import kept, renditions
from site_core.pages.blocks.cards import Card
from site_core.pages.menus import for_everyone

if TYPE_CHECKING:
    from .models import PostPage

MOST_RELATED = 3


@dataclass(frozen=True)
class Signature:
    """One byline of an article."""

    name: str
    url: str
    schema_type: str
    biography: str = ""
    picture_id: int | None = None


@dataclass(frozen=True)
class Neighbour:
    """Another article, as a link or as a card."""

    title: str
    url: str
    teaser: str = ""
    slug: str = ""
    picture_id: int | None = None


@dataclass(frozen=True)
class Around:
    """Everything around an article as plain values, the same for every visitor until a page changes."""

    blog_title: str
    blog_url: str
    signatures: list[Signature]
    tags: list[tuple[str, str]]
    topic: tuple[str, str] | None
    newer: Neighbour | None
    older: Neighbour | None
    related: list[Neighbour]
    reading_minutes: int


@dataclass(frozen=True)
class Article:
    """What the template prints beside the text. Moments are UTC."""

    around: Around
    posted_at: datetime
    lead: Any = None
    lead_caption: str = ""
    lead_credit: str = ""
    portraits: list[tuple[Signature, Any]] = field(default_factory=list)
    related: list[Card] = field(default_factory=list)


def article(post: "PostPage") -> Article:
    """Gather everything around a post: one query for its pictures, the rest from the shared cache."""
    around = around_of(post)
    shown: list[Signature | Neighbour] = [*around.signatures, *around.related]
    wanted = [post.lead_picture_id, *(one.picture_id for one in shown)]
    pictures = renditions.read_images(wanted, "lead", "card", "portrait")
    lead = pictures.get(post.lead_picture_id or 0)
    return Article(
        around=around,
        posted_at=post.shown_at,
        lead=lead,
        lead_caption=post.lead_caption,
        lead_credit=post.lead_credit or getattr(lead, "credit", ""),
        portraits=[(one, pictures.get(one.picture_id or 0)) for one in around.signatures],
        related=[
            Card(one.title, one.url, one.teaser, pictures.get(one.picture_id or 0), scene=one.slug)
            for one in around.related
        ],
    )


def around_of(post: "PostPage") -> Around:
    """Return what stands around a post; a draft's and a preview's is gathered anew each time.

    A preview of what an editor has changed and not yet saved looks like the live post itself.
    """
    if post.is_previewed or not post.live or post.has_unpublished_changes:
        return _gather(post)
    return kept.until_changed(f"blog-around:{post.pk}", lambda: _gather(post))


def _gather(post: "PostPage") -> Around:
    from .models import PostPage

    blog = post.get_parent()
    front = blog.url or ""
    siblings = for_everyone(PostPage.objects.child_of(blog)).defer_streamfields()
    topic = post.topic
    has_place = post.posted_at is not None
    return Around(
        blog_title=blog.title,
        blog_url=front,
        signatures=[
            Signature(one.name, f"{front}by/{one.slug}/", one.schema_type, one.biography, one.picture_id)
            for one in post.bylines
        ],
        tags=[(tag.name, f"{front}tag/{tag.slug}/") for tag in post.tags.order_by("name")],
        topic=(topic.name, f"{front}topic/{topic.slug}/") if topic else None,
        newer=_neighbour(siblings.newer_than(post).first()) if has_place else None,
        older=_neighbour(siblings.older_than(post).first()) if has_place else None,
        related=related(post),
        reading_minutes=post.reading_minutes,
    )


def related(post: "PostPage", most: int = MOST_RELATED) -> list[Neighbour]:
    """Return the posts that the editor chose, topped up by those that share tags, whatever their blog."""
    from .models import PostPage

    public = for_everyone(PostPage.objects).defer_streamfields()
    keys = [entry.related_id for entry in post.chosen_related.all() if entry.related_id != post.pk]
    chosen = public.in_bulk(keys)
    found = [chosen[key] for key in dict.fromkeys(keys) if key in chosen]
    if len(found) < most and post.pk:
        found += list(public.most_alike(post, [one.pk for one in found])[: most - len(found)])
    return [neighbour for one in found if (neighbour := _neighbour(one))]


def _neighbour(post: "PostPage | None") -> Neighbour | None:
    if post is None:
        return None
    return Neighbour(post.title, post.url or "", post.teaser, post.slug, post.card_picture_id)
