"""Which pages nobody has looked at for a year."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, DateField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from wagtail.models import Page, get_page_models

from site_core.pages.models import BasePage

REVIEW_AFTER = timedelta(days=365)


def with_reviews(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Annotate `reviewed`: the day of the last review, else of the last publication (Europe/London)."""
    types = [model for model in get_page_models() if issubclass(model, BasePage) and not model._meta.abstract]
    kinds = ContentType.objects.get_for_models(*types)
    reviewed_on = Case(
        *[
            When(
                content_type=kinds[model],
                then=Subquery(model.objects.filter(pk=OuterRef("pk")).values("reviewed_on")[:1]),
            )
            for model in types
        ],
        default=Value(None),
        output_field=DateField(),
    )
    published = TruncDate("last_published_at", tzinfo=timezone.get_default_timezone())
    return pages.annotate(reviewed=Coalesce(reviewed_on, published))


def not_reviewed(pages: QuerySet[Page], *, today: date) -> QuerySet[Page]:
    """Return the live ones whose last review was more than a year before `today`, the oldest first.

    A type whose pages only grow old and are never wrong (an event that is over) says `needs_review = False`.
    """
    exempt = [
        kind
        for model, kind in ContentType.objects.get_for_models(*get_page_models()).items()
        if not getattr(model, "needs_review", True)
    ]
    due = Q(reviewed__lt=today - REVIEW_AFTER)
    return (
        with_reviews(pages.filter(live=True, depth__gt=1).exclude(content_type__in=exempt))
        .filter(due)
        .order_by("reviewed", "pk")
    )
