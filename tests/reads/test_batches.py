"""Reads are gathered in memory and written in batches, by any number of threads and processes."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from site_core.demo.factories import StandardPageFactory
from site_core.pages.models import StandardPage
from site_core.pages.reads import gathering, services
from site_core.pages.reads.gathering import Gatherer, Slot
from site_core.pages.reads.models import PageReads

from .conftest import Send

ROOT = Path(__file__).resolve().parent.parent.parent
SLOT = Slot(page_id=7, hour=100)


class Clock:
    """Seconds that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_batch_is_due_by_number() -> None:
    gatherer = Gatherer(Clock())
    for number in range(gathering.BATCH - 1):
        gatherer.add(SLOT, f"network {number}")
    assert gatherer.take_if_due() == {}
    gatherer.add(SLOT, "the last")
    assert len(gatherer.take_if_due()[SLOT]) == gathering.BATCH
    assert gatherer.take_if_due() == {}


def test_a_batch_is_due_by_time() -> None:
    clock = Clock()
    gatherer = Gatherer(clock)
    gatherer.add(SLOT, "first")
    clock.now += gathering.SECONDS - 1
    gatherer.add(SLOT, "second")
    assert gatherer.take_if_due() == {}
    clock.now += 1
    assert len(gatherer.take_if_due()[SLOT]) == 2
    gatherer.add(SLOT, "third")
    assert gatherer.take_if_due() == {}, "the next batch begins its own time"


def test_a_flood_fills_neither_the_memory_nor_another_batch() -> None:
    gatherer = Gatherer(Clock())
    for number in range(gathering.MOST + 500):
        gatherer.add(Slot(page_id=number, hour=1), "network")
    assert len(gatherer.take()) == gathering.MOST
    assert gatherer.take() == {}


def test_threads_that_add_at_once_lose_nothing() -> None:
    gatherer = Gatherer(Clock())

    def add(thread: int) -> None:
        for number in range(200):
            gatherer.add(SLOT, f"{thread}/{number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(8)))
    assert len(gatherer.take()[SLOT]) == 1_600


def test_reads_reach_the_database_in_a_batch_and_not_one_by_one(
    page: StandardPage, send: Send, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(8):
        for number in range(gathering.BATCH):
            send(page, address=f"10.0.{number}.1")
    assert PageReads.objects.get(page=page).reads_in_hour == gathering.BATCH


def test_a_database_that_does_not_answer_costs_a_batch_and_no_visitor(
    page: StandardPage, send: Send, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(gathering, "BATCH", 1)
    with monkeypatch.context() as broken:
        broken.setattr(PageReads.objects.__class__, "add", fail)
        assert send(page).status_code == 204
    assert "could not be counted" in caplog.text
    assert send(page, address="198.51.100.7").status_code == 204
    assert PageReads.objects.get(page=page).reads_in_hour == 1


def test_reads_of_a_page_that_is_deleted_meanwhile_do_not_hurt_the_others(page: StandardPage) -> None:
    other = StandardPageFactory(title="Another")
    for one in (page, other):
        services.note(one.pk, "a network")
    page.delete()
    assert services.flush() == 1
    assert PageReads.objects.get().page_id == other.pk


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_several_processes_that_write_at_once_add_up() -> None:
    pages = [StandardPageFactory(title=f"Page {number}") for number in range(3)]
    now = timezone.now()

    def write(process: int) -> int:
        try:
            batch = {Slot(page.pk, 1): {f"{process}/{n}".encode() for n in range(5)} for page in pages}
            return services.write(batch, now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(write, range(6))) == 6 * 5 * 3
    assert [row.reads_in_hour for row in PageReads.objects.all()] == [30, 30, 30]
    assert [row.score for row in PageReads.objects.all()] == [pytest.approx(30)] * 3


# Gathers less than a batch and ends, as a worker does that is told to stop.
WORKER = """
import django
django.setup()
from datetime import datetime, UTC
from django.db import connection
from site_core.pages.reads import services
connection.settings_dict["NAME"] = {name!r}
for number in range({first}, {first} + 20):
    services.note({page}, f"network {{number}}", now=datetime.fromtimestamp({time}, UTC))
"""


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_that_end_write_what_they_have_gathered(page: StandardPage) -> None:
    time = datetime.now(UTC).replace(minute=30).timestamp()
    name = str(connection.settings_dict["NAME"])
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    environment["VAR_DIR"] = str(settings.VAR_DIR)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER.format(name=name, first=first, page=page.pk, time=time)],
            cwd=ROOT,
            env=environment,
        )
        for first in (0, 100, 200)
    ]
    assert [process.wait(120) for process in started] == [0, 0, 0]
    assert PageReads.objects.get(page=page).score == pytest.approx(60, rel=0.01)
