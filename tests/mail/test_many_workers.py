"""Many workers at one outbox, and workers that are killed: nothing is lost, nothing goes out twice."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from site_core.mail.delivery import claim_timeout, deliver, put_back_abandoned
from site_core.mail.models import OutboxMessage, State
from tests.mail.conftest import Queue
from tests.mail.sink import Sink

ROOT = Path(__file__).resolve().parent.parent.parent
WORKER = [sys.executable, "-m", "django", "db_worker", "--skip-checks", "--backend", "workers", "--batch",
          "--no-startup-delay"]  # fmt: skip
WORKERS = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}

Start = Callable[[], "subprocess.Popen[bytes]"]


def at_once(workers: int, work: Callable[[], int]) -> list[int]:
    """Let that many threads begin at the same moment, each with its own connection."""
    gate = Barrier(workers)

    def run() -> int:
        try:
            gate.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(workers)]]


def fill(queue: Queue, count: int) -> set[str]:
    """Queue messages that nobody has been nudged about; gives their Message-IDs."""
    with transaction.atomic():
        made = {queue(f"person{n}@example.org").message_id for n in range(count)}
        connection.run_on_commit = []
    return made


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_message_once(queue: Queue, sink: Sink) -> None:
    made = fill(queue, 24)
    handled = at_once(6, lambda: deliver(100))
    assert sum(handled) == 24
    assert Counter(letter.message_id for letter in sink.letters) == Counter(made)
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {State.SENT}


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_many_causes_with_one_key_make_one_message(queue: Queue) -> None:
    at_once(6, lambda: queue(dedupe_key="order:7").pk)
    assert OutboxMessage.objects.count() == 1


@pytest.fixture
def worker(sink: Sink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start real worker processes on this test's database and sink."""
    database = connection.settings_dict
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.mail.worker_settings",
        "WORKER_FOR": os.environ["DJANGO_SETTINGS_MODULE"],
        "VAR_DIR": str(tmp_path),
        "MAIL_TRANSPORT": "smtp",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink.port),
        "EMAIL_USE_TLS": "false",
        "DATABASE_NAME": str(database["NAME"]),
    }

    def start() -> "subprocess.Popen[bytes]":
        from site_core.mail.tasks import deliver_due

        deliver_due.using(backend="workers").enqueue()
        return subprocess.Popen(WORKER, cwd=ROOT, env=environment)

    monkeypatch.setitem(settings.TASKS, "workers", WORKERS)
    return start


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("taken", [False, True], ids=["before the server has it", "after the server has it"])
def test_a_worker_killed_while_it_sends_loses_nothing(
    queue: Queue, sink: Sink, worker: Start, taken: bool
) -> None:
    made = fill(queue, 6)
    sink.hold_before, sink.keep_held = 3, taken
    killed = worker()
    while not sink.holding.wait(0.1):
        assert killed.poll() is None, "the worker ended before it came to the fourth message"
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    sink.hold_before = None
    sink.go_on.set()

    held = OutboxMessage.objects.get(state=State.SENDING)
    assert OutboxMessage.objects.filter(state=State.SENT).count() == 3
    worker().wait(60)
    assert OutboxMessage.objects.filter(state=State.SENT).count() == 5
    OutboxMessage.objects.filter(pk=held.pk).update(
        claimed_at=timezone.now() - claim_timeout() - timedelta(seconds=1)
    )
    assert put_back_abandoned() == 1
    worker().wait(60)

    letters = Counter(letter.message_id for letter in sink.letters)
    assert set(letters) == made
    # What the server had, and could not say: SMTP leaves no other way than to send it again, and the
    # same Message-ID lets the server drop it. Everything else went out once.
    assert {message_id for message_id, times in letters.items() if times > 1} == (
        {held.message_id} if taken else set()
    )
    assert letters[held.message_id] == (2 if taken else 1)
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {State.SENT}


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_several_worker_processes_send_each_message_once(queue: Queue, sink: Sink, worker: Start) -> None:
    made = fill(queue, 40)
    for process in [worker() for _ in range(3)]:
        assert process.wait(60) == 0
    assert Counter(letter.message_id for letter in sink.letters) == Counter(made)
