"""Counters of the rate limits, shared by all processes."""

from datetime import datetime

from django.db import models
from django.db.models import F


class RateCountQuerySet(models.QuerySet["RateCount"]):
    """Sentences about counters."""

    def count_one(self, name: str, key: str, ends_at: datetime, limit: int) -> bool:
        """Add one to a counter unless it has reached `limit`; say whether it was added.

        Two statements, each atomic by itself: the unique constraint lets one row in, and the condition
        in the UPDATE lets no process count past the limit.
        """
        self.bulk_create([self.model(name=name, key=key, ends_at=ends_at, hits=0)], ignore_conflicts=True)
        counter = self.filter(name=name, key=key, ends_at=ends_at, hits__lt=limit)
        return bool(counter.update(hits=F("hits") + 1))

    def uncount_one(self, name: str, key: str, ends_at: datetime) -> None:
        """Take one from a counter; never below zero."""
        self.filter(name=name, key=key, ends_at=ends_at, hits__gt=0).update(hits=F("hits") - 1)

    def over(self, now: datetime) -> "RateCountQuerySet":
        """Return the counters whose time has passed."""
        return self.filter(ends_at__lte=now)


class RateCount(models.Model):
    """How often one key was seen in one window of time. The key is a keyed hash, never what it stands for."""

    name = models.CharField(max_length=100)
    key = models.CharField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)
    hits = models.PositiveIntegerField(default=0)

    objects = RateCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "key", "ends_at"], name="guard_one_counter_a_window"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.hits}"
