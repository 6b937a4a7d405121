"""What the seeding remembers."""

from django.db import models
from django.utils import timezone


class SeededPart(models.Model):
    """A part of the demo that is filled in: it is never filled in again, whatever people delete."""

    key = models.CharField(max_length=40, unique=True)
    finished_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.key
