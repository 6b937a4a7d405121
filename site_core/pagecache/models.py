"""What is due: a purge is a row written in the transaction of its cause."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone

from .affects import Affected


class PurgeQuerySet(models.QuerySet["Purge"]):
    """Sentences about purges."""

    def waiting(self) -> "PurgeQuerySet":
        """Those that the store has not carried out."""
        return self.filter(state=Purge.State.WAITING)

    def telling(self) -> "PurgeQuerySet":
        """Those that a proxy must still be told."""
        return self.filter(state=Purge.State.TELLING)

    def due(self, now: datetime) -> "PurgeQuerySet":
        """Those whose next time has come, the oldest first."""
        return self.filter(next_time__lte=now).order_by("pk")

    def settled_before(self, moment: datetime) -> "PurgeQuerySet":
        """Old rows with nothing left to do."""
        return self.filter(state__in=(Purge.State.DONE, Purge.State.DEAD), created__lt=moment)


class Purge(models.Model):
    """Stored copies that must go, because something that they show has changed.

    waiting -> done               the store is purged; no proxy holds anything of it
    waiting -> telling -> done    and a proxy or CDN in front has dropped its copies too
               telling -> dead    it did not, after the last attempt: the copies end by themselves
    """

    class State(models.TextChoices):
        """Where a purge stands."""

        WAITING = "waiting", "Waiting"
        TELLING = "telling", "Telling the proxy"
        DONE = "done", "Done"
        DEAD = "dead", "Given up"

    everything = models.BooleanField(default=False)
    tags: models.JSONField = models.JSONField(default=list, blank=True)
    # What the proxy in front may hold and must drop.
    addresses: models.JSONField = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_time = models.DateTimeField(default=timezone.now)
    created = models.DateTimeField(default=timezone.now)

    objects = PurgeQuerySet.as_manager()

    class Meta:
        """Database options."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "next_time"])]

    def __str__(self) -> str:
        return f"Purge of {'everything' if self.everything else ', '.join(self.tags)} ({self.state})"

    @property
    def affected(self) -> Affected:
        """What is to be purged."""
        return Affected(self.tags, everything=self.everything)


class Address(models.Model):
    """A public address that a proxy in front may hold, once without a tag and once for each of its tags.

    Only written where a proxy is told what to drop. It outlives the stored copy, which may be pushed out.
    """

    LONGEST = 2_000

    url = models.CharField(max_length=LONGEST)
    tag = models.CharField(max_length=200, blank=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        """Database options."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["url", "tag"], name="pagecache_address_once")
        ]

    def __str__(self) -> str:
        return self.url
