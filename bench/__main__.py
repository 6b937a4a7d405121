"""Measure, and print one table. VAR_DIR names the site's data, DJANGO_SETTINGS_MODULE its settings.

The rounds take turns, a second for each target, and the best second of each counts: other work on the
machine only ever makes an answer slower.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from .load import Target, fetch, requests_per_second, tool
from .queries import count
from .server import ROOT, running
from .wsgi import BARE

ROUNDS = 4
SECONDS = 1.0
PAGES_TO_COUNT = 12
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


def main() -> None:
    """Start the server, measure, stop it, print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_core.settings.development")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _make_data_ready(Path(folder))
        with running(Path(folder) / "server.log") as url:
            targets = _targets(url)
            print(f"Measuring with {tool()}, {len(targets) * ROUNDS * SECONDS:.0f} seconds…", flush=True)  # noqa: T201
            best = dict.fromkeys((target.name for target in targets), 0.0)
            for _ in range(ROUNDS):
                for target in targets:
                    best[target.name] = max(best[target.name], requests_per_second(target, SECONDS))
        _print_speed(best)
        _print_queries()


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


def _print_speed(best: dict[str, float]) -> None:
    bare = next(iter(best.values()))
    print(f"\n{'what answers':<34}{'requests/s':>12}{'of bare':>10}")  # noqa: T201
    for name, speed in best.items():
        print(f"{name:<34}{speed:>12,.0f}{speed / bare:>10.2f}")  # noqa: T201


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
