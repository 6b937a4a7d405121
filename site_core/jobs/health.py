"""What must answer before visitors are sent here, and how the background work is doing."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache as remember

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from .models import JobRun

logger = logging.getLogger(__name__)

# Some job is due every minute; five without one means that the process is gone or stuck.
SILENCE = timedelta(minutes=5)


@dataclass
class Readiness:
    """`checks` decide; `background` only informs, since pages are served without a worker too."""

    checks: dict[str, str] = field(default_factory=dict)
    background: dict[str, str] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether every check passed."""
        return all(answer == "ok" for answer in self.checks.values())


class NotReadyError(Exception):
    """A part answers, but not as it should."""


def readiness() -> Readiness:
    """Ask database, migrations and cache; a failure is logged in full and answered in one word."""
    report = Readiness()
    for name, check in CHECKS.items():
        try:
            check()
        except Exception:
            logger.exception("Not ready: %s", name)
            report.checks[name] = "failed"
        else:
            report.checks[name] = "ok"
    if report.checks["database"] == "ok" and report.checks["migrations"] == "ok":
        report.background = heartbeats()
    return report


def heartbeats() -> dict[str, str]:
    """Return "ok", "silent" or "never" for the scheduler and the worker."""
    last = JobRun.objects.last_signs_of_life()
    oldest = timezone.now() - SILENCE

    def word(name: str) -> str:
        seen = last[name]
        return "never" if seen is None else "ok" if seen >= oldest else "silent"

    return {name: word(name) for name in ("scheduler", "worker")}


def _database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


@remember
def _migrations_are_applied() -> None:
    """Raise while one is missing. The good answer is remembered: it cannot change under running code."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError("Some migrations are not applied: run manage.py migrate.")


def _cache_keeps_what_it_is_given() -> None:
    token = secrets.token_hex(8)
    key = f"jobs.readyz.{token}"
    cache.set(key, token, timeout=60)
    if cache.get(key) != token:
        raise NotReadyError("The cache did not return what was written into it.")
    cache.delete(key)


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database_answers,
    "migrations": _migrations_are_applied,
    "cache": _cache_keeps_what_it_is_given,
}
