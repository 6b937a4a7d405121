"""How much each page is read: one number a page that fades with time. No row knows a visitor."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, F, FloatField, IntegerField, Value, When
from django.db.models.functions import Cast, Least, Power
from wagtail.models import Page

# A page that nobody opens any more counts half as much after each of these.
HALF_LIFE = timedelta(days=7)
# No page rises by more than this in one hour, however many visitors or machines ask for it.
MOST_AN_HOUR = 300
HOUR = 3600


class PageReadsQuerySet(models.QuerySet["PageReads"]):
    """Sentences about what is read."""

    def add(self, page_id: int, reads: int, now: datetime) -> None:
        """Let a page rise by so many reads, or by what the hour still has room for.

        Two statements, each atomic by itself, so that any number of processes may add at once: the old
        score fades to what it is worth now, and the new reads come on top.
        """
        self.bulk_create([self.model(page_id=page_id, scored_at=now.timestamp())], ignore_conflicts=True)
        hour = int(now.timestamp()) // HOUR
        before = Case(When(hour=hour, then=F("reads_in_hour")), default=0, output_field=IntegerField())
        added = Least(Value(reads), Value(MOST_AN_HOUR) - before, output_field=IntegerField())
        self.filter(page_id=page_id).update(
            score=worth_at(now) + Cast(added, FloatField()),
            scored_at=now.timestamp(),
            hour=hour,
            reads_in_hour=before + added,
        )

    def most_read_first(self, now: datetime) -> "PageReadsQuerySet":
        """Return the rows in the order of what they are worth now; of two alike the older page first."""
        return self.annotate(worth=worth_at(now)).order_by("-worth", "page_id")

    def forgotten(self, now: datetime, below: float) -> "PageReadsQuerySet":
        """Return the rows that are worth less than `below` by now."""
        return self.annotate(worth=worth_at(now)).filter(worth__lt=below)

    def listed(self) -> "PageReadsQuerySet":
        """Return the rows of the list "Most read", the first place first."""
        return self.filter(place__isnull=False).order_by("place")


def worth_at(now: datetime) -> Any:
    """Return what a score is worth at a time, as an expression: halved for each half-life that has passed."""
    half_lives = (Value(now.timestamp()) - F("scored_at")) / HALF_LIFE.total_seconds()
    return F("score") * Power(Value(0.5), half_lives, output_field=FloatField())


class PageReads(models.Model):
    """How much one page is read, and its place in the list while it has one."""

    # No constraint in the database: reads of a page that is being deleted must not make a batch fail.
    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    score = models.FloatField(default=0.0, help_text="Reads, faded until `scored_at`.")
    scored_at = models.FloatField(help_text="When the score was right: seconds since 1970.")
    hour = models.IntegerField(default=0, help_text="The hour of `reads_in_hour`, counted since 1970.")
    reads_in_hour = models.PositiveIntegerField(default=0)
    place = models.PositiveSmallIntegerField(null=True, blank=True, db_index=True)

    objects = PageReadsQuerySet.as_manager()

    # Wagtail asks "where is this page used?": a number that counts it is no use of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "reads of a page"
        verbose_name_plural = "reads of pages"

    def __str__(self) -> str:
        return f"{self.page_id}: {self.score:.1f}"
