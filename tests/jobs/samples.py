"""Tasks for the tests; the worker imports them by this module's name."""

import os
import time
from pathlib import Path

from django_tasks import TaskContext, task

runs: list[str] = []


@task()
def write_down() -> None:
    """Leave a trace."""
    runs.append("ran")


@task()
def fail() -> None:
    """Fail."""
    raise RuntimeError("on purpose")


@task(takes_context=True)
def hold_on(context: TaskContext) -> None:
    """Leave a trace in a file; in the first try, go on until somebody kills the worker."""
    with Path(os.environ["TRACES"]).open("a") as traces:
        traces.write("begun\n")
    if context.attempt == 1:
        time.sleep(300)
