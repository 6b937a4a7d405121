"""Measure, and print one table. VAR_DIR names the site's data, DJANGO_SETTINGS_MODULE its settings.

The rounds take turns, a second for each target, and the best second of each counts: other work on the
machine only ever makes an answer slower. The processor time that a request costs the server is shown
beside it, because it hardly depends on what else the machine does.
"""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import BARE
from .load import Target, fetch, requests_per_second, tool
from .queries import count
from .server import ROOT, running

ROUNDS = 4
SECONDS = 1.0
PAGES_TO_COUNT = 12
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


def main() -> None:
    """Start the server, measure, stop it, print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_core.settings.development")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _make_data_ready(Path(folder))
        with running(Path(folder) / "server.log") as server:
            targets = _targets(server.url)
            results = {target: Result() for target in targets}
            print(f"Measuring with {tool()}, {len(targets) * ROUNDS * SECONDS:.0f} seconds…", flush=True)  # noqa: T201
            for _ in range(ROUNDS):
                for target, result in results.items():
                    before = server.processor_seconds()
                    speed = requests_per_second(target, SECONDS)
                    result.add(speed, server.processor_seconds() - before)
        _print_speed(results)
        _print_queries()


@dataclass
class Result:
    """The best round of one target, and what all rounds cost."""

    speed: float = 0
    requests: float = 0
    processor: float = 0

    def add(self, speed: float, processor: float) -> None:
        """Add one round: requests per second, and the server's processor seconds."""
        self.speed = max(self.speed, speed)
        self.requests += speed * SECONDS
        self.processor += processor

    @property
    def cost(self) -> float:
        """Processor time of one request, in microseconds."""
        return self.processor / self.requests * 1_000_000 if self.requests else 0


def _make_data_ready(folder: Path) -> None:
    """Use the data that is there; where there is none, seed the demo charity into a folder of its own."""
    var = Path(os.environ.get("VAR_DIR", ROOT / "var"))
    if "DATABASE_URL" not in os.environ and not (var / "site.sqlite3").exists():
        os.environ["VAR_DIR"] = str(folder / "var")
        subprocess.run([sys.executable, "scripts/prepare_site.py"], cwd=ROOT, check=True)  # noqa: S603


def _targets(url: str) -> list[Target]:
    home = f"{url}/"
    # Asked twice: the first answer fills the store.
    fetch(Target("", home, {}))
    _, headers, body = fetch(Target("", home, {}))
    if "etag" not in headers:
        raise SystemExit("The home page is not public, so there is nothing to measure. Try: make demo-reset")
    targets = [
        Target(f"bare WSGI answer, {len(body) / 1000:.0f} kB", f"{url}{BARE}{len(body)}", {}),
        Target("stored page, as it is", home, {}),
        Target("stored page, Brotli", home, BROWSER),
        Target("stored page, 304", home, {"If-None-Match": headers["etag"]}, status=304),
        Target("page made anew: unknown query", f"{home}?bench=1", {}),
        Target("page made anew: session cookie", home, {"Cookie": _session_cookie()}),
    ]
    if style := re.search(rb'href="(/static/[^"]+\.css)"', body):
        targets.append(Target("static file", url + style[1].decode(), BROWSER))
    return targets


def _session_cookie() -> str:
    from django.conf import settings

    return f"{settings.SESSION_COOKIE_NAME}=nobody"


def _print_speed(results: dict[Target, Result]) -> None:
    bare = next(iter(results.values()))
    print(f"\n{'what answers':<34}{'requests/s':>12}{'of bare':>9}{'processor µs':>14}{'of bare':>9}")  # noqa: T201
    for target, result in results.items():
        cheap = f"{bare.cost / result.cost:.2f}" if result.cost else "-"
        print(  # noqa: T201
            f"{target.name:<34}{result.speed:>12,.0f}{result.speed / bare.speed:>9.2f}"
            f"{result.cost:>14,.0f}{cheap:>9}"
        )


def _print_queries() -> None:
    import django

    django.setup()
    print(f"\n{'page made anew':<50}{'queries':>8}{'kB':>7}{'ms':>7}")  # noqa: T201
    for page in count(PAGES_TO_COUNT):
        print(  # noqa: T201
            f"{page.path[:49]:<50}{page.queries:>8}{page.size / 1000:>7.0f}{page.milliseconds:>7.0f}"
        )


if __name__ == "__main__":
    main()
