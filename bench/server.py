"""gunicorn with the site's own settings, on a free port of this machine, ended in any case."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import BARE

ROOT = Path(__file__).resolve().parent.parent
# Seconds that a start may take on a slow machine.
PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    url: str
    pid: int

    def processor_seconds(self) -> float:
        """The processor time that its workers have used so far; 0 without /proc."""
        ticks = 0
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                # After the name, which may hold blanks: state, parent, …; 11 and 12 are user and system time.
                fields = status.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == self.pid:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(log: Path) -> Iterator[Server]:
    """Start the server; stop it in the end. Raises RuntimeError if it does not start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"]
    command += ["--log-level", "warning", "--graceful-timeout", "2", "bench.wsgi:application"]
    # Only pages under the port of BASE_URL are stored.
    environment = os.environ | {"PORT": str(port), "BASE_URL": f"http://localhost:{port}"}
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        _wait_for(port, process, log)
        yield Server(f"http://localhost:{port}", process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", f"{BARE}1")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-3000:]}")
