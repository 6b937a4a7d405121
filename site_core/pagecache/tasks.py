"""What the worker does for the page cache. Each task is safe to run twice."""

from django_tasks import task

from . import purge


@task()
def sweep_purges() -> None:
    """Carry out the purges that a dead process left, and tell proxies what is due."""
    purge.sweep_due()
    purge.tell_due()


@task()
def tell_proxies() -> None:
    """Tell the proxy in front what to drop."""
    purge.tell_due()


@task()
def tidy() -> None:
    """Keep the store and its tables small."""
    purge.tidy()
