"""Asking one address as often as possible over kept connections: by wrk where it is installed."""

import http.client
import re
import shutil
import subprocess
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

CONNECTIONS = 32


class NotServedError(Exception):
    """Some answers were errors, so that their number means nothing."""


@dataclass(frozen=True)
class Target:
    """What is asked for, and which status shows that it was served."""

    name: str
    url: str
    headers: dict[str, str] = field(hash=False)
    status: int = 200


def tool() -> str:
    """Which one asks."""
    return "wrk" if shutil.which("wrk") else "a Python client (install wrk for truer figures)"


def requests_per_second(target: Target, seconds: float) -> float:
    """Ask for so many seconds. Raises NotServedError for an answer of another status."""
    check(target)
    return _by_wrk(target, seconds) if shutil.which("wrk") else _by_python(target, seconds)


def fetch(target: Target) -> tuple[int, dict[str, str], bytes]:
    """Ask once: status, headers in lower case, body."""
    connection, path = _connect(target.url)
    try:
        connection.request("GET", path, headers=target.headers)
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return response.status, headers, response.read()
    finally:
        connection.close()


def check(target: Target) -> None:
    """Raise NotServedError unless the target answers as it should."""
    status, _, _ = fetch(target)
    if status != target.status:
        raise NotServedError(f"{target.name}: {target.url} answered {status}, not {target.status}.")


def _connect(url: str) -> tuple[http.client.HTTPConnection, str]:
    parts = urllib.parse.urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30), path


def _by_wrk(target: Target, seconds: float) -> float:
    headers = [part for pair in target.headers.items() for part in ("-H", ": ".join(pair))]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", *headers, target.url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx" in said and target.status < 300:
        raise NotServedError(f"{target.name}: {said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None:
        raise NotServedError(f"{target.name}: {said}")
    return float(found[1])


def _by_python(target: Target, seconds: float) -> float:
    served: list[int] = []
    end = time.monotonic() + seconds

    def ask() -> None:
        connection, path = _connect(target.url)
        number = 0
        try:
            while time.monotonic() < end:
                connection.request("GET", path, headers=target.headers)
                response = connection.getresponse()
                response.read()
                number += response.status == target.status
        finally:
            connection.close()
            served.append(number)

    # Python answers its threads one at a time, so that more of them would only wait.
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(served) / seconds
