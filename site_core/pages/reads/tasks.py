"""What the scheduler does for the list "Most read"."""

from django_tasks import task

from . import services


@task()
def rank_pages() -> None:
    """Choose the most read pages anew."""
    services.rank()


@task()
def tidy_reads() -> None:
    """Forget pages that nobody opens any more."""
    services.tidy()
