from collections.abc import Callable
from datetime import timedelta

import pytest
from django_tasks.base import Task
from django_tasks_db.management.commands import db_worker
from pytest_django.fixtures import Settings

from site_core.jobs import registry
from site_core.jobs.registry import Job

from . import samples

DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture(autouse=True)
def no_traces() -> None:
    samples.runs.clear()


@pytest.fixture
def task_database(settings: Settings) -> None:
    """Tasks are rows, as on a real site."""
    settings.TASKS = DATABASE_TASKS


@pytest.fixture
def work(task_database: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Run all that waits, with the library's own worker."""
    # It would close the connection in which the test's transaction is open.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def run() -> None:
        db_worker.Worker(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="test-worker",
            excluded_queue_names=[],
        ).run()

    return run


@pytest.fixture
def only_jobs(monkeypatch: pytest.MonkeyPatch) -> Callable[[Task], Job]:
    """Replace the registered jobs by hourly ones of the test."""
    monkeypatch.setattr(registry, "_jobs", {})

    def add(function: Task) -> Job:
        registry.periodic(f"test.{function.name}", function, every=timedelta(hours=1))
        return registry.jobs()[-1]

    return add
