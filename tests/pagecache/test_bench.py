"""The bench counts true answers, with and without wrk."""

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.__main__ import Result
from bench.load import NotServedError, Target, requests_per_second, tool


class Handler(BaseHTTPRequestHandler):
    """200 on "/", 304 with a known ETag, 404 elsewhere."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802
        known = self.headers.get("If-None-Match")
        self.send_response(304 if known else 200 if self.path == "/" else 404)
        self.send_header("Content-Length", "0" if known else "2")
        self.end_headers()
        if not known:
            self.wfile.write(b"ok")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def url() -> Iterator[str]:
    """A small server of this test."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(params=["what is installed", "Python alone"])
def client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """wrk if it is there, and the client of our own in any case."""
    if request.param == "Python alone":
        monkeypatch.setattr(shutil, "which", lambda name: None)
        assert "Python" in tool()
    return str(request.param)


def test_true_answers_are_counted(client: str, url: str) -> None:
    assert requests_per_second(Target("home", url, {}), 0.2) > 1
    assert requests_per_second(Target("304", url, {"If-None-Match": "x"}, status=304), 0.2) > 1


def test_an_error_is_not_counted_as_speed(client: str, url: str) -> None:
    with pytest.raises(NotServedError):
        requests_per_second(Target("missing", f"{url}missing", {}), 0.2)


def test_the_best_round_counts_and_the_cost_of_all() -> None:
    result = Result()
    for speed in (100.0, 300.0, 100.0):
        result.add(speed, processor=0.1)
    assert result.speed == 300
    assert result.cost == pytest.approx(600)
