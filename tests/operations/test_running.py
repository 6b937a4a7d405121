"""`make run`: it starts, says where it is, keeps going, and leaves nothing behind."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.mail.sink import listening
from tests.support.files import ROOT
from tests.support.forms import filled, send
from tests.support.html import Document
from tests.support.site import RunningSite, SiteFolder, free_port, is_alive, site_environment, wait_until

pytestmark = pytest.mark.slow

# Where people write to the charity in the demo.
CONTACT = "/contact/"
ROLES = {"gunicorn": "web server", "db_worker": "task worker", "scheduler": "scheduler"}


@pytest.fixture
def site(sites: SiteFolder) -> Iterator[RunningSite]:
    """A site for one test, which may do anything to it."""
    started = sites.copy(f"site-{secrets.token_hex(4)}")
    yield started
    started.stop()


def processes(var: Path) -> dict[int, str]:
    """Every process that works on a data folder: pid and command line (from /proc)."""
    found = {}
    marker = f"VAR_DIR={var}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if marker in (folder / "environ").read_bytes().split(b"\0") and is_alive(int(folder.name)):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def pid_of(site: RunningSite, role: str) -> int:
    """The process that the supervisor itself has started for a role; 0 while there is none."""
    return next(
        (pid for pid, command in processes(site.var).items() if role in command and parent(pid) == site.pid),
        0,
    )


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def run_script(var: Path, *arguments: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "scripts/run_site.py", *arguments],
        cwd=ROOT,
        env=site_environment(var, free_port()) | extra,
        text=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
    )


def test_it_starts_three_processes_and_says_where_and_how(site: RunningSite) -> None:
    running = " ".join(processes(site.var).values())
    assert all(role in running for role in ROLES)
    said = site.log.read_text()
    assert site.url in said
    assert f"{site.url}admin/" in said
    assert f"{site.url}demo/mailbox/" in said
    assert "administrator@example.org" in said
    assert "supporter@example.org" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_in_time(site: RunningSite, number: signal.Signals) -> None:
    # An open connection that says nothing must not hold it up.
    with socket.create_connection(("127.0.0.1", int(site.environment["PORT"]))):
        begun = time.monotonic()
        os.kill(site.pid, number)
        assert site.process is not None
        assert site.process.wait(10) == 0
    assert time.monotonic() - begun < 5
    assert processes(site.var) == {}
    assert site.log.read_text().rstrip().endswith("Stopped.")


@pytest.mark.parametrize("victim", ["supervisor", "group"])
def test_nothing_survives_when_the_supervisor_is_killed(site: RunningSite, victim: str) -> None:
    if victim == "group":
        os.killpg(site.pid, signal.SIGKILL)
    else:
        os.kill(site.pid, signal.SIGKILL)
    wait_until(lambda: processes(site.var) == {}, "end of all processes", 10)


def test_it_ends_when_the_one_it_works_for_ends(sites: SiteFolder) -> None:
    with subprocess.Popen(["sleep", "600"]) as owner:
        var = sites.folder / f"owned-{os.getpid()}"
        site = SiteFolder(sites.folder, owner.pid).copy(var.name)
        owner.kill()
        owner.wait()
        wait_until(lambda: processes(var) == {}, "end of all processes", 10)
        assert site.process is not None
        site.process.wait(5)


def test_no_mail_is_lost_or_sent_twice_when_worker_and_web_server_are_killed(sites: SiteFolder) -> None:
    """Each letter that a visitor was thanked for leaves once, whatever is killed between."""
    with listening() as sink:
        var = sites.folder / f"killed-{os.getpid()}"
        sites.copy(var.name).stop()
        settings = {"MAIL_TRANSPORT": "smtp", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port)}
        site = sites.start(var, EMAIL_USE_TLS="0", **settings)
        try:
            thanked = []
            for number, victim in enumerate(["db_worker", "gunicorn", "scheduler"]):
                values = filled(Document(site.fetch(CONTACT).text), f"visitor{number}@example.com")
                # Forms that are sent within two seconds are taken for a program's.
                wait_until(age_of(2.2), "a person's pace")
                assert send(site, CONTACT, values).status == 302
                thanked.append(f"visitor{number}@example.com")
                killed = pid_of(site, victim)
                assert killed
                os.kill(killed, signal.SIGKILL)
                wait_until(another(site, victim, killed), f"a new {victim}")
                wait_until(lambda: answers(site), "the web server")
            wait_until(
                lambda: set(thanked) <= {name for letter in sink.letters for name in letter.recipients},
                "a copy for everyone who was thanked",
                60,
            )
            wait_until(lambda: waiting(site) == 0, "an empty outbox", 60)
            counted = Counter(letter.message_id for letter in sink.letters)
            assert set(counted.values()) == {1}
            assert len(counted) == 2 * len(thanked)
        finally:
            site.stop()


def another(site: RunningSite, role: str, old: int) -> Callable[[], bool]:
    """Tell whether a new process has taken over a role."""
    return lambda: pid_of(site, role) not in (0, old)


def age_of(seconds: float) -> Callable[[], bool]:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


def answers(site: RunningSite) -> bool:
    try:
        return site.fetch("/healthz").status == 200
    except OSError:
        return False


def waiting(site: RunningSite) -> int:
    states = site.python(
        "import json; from site_core.mail.models import OutboxMessage as M;"
        "print(json.dumps(list(M.objects.values_list('state', flat=True))))"
    )
    return sum(state in ("queued", "sending") for state in json.loads(states.strip().splitlines()[-1]))


def test_a_second_site_or_a_reset_in_the_same_folder_is_refused(site: RunningSite) -> None:
    for arguments in ([], ["--reset"]):
        second = run_script(site.var, *arguments)
        assert second.returncode == 1
        assert "already running" in second.stderr
        assert len(second.stderr.splitlines()) == 1
    assert site.fetch("/").status == 200


def test_a_taken_port_is_said_in_one_line(sites: SiteFolder) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = run_script(sites.folder / "taken", PORT=port)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert port in refused.stderr
    assert "PORT=" in refused.stderr


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_said_in_one_line(sites: SiteFolder, port: str) -> None:
    refused = run_script(sites.folder / "no-port", PORT=port)
    assert refused.returncode == 1
    assert "PORT" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_a_second_start_keeps_what_was_changed_and_a_reset_starts_over(sites: SiteFolder) -> None:
    var = sites.folder / f"kept-{os.getpid()}"
    site = sites.copy(var.name)
    rename = "from wagtail.models import Page; p = Page.objects.get(slug='our-story').specific;"
    rename += "p.title = 'What we changed'; p.save_revision().publish()"
    site.python(rename)
    site.stop()

    begun = time.monotonic()
    again = sites.start(var)
    assert time.monotonic() - begun < 30
    assert "What we changed" in again.fetch("/our-story/").text
    # It has another port now, and its full addresses follow.
    assert f'<link rel="canonical" href="{again.url}our-story/">' in again.fetch("/our-story/").text
    again.stop()

    assert run_script(var, "--reset").returncode == 0
    fresh = sites.start(var)
    assert "What we changed" not in fresh.fetch("/our-story/").text
    fresh.stop()
