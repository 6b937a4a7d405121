"""Real processes on a SQLite file: the scheduler's clock, and a worker that is killed in mid-task."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.site import ROOT, is_alive, wait_until

pytestmark = pytest.mark.slow


class Machine:
    """A database file and the processes that work on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "site.sqlite3"
        self.started: list[subprocess.Popen[str]] = []
        dropped = ("DATABASE_URL", "CACHE_URL", "ENV_FILE", "DJANGO_SETTINGS_MODULE", "PYTEST_")
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith(dropped)
        } | {
            "VAR_DIR": str(folder),
            "ENV_FILE": "",
            "DJANGO_SETTINGS_MODULE": "site_core.settings.development",
            "PYTHONPATH": str(ROOT),
            "TRACES": str(folder / "traces"),
        }

    def manage(self, *arguments: str) -> None:
        """Run a command to its end."""
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a command that runs on; its log is a file."""
        with (self.folder / f"{arguments[0]}-{len(self.started)}.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                text=True,
            )
        self.started.append(process)
        return process

    def worker(self) -> "subprocess.Popen[str]":
        """Start the library's worker."""
        return self.start("db_worker", "--interval", "0.1", "--no-startup-delay", "--no-reload")

    def log(self, name: str) -> str:
        """Return what all processes of a name have said."""
        return "".join(path.read_text() for path in sorted(self.folder.glob(f"{name}-*.log")))

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Read or write the database as nobody's process."""
        link = sqlite3.connect(self.database, timeout=20)
        try:
            with link:
                return link.execute(sql, values).fetchall()
        finally:
            link.close()

    def tasks(self, name: str) -> list[tuple[object, ...]]:
        """Return state and number of tries of the tasks of a name."""
        return self.ask(
            "SELECT status, json_array_length(worker_ids) FROM django_tasks_database_dbtaskresult "
            "WHERE task_path LIKE ? ORDER BY enqueued_at",
            f"%.{name}",
        )

    def traces(self) -> int:
        """Return how often the slow task has begun."""
        path = Path(self.environment["TRACES"])
        return len(path.read_text().splitlines()) if path.exists() else 0

    def stop(self) -> None:
        """End what runs."""
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database file that is migrated once for all tests here."""
    template = Machine(tmp_path_factory.mktemp("template"))
    template.manage("migrate", "--verbosity", "0")
    # Puts what is still in the write-ahead log into the file, so that the file alone can be copied.
    template.ask("PRAGMA wal_checkpoint(TRUNCATE)")
    return template.database


@pytest.fixture
def machine(tmp_path: Path, migrated: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    shutil.copy(migrated, machine.database)
    yield machine
    machine.stop()


def test_a_task_whose_worker_was_killed_runs_again_after_the_sweep(machine: Machine) -> None:
    machine.manage("shell", "-v0", "-c", "from tests.jobs.samples import hold_on; hold_on.enqueue()")
    killed = machine.worker()
    wait_until(lambda: machine.traces() == 1, "the task begins")
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert machine.tasks("hold_on") == [("RUNNING", 1)], "a killed worker leaves its task running"

    # Half an hour passes.
    machine.ask(
        "UPDATE django_tasks_database_dbtaskresult SET started_at = datetime('now', '-30 minutes') "
        "WHERE status = 'RUNNING'"
    )
    machine.start("scheduler")
    machine.worker()

    wait_until(lambda: machine.tasks("hold_on") == [("SUCCESSFUL", 2)], "the task is done again")
    assert machine.traces() == 2


def test_two_schedulers_enqueue_what_was_missed_once_and_stop_when_told(machine: Machine) -> None:
    schedulers = [machine.start("scheduler") for _ in range(2)]
    wait_until(lambda: machine.log("scheduler").count("Scheduler started") == 2, "both run")
    wait_until(lambda: machine.tasks("publish_scheduled"), "what is due is enqueued")
    wait_until(lambda: machine.tasks("apply_retention"), "what was missed is enqueued")

    for scheduler, number in zip(schedulers, (signal.SIGTERM, signal.SIGINT), strict=True):
        scheduler.send_signal(number)
        assert scheduler.wait(timeout=20) == 0
        assert not is_alive(scheduler.pid)

    # No worker ran, so every task that was enqueued still waits, and none of them twice.
    waiting = machine.ask(
        "SELECT task_path, COUNT(*) FROM django_tasks_database_dbtaskresult GROUP BY task_path"
    )
    assert len(waiting) >= 5
    assert {count for _, count in waiting} == {1}
    said = machine.log("scheduler")
    assert said.count("Scheduler stopped") == 2
    assert "Traceback" not in said
