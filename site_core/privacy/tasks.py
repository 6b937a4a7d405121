"""The nightly end of what has been kept long enough."""

from django_tasks import task

from . import retention


@task()
def apply_retention() -> dict[str, int]:
    """Apply every retention rule; the result tells how many rows ended in which model."""
    return {ended.label: ended.rows for ended in retention.apply_retention() if ended.rows}
