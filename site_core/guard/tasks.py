"""Clearing away counters whose time has passed."""

from django.utils import timezone
from django_tasks import task

from .models import RateCount


@task()
def sweep_rate_counts() -> None:
    """Delete counters of windows that are over."""
    RateCount.objects.over(timezone.now()).delete()
