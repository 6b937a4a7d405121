"""The sentences that are said about posts."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet

from site_core.pages.menus import for_everyone

if TYPE_CHECKING:
    from .models import PostPage


class PostQuerySet(PageQuerySet):
    """Posts, and which of them."""

    def published(self) -> "PostQuerySet":
        """Return the posts that the public may see, the newest first."""
        return for_everyone(self).order_by("-posted_at", "-pk")

    def of(self, blog: Page) -> "PostQuerySet":
        """Return the posts of one blog."""
        return self.child_of(blog)

    def in_year(self, year: int) -> "PostQuerySet":
        """Return the posts of a year of Europe/London."""
        return self.filter(posted_at__gte=_start(year, 1), posted_at__lt=_start(year + 1, 1))

    def in_month(self, year: int, month: int) -> "PostQuerySet":
        """Return the posts of a month of Europe/London."""
        after = _start(year + month // 12, month % 12 + 1)
        return self.filter(posted_at__gte=_start(year, month), posted_at__lt=after)

    def signed_by(self, slug: str) -> "PostQuerySet":
        """Return the posts with this byline."""
        return self.filter(post_bylines__byline__slug=slug)

    def tagged(self, slug: str) -> "PostQuerySet":
        """Return the posts with this tag."""
        return self.filter(tagged_items__tag__slug=slug)

    def about(self, topic_slug: str) -> "PostQuerySet":
        """Return the posts of this topic."""
        return self.filter(topic__slug=topic_slug)

    def most_alike(self, post: "PostPage", leave_out: Iterable[int]) -> "PostQuerySet":
        """Return other posts that share tags with this one, those that share most first."""
        tags = list(post.tagged_items.values_list("tag_id", flat=True))
        if not tags:
            return self.none()
        return (
            self.exclude(pk__in=[post.pk, *leave_out])
            .annotate(shared=Count("tagged_items", filter=Q(tagged_items__tag_id__in=tags)))
            .filter(shared__gt=0)
            .order_by("-shared", "-posted_at", "-pk")
        )

    def newer_than(self, post: "PostPage") -> "PostQuerySet":
        """Return the posts after this one, the nearest first."""
        later = Q(posted_at__gt=post.posted_at) | Q(posted_at=post.posted_at, pk__gt=post.pk)
        return self.filter(later).order_by("posted_at", "pk")

    def older_than(self, post: "PostPage") -> "PostQuerySet":
        """Return the posts before this one, the nearest first."""
        earlier = Q(posted_at__lt=post.posted_at) | Q(posted_at=post.posted_at, pk__lt=post.pk)
        return self.filter(earlier).order_by("-posted_at", "-pk")

    def for_cards(self) -> "PostQuerySet":
        """Return the posts with what a card prints, without their text."""
        return self.defer_streamfields().prefetch_related("post_bylines__byline")


def _start(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=timezone.get_default_timezone())


PostManager: Any = PageManager.from_queryset(PostQuerySet)
