"""Real processes that share a store: what one changes all see; what is killed leaves nothing half-done."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from site_core.pagecache import stores, tasks
from site_core.pagecache.affects import EVERYTHING, Affected
from site_core.pagecache.copies import etag_of
from site_core.pagecache.models import Purge
from tests.pagecache.test_stores import copy_of
from tests.support.site import is_alive, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parent.parent.parent


class Process:
    """A process that runs `process.py`."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-m", "tests.pagecache.process"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.hear() == "ready"

    def ask(self, command: str) -> Any:
        """Give a command and wait for its answer."""
        self.tell(command)
        return self.hear()

    def tell(self, command: str) -> None:
        """Give a command."""
        assert self.running.stdin is not None
        self.running.stdin.write(f"{command}\n")
        self.running.stdin.flush()

    def hear(self) -> Any:
        """The next answer."""
        assert self.running.stdout is not None
        line = self.running.stdout.readline()
        assert line, f"the process ended with {self.running.wait(10)}"
        return json.loads(line)

    def kill(self) -> None:
        """End it as `kill -9` does."""
        self.running.kill()
        self.running.communicate()


@pytest.fixture
def start(pagecache: dict[str, Any]) -> Iterator[Callable[[], Process]]:
    """Start a process on this test's database and store."""
    started: list[Process] = []
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.pagecache.process_settings",
        "DATABASE_NAME": str(connection.settings_dict["NAME"]),
        "PAGECACHE_SETTINGS": json.dumps(pagecache),
        "VAR_DIR": str(settings.VAR_DIR),
    }

    def start_one() -> Process:
        started.append(Process(environment))
        return started[-1]

    yield start_one
    for process in started:
        process.kill()


def test_what_one_process_saves_every_other_shows_at_once(start: Callable[[], Process]) -> None:
    reader, crowd, writer = start(), start(), start()
    before = reader.ask("get /")["to_django"]
    assert reader.ask("get /")["to_django"] == before == 1, "the second answer comes from the store"
    assert crowd.ask("get /")["to_django"] == 0, "from another process's store too"

    stop = threading.Event()

    def ask_all_the_time() -> None:
        while not stop.is_set():
            crowd.ask("get /")

    asking = threading.Thread(target=ask_all_the_time)
    asking.start()
    try:
        for number in range(25):
            writer.ask(f"save Group{number:03}")
            assert f"Group{number:03}" in reader.ask("get /")["text"]
    finally:
        stop.set()
        asking.join(30)
    assert "Group024" in crowd.ask("get /")["text"]


def test_a_process_killed_after_its_commit_is_purged_for_by_the_sweeper(start: Callable[[], Process]) -> None:
    reader, writer = start(), start()
    assert "Hope" not in reader.ask("get /")["text"]
    writer.tell("save-and-die Hope")
    assert writer.running.wait(20) == 9
    assert Group.objects.filter(name="Hope").exists()
    assert Purge.objects.waiting().count() == 1
    Purge.objects.update(next_time=timezone.now())
    tasks.sweep_purges.func()
    assert "Hope" in reader.ask("get /")["text"]


def test_a_process_killed_in_mid_store_leaves_nothing_half_written(start: Callable[[], Process]) -> None:
    store, pages, whole, process = stores.current(), 5, 0, start()
    for kill in range(25):
        child = process.ask(f"child-stores-for-ever {pages}")
        seen = look_at(store, pages)
        until = time.monotonic() + 0.1 + kill * 0.0113
        while time.monotonic() < until:
            seen += look_at(store, pages)
        os.kill(child, signal.SIGKILL)
        wait_until(partial(is_gone, child), "end of the child")
        whole += seen + look_at(store, pages)
        # The locks died with it, so that the next ones neither wait nor miss a copy.
        assert store.put(copy_of("0", tags=["x"]), store.ticket())
        store.purge(Affected({"x"}) if kill % 2 else EVERYTHING)
        assert not any(store.get(str(number)) for number in range(pages))
    assert whole > 0, "nothing was ever stored, so this has shown nothing"
    assert store.sweep() == stores.Summary(0, 0)


def is_gone(pid: int) -> bool:
    """Whether a process has ended."""
    return not is_alive(pid)


def look_at(store: stores.Store, pages: int) -> int:
    """Read every page; whatever is there must be whole. The number of pages that were there."""
    copies = [copy for number in range(pages) if (copy := store.get(str(number)))]
    for copy in copies:
        assert etag_of(copy.body("")) == copy.etag
    return len(copies)


def test_the_turn_of_a_killed_process_is_free_again(start: Callable[[], Process]) -> None:
    process = start()
    assert process.ask("take-turn page") is True
    assert stores.current().turn("page") is None
    process.kill()
    turn = stores.current().turn("page")
    assert turn is not None
    turn.release()
