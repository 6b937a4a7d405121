"""The register of personal data: which model holds what about whom, why, for how long.

    declare(
        Subscriber,
        purpose="Send the newsletter that they asked for",
        lawful_basis=CONSENT,
        fields=("email", "first_name"),
        subject_email="email",
        retention=Retention(days=30, since="unsubscribed_at"),
    )

Each app declares its own models in `AppConfig.ready()`. A system check fails for a model of ours with a field
that looks personal and is neither declared nor listed by `not_personal`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet

# The lawful bases of Article 6 of the UK GDPR, in the words of the Information Commissioner's Office.
CONSENT = "Consent"
CONTRACT = "Contract"
LEGAL_OBLIGATION = "Legal obligation"
LEGITIMATE_INTERESTS = "Legitimate interests"


class Delete:
    """The row goes."""

    words = "deleted"


@dataclass(frozen=True)
class Anonymise:
    """The row stays without the person: these fields get these values.

    `by` instead does it itself; it takes a queryset and returns how many rows it changed.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    by: Callable[[QuerySet[Any]], int] | None = None
    words = "made anonymous"


@dataclass(frozen=True)
class Keep:
    """The row stays as it is, for a reason that the person is told ("HMRC asks for six years of gifts")."""

    because: str
    words = "kept"


DELETE = Delete()


@dataclass(frozen=True)
class Retention:
    """After `days` days since a date field of the row (and only `when` the condition holds), do `action`."""

    days: int
    since: str = "created_at"
    when: Q = field(default_factory=Q)
    action: Delete | Anonymise = DELETE
    words: str = ""

    def due(self, rows: QuerySet[Any], now: datetime) -> QuerySet[Any]:
        """Return the rows whose time is over and that were not anonymised before."""
        rows = rows.filter(self.when, **{f"{self.since}__lt": now - timedelta(days=self.days)})
        if isinstance(self.action, Anonymise) and self.action.values:
            rows = rows.exclude(**self.action.values)
        return rows

    def __str__(self) -> str:
        return self.words or f"{self.action.words} {self.days} days after “{self.since}”"


@dataclass(frozen=True)
class KeptUntil:
    """No job ends it: an event does ("the account is closed"), or another declaration's cascade."""

    event: str

    def __str__(self) -> str:
        return f"until {self.event}"


@dataclass(frozen=True)
class RetentionBy:
    """A rule of its own: `apply(now, dry_run)` returns how many rows it ended (or would end)."""

    words: str
    apply: Callable[[datetime, bool], int]

    def __str__(self) -> str:
        return self.words


RetentionRule = Retention | KeptUntil | RetentionBy


@dataclass(frozen=True)
class Declaration:
    """What is held about people in one model."""

    model: type[Model]
    purpose: str
    fields: tuple[str, ...]
    retention: RetentionRule
    lawful_basis: str = LEGITIMATE_INTERESTS
    # Path of look-ups from the row to the person's e-mail address: "email", "user__email".
    subject_email: str = ""
    # Fields that look personal and are not (the name of a shop's product).
    impersonal: tuple[str, ...] = ()
    # Rows of a person as plain values, for a model without a `subject_email`.
    export: Callable[[str], Sequence[Mapping[str, Any]]] | None = None
    erase: Delete | Anonymise | Keep | Callable[[str], int] = DELETE

    @property
    def label(self) -> str:
        """Return "app.Model"."""
        return self.model._meta.label

    def rows_of(self, email: str) -> QuerySet[Any]:
        """Return the rows about the person with this address, in any case of letters."""
        rows = self.model._default_manager.all()
        return rows.filter(**{f"{self.subject_email}__iexact": email}) if self.subject_email else rows.none()


_declared: dict[type[Model], Declaration] = {}
_not_personal: dict[type[Model], str] = {}


def declare(
    model: type[Model],
    *,
    purpose: str,
    fields: Sequence[str],
    retention: RetentionRule,
    lawful_basis: str = LEGITIMATE_INTERESTS,
    subject_email: str = "",
    impersonal: Sequence[str] = (),
    export: Callable[[str], Sequence[Mapping[str, Any]]] | None = None,
    erase: Delete | Anonymise | Keep | Callable[[str], int] = DELETE,
) -> None:
    """Enter a model into the register; a second call for the same model replaces the first.

    purpose: one sentence for the person behind the data. fields: what is personal. retention: `Retention`,
    `KeptUntil` or `RetentionBy`. subject_email: look-ups from the row to the person's address; without it
    give `export` and `erase` as functions that take an e-mail address. impersonal: fields of the same
    model that only look personal. Names are checked by `manage.py check`.
    """
    _declared[model] = Declaration(
        model=model,
        purpose=purpose,
        fields=tuple(fields),
        retention=retention,
        lawful_basis=lawful_basis,
        subject_email=subject_email,
        impersonal=tuple(impersonal),
        export=export,
        erase=erase,
    )


def not_personal(model: type[Model], why: str) -> None:
    """Say that a model whose fields look personal holds nothing about a person, and why."""
    _not_personal[model] = why


def declarations() -> list[Declaration]:
    """Return the register, by label."""
    return sorted(_declared.values(), key=lambda declaration: declaration.label)


def impersonal_models() -> dict[type[Model], str]:
    """Return the models that only look personal, with the reason."""
    return dict(_not_personal)
