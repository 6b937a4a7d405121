"""What people may ask for: a copy of what is held about them, and its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils import timezone

from .registry import Declaration, Register
from .registry import register as site_register
from .rules import Anonymise, Delete, Keep


class ErasureRefused(Exception):  # noqa: N818  (read aloud: "except ErasureRefused")
    """A room cannot let go of the person yet: nothing was erased. The message tells staff why.

    An app's erase function raises it, or an error of its own that is one.
    """


@dataclass(frozen=True)
class Outcome:
    """What erasing did to the rows of one model."""

    label: str
    done: str
    rows: int
    because: str = ""


@dataclass(frozen=True)
class ErasureReport:
    """What was done for one person, without naming them."""

    outcomes: tuple[Outcome, ...]

    @property
    def kept(self) -> tuple[Outcome, ...]:
        """What stays, with the reason to tell the person."""
        return tuple(outcome for outcome in self.outcomes if outcome.because)


@transaction.atomic
def export_for(email: str, register: Register = site_register) -> dict[str, Any]:
    """Return everything that the register knows about one address, as plain values for JSON.

    Models that hold nothing about the person are left out.
    """
    email = email.strip()
    records = {}
    for declaration in register.declarations():
        if email and (rows := _export_one(declaration, email)):
            records[declaration.label] = {"purpose": declaration.purpose, "rows": rows}
    return {"email": email, "made_at": timezone.now().isoformat(), "records": records}


@transaction.atomic
def erase_for(email: str, register: Register = site_register) -> ErasureReport:
    """End everything that the register knows about one address, all or nothing.

    Rows that find the person by another row go first, for afterwards nothing would lead to them; the
    account goes last, because any of them may look for the person there. Raises ErasureRefused.
    """
    email = email.strip()
    if not email:
        return ErasureReport(())
    nearest_last = sorted(register.declarations(), key=_distance, reverse=True)
    outcomes = (_erase_one(declaration, email) for declaration in nearest_last)
    return ErasureReport(tuple(outcome for outcome in outcomes if outcome.rows))


def preview_for(email: str, register: Register = site_register) -> ErasureReport:
    """Return what erasing would do, and change nothing.

    A function that erases is believed to end as many rows as the export shows.
    """
    email = email.strip()
    if not email:
        return ErasureReport(())
    outcomes = (_preview_one(declaration, email) for declaration in register.declarations())
    return ErasureReport(tuple(outcome for outcome in outcomes if outcome.rows))


def _preview_one(declaration: Declaration, email: str) -> Outcome:
    erase = declaration.erase
    if declaration.subject_email:
        rows = declaration.rows_of(email).distinct().count()
    else:
        rows = len(_export_one(declaration, email))
    if isinstance(erase, Keep):
        return Outcome(declaration.label, erase.words, rows, erase.because)
    return Outcome(declaration.label, getattr(erase, "words", "erased"), rows)


def _distance(declaration: Declaration) -> int:
    """Return how many rows lie between this model and the e-mail address; functions may use any of them."""
    if declaration.model is get_user_model():
        return -1
    if not isinstance(declaration.erase, Delete | Anonymise | Keep):
        return 100
    return declaration.subject_email.count("__")


def _erase_one(declaration: Declaration, email: str) -> Outcome:
    erase = declaration.erase
    if isinstance(erase, Keep):
        return Outcome(declaration.label, erase.words, erase.act(declaration.rows_of(email)), erase.because)
    if isinstance(erase, Delete | Anonymise):
        # A look-up through a many-to-many may join; a plain list of keys can be deleted and updated.
        keys = list(declaration.rows_of(email).values_list("pk", flat=True))
        rows = declaration.model._default_manager.filter(pk__in=keys)
        return Outcome(declaration.label, erase.words, erase.act(rows))
    return Outcome(declaration.label, getattr(erase, "words", "erased"), erase(email))


def _export_one(declaration: Declaration, email: str) -> list[dict[str, Any]]:
    if declaration.export is not None:
        return [_plain(row) for row in declaration.export(email)]
    rows = declaration.rows_of(email).order_by("pk").distinct()
    return [{name: _plain(_value(row, name)) for name in declaration.fields} for row in rows.iterator(500)]


def _value(row: models.Model, name: str) -> Any:
    try:
        return getattr(row, name)
    except ObjectDoesNotExist:
        return None


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case models.Manager():
            return [str(item) for item in value.all()]
        case models.Model() | Decimal() | UUID():
            return str(value)
        case Sequence() | set() | frozenset():
            return [_plain(item) for item in value]
    return str(value)
