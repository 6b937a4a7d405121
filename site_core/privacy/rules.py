"""The words of a declaration: what ends a row, and when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Delete:
    """The row goes."""

    words = "deleted"

    def act(self, rows: QuerySet[Any]) -> int:
        """Delete the rows; return how many of this model went, without those that went with them."""
        _, by_model = rows.delete()
        return by_model.get(rows.model._meta.label, 0)


@dataclass(frozen=True)
class Anonymise:
    """The row stays without the person: its fields get these values.

        Anonymise({"name": "", "email": ""})

    Values are constants; `by` instead is a function that takes a queryset, returns how many rows it
    changed, and bears being called again for the same rows.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    by: Callable[[QuerySet[Any]], int] | None = None
    words = "made anonymous"

    def act(self, rows: QuerySet[Any]) -> int:
        """Change the rows that still name somebody; return how many."""
        return self.by(rows) if self.by else self.still_named(rows).update(**self.values)

    def still_named(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what is anonymous already."""
        return rows.exclude(**self.values) if self.values else rows


@dataclass(frozen=True)
class Keep:
    """The row stays as it is although the person asks for erasure; they are told why.

    Keep(because="HMRC asks for six years of Gift Aid records")
    """

    because: str
    words = "kept"

    def act(self, rows: QuerySet[Any]) -> int:
        """Change nothing; return how many rows stay."""
        return rows.count()


@dataclass(frozen=True)
class EraseWith:
    """A function of an address that ends what is held, where “erased” would say too much or too little.

    EraseWith("disowned and unlocked", by=leave_pages)
    """

    words: str
    by: Callable[[str], int]

    def __call__(self, email: str) -> int:
        """Erase; return how many rows changed."""
        return self.by(email)


DELETE = Delete()


@dataclass(frozen=True)
class Retention:
    """`days` days after a date in the row, and only `when` a condition holds, the row is ended.

    Retention(days=365, since="created_at", when=Q(status="closed"), action=Anonymise({"email": ""}))
    """

    days: int
    since: str = "created_at"
    when: Q = field(default_factory=Q)
    action: Delete | Anonymise = DELETE
    # What the register says, where the rule itself does not read well.
    words: str = ""

    def due(self, rows: QuerySet[Any], now: datetime) -> QuerySet[Any]:
        """Return the rows whose time is over. A row without the date is never due."""
        rows = rows.filter(self.when, **{f"{self.since}__lt": now - timedelta(days=self.days)})
        return self.action.still_named(rows) if isinstance(self.action, Anonymise) else rows

    def __str__(self) -> str:
        return self.words or f"{self.action.words} {self.days} days after “{self.since.replace('_', ' ')}”"


@dataclass(frozen=True)
class KeptUntil:
    """Something that happens ends the row, not the calendar: KeptUntil("the account is closed")."""

    event: str

    def __str__(self) -> str:
        return f"kept until {self.event}"


@dataclass(frozen=True)
class RetentionBy:
    """A rule of its own: `apply(now, dry_run)` returns how many rows it ended, or would end."""

    words: str
    apply: Callable[[datetime, bool], int]

    def __str__(self) -> str:
        return self.words


RetentionRule = Retention | KeptUntil | RetentionBy
