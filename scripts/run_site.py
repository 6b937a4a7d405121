"""Runs the whole site on this machine: web server, task worker and scheduler, until it is told to stop.

    python scripts/run_site.py            prepare, start, print the addresses, wait
    python scripts/run_site.py --reset    start the demo charity over, then end

A process that ends is started again after a short wait that grows while it keeps ending, so a killed
worker costs seconds and no mail. Ctrl-C, SIGTERM and SIGHUP stop everything. If this process itself
is killed, Linux tells its children (PR_SET_PDEATHSIG), so none survives.
"""

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
# How long a process may take over its last piece of work, in seconds, before it is killed.
GRACE = 2.5
# The waits before a process is started again, in seconds; the last one repeats.
WAITS = (0.5, 1, 2, 5, 10, 30)
# A process that lived this long, in seconds, starts with the shortest wait again.
SETTLED = 60
PR_SET_PDEATHSIG = 1


class RefusalError(Exception):
    """The site cannot start; the text tells the person why and what to do."""


def end_with_parent() -> None:
    """Ask Linux to stop this new process when its parent dies. Elsewhere there is no such thing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One of the site's processes."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = field(default=0.0)

    def start(self, environment: dict[str, str]) -> None:
        """Start it in a session of its own: Ctrl-C reaches only this script, which stops all in order."""
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
        self.started = time.monotonic()

    def has_ended(self) -> bool:
        """Return True once for each end, and set when to start again."""
        if self.process is None or self.process.poll() is None:
            return False
        now = time.monotonic()
        if now - self.started > SETTLED:
            self.failures = 0
        wait = WAITS[min(self.failures, len(WAITS) - 1)]
        self.failures += 1
        self.due = now + wait
        how = how_it_ended(self.process.returncode)
        say(f"The {self.name} ended ({how}); starting it again in {wait:g} s.")
        # Whatever it had started itself must not live on beside the new one.
        self.signal(signal.SIGKILL)
        self.process = None
        return True

    def signal(self, number: int) -> None:
        """Send a signal to the process and to all that it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


def say(text: str) -> None:
    """Print at once: the output may go to a file or a pipe."""
    # The reader may be gone (a closed terminal); the site must still be stopped in order.
    with contextlib.suppress(OSError):
        print(text, flush=True)


def how_it_ended(code: int) -> str:
    """Put a return code into words."""
    return f"signal {-code}" if code < 0 else f"exit code {code}"


class Site:
    """The processes of one running site."""

    def __init__(self, port: int, owner: int) -> None:
        self.port = port
        # Whose end ends the site: the parent (make), or the process that a test names.
        self.owner = owner
        self.owner_is_parent = owner == os.getppid()
        self.stopping = False
        self.url = f"http://localhost:{port}/"
        self.environment = os.environ | {
            "PORT": str(port),
            "BASE_URL": os.environ.get("BASE_URL") or f"http://localhost:{port}",
            "PYTHONUNBUFFERED": "1",
        }
        self.environment.setdefault("DJANGO_SETTINGS_MODULE", "site_core.settings.development")
        # What the scheduler does each minute would push the sign-ins off the screen.
        self.environment.setdefault("LOG_LEVEL", "WARNING")
        python = sys.executable
        # The demo has known passwords, so it listens on this machine only.
        gunicorn = [python, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"]
        gunicorn += ["--log-level", "warning", "--graceful-timeout", "2", "site_core.wsgi:application"]
        self.web = Child("web server", gunicorn)
        self.children = [
            self.web,
            Child("task worker", [python, "manage.py", "db_worker", "--queue-name", "*", "-v", "0"]),
            Child("scheduler", [python, "manage.py", "scheduler"]),
        ]

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Leave the loop at the next turn (signal handler)."""
        self.stopping = True

    def prepare(self, *arguments: str) -> None:
        """Run the preparation; it may be interrupted."""
        child = Child("preparation", [sys.executable, "scripts/prepare_site.py", *arguments])
        child.start(self.environment)
        while child.process and child.process.poll() is None and not self.should_stop():
            time.sleep(0.05)
        if self.stopping:
            stop_all([child])
        elif child.process and child.process.returncode:
            raise RefusalError("The site could not be made ready; the reason stands above.")

    def should_stop(self) -> bool:
        """Return True after a signal, or when the process that started this one is gone."""
        if self.owner_is_parent:
            self.stopping |= os.getppid() != self.owner
        else:
            self.stopping |= not is_alive(self.owner)
        return self.stopping

    def answers(self) -> bool:
        """Ask the web server whether it lives."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def run(self) -> None:
        """Start everything, print the addresses when the web server answers, keep it running."""
        say("6/6 Starting the web server, the task worker and the scheduler…")
        try:
            for child in self.children:
                child.start(self.environment)
            self.wait_for_web()
            if not self.stopping:
                say(welcome(self.url))
            while not self.should_stop():
                for child in self.children:
                    if not child.has_ended() and child.process is None and time.monotonic() >= child.due:
                        child.start(self.environment)
                time.sleep(0.2)
            say("Stopping…")
        finally:
            stop_all(self.children)
        say("Stopped.")

    def wait_for_web(self) -> None:
        """Wait until the site answers; if the web server ends first, there is no point in trying again."""
        while not self.should_stop() and not self.answers():
            if self.web.process is not None and self.web.process.poll() is not None:
                raise RefusalError("The web server ended before it answered; the reason stands above.")
            time.sleep(0.1)


def is_alive(pid: int) -> bool:
    """Tell whether a process exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def stop_all(children: list[Child]) -> None:
    """Ask every process to end, wait a little, then kill what is left, with all that it started."""
    for child in children:
        if child.process is not None:
            # Only the leader: gunicorn and the worker then stop their own work in order.
            with contextlib.suppress(ProcessLookupError):
                child.process.terminate()
    deadline = time.monotonic() + GRACE
    for child in children:
        if child.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
            child.signal(signal.SIGKILL)
            child.process.wait()


def welcome(url: str) -> str:
    """Tell where to look and how to sign in."""
    people = VAR_DIR / "sign-ins.txt"
    return f"""
  The site is running. Ctrl-C stops it.

  Website       {url}
  Editing       {url}admin/
  Signing in    {url}account/login/
  Demo mailbox  {url}demo/mailbox/

{people.read_text() if people.exists() else ""}"""


def chosen_port() -> int:
    """Read PORT and make sure that it can be had."""
    text = os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise RefusalError(f"PORT is {text!r}; it must be a number from 1 to 65535.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise RefusalError(
                f"Port {port} cannot be used ({error.strerror}). Choose another: make run PORT=8001"
            ) from None
    return port


def hold_folder() -> IO[str]:
    """Take the data folder for this process, so that no second site and no reset runs in it."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    lock = (VAR_DIR / "run.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise RefusalError(
            "The site is already running in this folder. Stop it first (Ctrl-C where it runs)."
        ) from None
    return lock


def main() -> int:
    """Run the command."""
    reset = "--reset" in sys.argv[1:]
    owner = int(os.environ.get("RUN_SITE_OWNER") or os.getppid())
    try:
        with hold_folder():
            site = Site(8000 if reset else chosen_port(), owner)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, site.stop)
            site.prepare(*(["--reset"] if reset else []))
            if reset:
                say("The demo charity is as new. Start it with: make run")
            elif not site.stopping:
                site.run()
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
