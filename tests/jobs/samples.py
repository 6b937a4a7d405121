"""Tasks for the tests; the worker imports them by this module's name."""

from django_tasks import task

runs: list[str] = []


@task()
def write_down() -> None:
    """Leave a trace."""
    runs.append("ran")


@task()
def fail() -> None:
    """Fail."""
    raise RuntimeError("on purpose")
