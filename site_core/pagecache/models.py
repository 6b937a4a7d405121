"""What is due: a purge is a row written in the transaction of its cause."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Purge(models.Model):
    """Stored copies that must go, because something they show has changed.

    `waiting` until the store is purged; then `telling` while a proxy or CDN in front must be told;
    `done` in the end, or `dead` when the proxy did not listen after the last attempt.
    """

    class State(models.TextChoices):
        """Where a purge stands."""

        WAITING = "waiting", "Waiting"
        TELLING = "telling", "Telling the proxy"
        DONE = "done", "Done"
        DEAD = "dead", "Given up"

    everything = models.BooleanField(default=False)
    tags: models.JSONField = models.JSONField(default=list, blank=True)
    # The addresses that the proxy in front may hold and must drop.
    addresses: models.JSONField = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_time = models.DateTimeField(default=timezone.now)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        """Database options."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "next_time"])]

    def __str__(self) -> str:
        return f"Purge of {'everything' if self.everything else ', '.join(self.tags)} ({self.state})"
