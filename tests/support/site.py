"""A real site to look at: gunicorn, worker and scheduler as `make run` starts them, on a port of their own.

One demo charity is seeded for the whole test run and shared by the xdist workers (a file lock sees to
it that it is made once). `SiteFolder.live()` serves it to be read only; a test that changes something
takes `SiteFolder.copy()`, a site of its own from the same first state.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .files import ROOT, one_at_a_time

# How long a start may take on a slow machine, in seconds.
PATIENCE = 300


@dataclass(frozen=True)
class Answer:
    """One HTTP response; header names are in lower case, repeated ones are joined by a newline."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass
class RunningSite:
    """A site that runs: where it answers, where its data lies, its supervisor."""

    url: str
    var: Path
    pid: int
    log: Path
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def environment(self) -> dict[str, str]:
        """For commands that shall work on this site's data from another process."""
        return site_environment(self.var, urllib.parse.urlsplit(self.url).port or 0)

    def fetch(
        self,
        path: str,
        *,
        method: str = "GET",
        body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Ask as a stranger would: no cookie, no redirect followed. `path` may be a whole own address."""
        parts = urllib.parse.urlsplit(urllib.parse.urljoin(self.url, path))
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        link = http.client.HTTPConnection("127.0.0.1", urllib.parse.urlsplit(self.url).port or 80, timeout=30)
        try:
            link.request(method, target, body=body, headers={"Host": parts.netloc} | (headers or {}))
            response = link.getresponse()
            gathered: dict[str, str] = {}
            for name, value in response.getheaders():
                key = name.lower()
                gathered[key] = f"{gathered[key]}\n{value}" if key in gathered else value
            return Answer(parts.geturl(), response.status, gathered, response.read())
        finally:
            link.close()

    def manage(self, *arguments: str) -> str:
        """Run a management command in another process on the same data; return what it printed."""
        return run_command([sys.executable, "manage.py", *arguments], self.environment)

    def python(self, code: str) -> str:
        """Run Python code with Django loaded, in another process on the same data; return what it printed."""
        return self.manage("shell", "--verbosity", "0", "--command", code)

    def stop(self) -> None:
        """Stop it as Ctrl-C would, and wait."""
        stop_process(self.pid, self.process)


def site_environment(var: Path, port: int) -> dict[str, str]:
    """A bare environment: nothing of the test run's settings reaches the site."""
    dropped = ("DATABASE_URL", "CACHE_URL", "ENV_FILE", "DJANGO_SETTINGS_MODULE", "PYTEST_", "DJANGO_ALLOW")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(dropped)}
    return kept | {
        "VAR_DIR": str(var),
        "PORT": str(port),
        "BASE_URL": f"http://localhost:{port}",
        "ENV_FILE": "",
        "DJANGO_SETTINGS_MODULE": "site_core.settings.development",
    }


def run_command(command: list[str], environment: dict[str, str]) -> str:
    """Run to the end; a failure shows what was printed."""
    done = subprocess.run(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.DEVNULL, capture_output=True
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-5000:]}"
    return done.stdout


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], object], what: str, seconds: float = 30) -> None:
    """Ask again and again until something is true; fail in words when it never is."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.1)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs (a zombie does not)."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def stop_process(pid: int, process: "subprocess.Popen[bytes] | None" = None) -> None:
    """SIGTERM, wait, and SIGKILL only if that was not enough."""
    if process is not None:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    elif is_alive(pid):
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not is_alive(pid), f"end of process {pid}", 20)


class SiteFolder:
    """Where the sites of one test run live."""

    def __init__(self, folder: Path, owner: int) -> None:
        self.folder = folder
        # The sites end when this process does, whatever becomes of the worker that started them.
        self.owner = owner

    def seeded(self) -> Path:
        """The data folder of a freshly seeded demo charity; made by whoever comes first."""
        target = self.folder / "seeded"
        with one_at_a_time(self.folder / "seeded.lock"):
            if not target.exists():
                making = self.folder / "making"
                run_command([sys.executable, "scripts/prepare_site.py"], site_environment(making, 8000))
                making.rename(target)
        return target

    def live(self) -> RunningSite:
        """The one site that everyone reads."""
        note = self.folder / "live.json"
        with one_at_a_time(self.folder / "live.lock"):
            if not note.exists():
                site = self.copy("live")
                note.write_text(json.dumps({"url": site.url, "var": str(site.var), "pid": site.pid}))
        known = json.loads(note.read_text())
        var = Path(known["var"])
        return RunningSite(known["url"], var, known["pid"], var.with_suffix(".log"))

    def copy(self, name: str) -> RunningSite:
        """A site of one's own, as the demo begins. The caller stops it."""
        var = self.folder / name
        shutil.copytree(self.seeded(), var)
        return self.start(var)

    def start(self, var: Path, **extra: str) -> RunningSite:
        """Start a site on a data folder and wait until it answers."""
        port = free_port()
        log = var.with_suffix(".log")
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "scripts/run_site.py"],
                cwd=ROOT,
                env=site_environment(var, port) | {"RUN_SITE_OWNER": str(self.owner)} | extra,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        site = RunningSite(f"http://localhost:{port}/", var, process.pid, log, process)
        wait_until(
            lambda: "The site is running" in log.read_text() or process.poll() is not None,
            "start of the site",
            PATIENCE,
        )
        assert process.poll() is None, log.read_text()[-5000:]
        return site

    def close(self, *, keep: bool = False) -> None:
        """Stop the shared site and remove everything, or all but the seeded demo."""
        note = self.folder / "live.json"
        if note.exists():
            stop_process(json.loads(note.read_text())["pid"])
        for path in [self.folder] if not keep else self.folder.iterdir():
            if path.is_file():
                path.unlink()
            elif path.name != "seeded":
                shutil.rmtree(path, ignore_errors=True)


# Reads programs, one JSON text a line; answers each with a JSON line of what it left in `result`.
SERVE_PROGRAMS = """
import json, sys, traceback
import django
django.setup()
from django.db import connections
for line in sys.stdin:
    names = {"result": None}
    try:
        exec(json.loads(line), names)
        print(json.dumps({"result": names["result"]}), flush=True)
    except BaseException:
        print(json.dumps({"error": traceback.format_exc()}), flush=True)
    finally:
        connections.close_all()
"""


class OtherProcess:
    """Another process on a site's data, with Django loaded: the web server must notice what it changes."""

    def __init__(self, site: RunningSite) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE_PROGRAMS],
            cwd=ROOT,
            env=site.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, program: str) -> Any:
        """Run a program there; return what it leaves in `result`."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(program) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def close(self) -> None:
        """End it."""
        self.process.communicate()
