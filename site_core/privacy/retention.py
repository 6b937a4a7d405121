"""Ending what has been kept long enough."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from .registry import Declaration, Register
from .registry import register as site_register
from .rules import Retention, RetentionBy

logger = logging.getLogger(__name__)

# Few enough for a short write lock on SQLite.
BATCH = 500


class RetentionError(Exception):
    """Some rules failed; the message names the models. All others were applied."""


@dataclass(frozen=True)
class Ended:
    """How many rows of one model were ended, or would be."""

    label: str
    rule: str
    rows: int


def apply_retention(
    now: datetime | None = None, *, dry_run: bool = False, register: Register = site_register
) -> list[Ended]:
    """End all rows whose time is over; a second run finds nothing left to do.

    One model's fault does not keep the others' rows: RetentionError is raised when all were tried.
    """
    now = now or timezone.now()
    ended, failed = [], []
    for declaration in register.declarations():
        try:
            rows = _apply_one(declaration, now, dry_run)
        except Exception:
            logger.exception("Retention failed for %s", declaration.label)
            failed.append(declaration.label)
            continue
        if rows:
            logger.info("Retention of %s: %d rows%s", declaration.label, rows, " (dry run)" * dry_run)
        ended.append(Ended(declaration.label, str(declaration.retention), rows))
    if failed:
        raise RetentionError(f"Retention failed for {', '.join(failed)}; the log says why.")
    return ended


def _apply_one(declaration: Declaration, now: datetime, dry_run: bool) -> int:
    rule = declaration.retention
    if isinstance(rule, RetentionBy):
        return rule.apply(now, dry_run)
    if not isinstance(rule, Retention):
        return 0
    due = rule.due(declaration.model._default_manager.all(), now)
    if dry_run:
        return due.count()
    return sum(rule.action.act(batch) for batch in _batches(due))


def _batches(rows: QuerySet[Any]) -> Iterator[QuerySet[Any]]:
    """Yield the rows a few at a time, each in a transaction, with their conditions asked again."""
    rows = rows.order_by("pk")
    page = rows
    while keys := list(page.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            yield rows.order_by().filter(pk__in=keys)
        page = rows.filter(pk__gt=keys[-1])
