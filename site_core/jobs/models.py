"""One row a job: which slot was taken last, and what became of it."""

from datetime import datetime

from django.db import models
from django.db.models import Max


class JobRunQuerySet(models.QuerySet["JobRun"]):
    """Sentences about job runs."""

    def take(self, key: str, slot: datetime, now: datetime) -> bool:
        """Take one slot of a job; only one of any number of schedulers gets True."""
        self.bulk_create([self.model(key=key)], ignore_conflicts=True)
        never_or_earlier = models.Q(slot=None) | models.Q(slot__lt=slot)
        return bool(self.filter(never_or_earlier, key=key).update(slot=slot, enqueued_at=now))

    def last_signs_of_life(self) -> dict[str, datetime | None]:
        """Return when a scheduler last enqueued and a worker last finished a periodic task."""
        return self.aggregate(scheduler=Max("enqueued_at"), worker=Max("finished_at"))


class JobRun(models.Model):
    """The last run of a periodic job."""

    key = models.CharField(max_length=100, unique=True)
    slot = models.DateTimeField(null=True, help_text="The moment it was due, not the moment it ran.")
    enqueued_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    succeeded = models.BooleanField(null=True)

    objects = JobRunQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key
