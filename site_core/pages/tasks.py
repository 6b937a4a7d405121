"""Due work of the pages room."""

from datetime import timedelta

from django.core.cache import cache
from django_tasks import task
from wagtail.models import Site

from site_core.jobs.registry import periodic
from site_core.pagecache import affects, purge

from . import furniture


@task()
def notice_furniture_changed_by_the_clock() -> None:
    """Purge every page when an alert's time has come or is over: nobody saves anything at that moment."""
    for site in Site.objects.all():
        key = f"furniture-seen:{site.pk}"
        now = furniture.fingerprint(furniture.build(site))
        before = cache.get(key)
        cache.set(key, now, None)
        if before is not None and before != now:
            purge.changed(affects.EVERYTHING)


def register_jobs() -> None:
    """Hand the room's jobs to the scheduler."""
    periodic("pages.furniture", notice_furniture_changed_by_the_clock, every=timedelta(minutes=1))
