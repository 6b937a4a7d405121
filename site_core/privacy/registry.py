"""The register of personal data: which model holds what about whom, why, and for how long.

    declare(
        Subscriber,
        purpose="Send the newsletter that they asked for",
        lawful_basis=CONSENT,
        fields=("email", "first_name"),
        subject_email="email",
        retention=Retention(days=30, since="unsubscribed_at"),
    )
    not_personal(Menu, why="Its name is the menu's, not a person's")

Each app declares its own models in `AppConfig.ready()`, and those of libraries that it brings in. A system
check fails for a model of ours with a field that looks personal and is neither declared nor explained.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from .rules import (
    DELETE,
    Anonymise,
    Delete,
    EraseWith,
    Keep,
    KeptUntil,
    Retention,
    RetentionBy,
    RetentionRule,
)

__all__ = [
    "CONSENT",
    "CONTRACT",
    "DELETE",
    "LEGAL_OBLIGATION",
    "LEGITIMATE_INTERESTS",
    "Anonymise",
    "Declaration",
    "Delete",
    "EraseWith",
    "Keep",
    "KeptUntil",
    "Register",
    "Retention",
    "RetentionBy",
    "declare",
    "not_personal",
    "register",
]

# The lawful bases of Article 6 of the UK GDPR that a charity uses, in the words of the
# Information Commissioner's Office.
CONSENT = "Consent"
CONTRACT = "Contract"
LEGAL_OBLIGATION = "Legal obligation"
LEGITIMATE_INTERESTS = "Legitimate interests"

# Rows of one person as plain values, found by e-mail address.
ExportBy = Callable[[str], Sequence[Mapping[str, Any]]]
# Ends what is held about one person, found by e-mail address; returns how many rows it changed.
EraseBy = Callable[[str], int]
Erasure = Delete | Anonymise | Keep | EraseBy


@dataclass(frozen=True)
class Declaration:
    """What is held about people in one model."""

    model: type[Model]
    purpose: str
    fields: tuple[str, ...]
    retention: RetentionRule
    lawful_basis: str
    subject_email: str
    impersonal: tuple[str, ...]
    export: ExportBy | None
    erase: Erasure

    @property
    def label(self) -> str:
        """Return "app.Model"."""
        return self.model._meta.label

    def rows_of(self, email: str) -> QuerySet[Any]:
        """Return the rows about the person with this address, in any case of letters."""
        rows = self.model._default_manager.all()
        return rows.filter(**{f"{self.subject_email}__iexact": email}) if self.subject_email else rows.none()


class Register:
    """All declarations. The site has one (`register`); a test makes its own."""

    def __init__(self) -> None:
        self._declared: dict[type[Model], Declaration] = {}
        self._not_personal: dict[type[Model], str] = {}

    def declare(
        self,
        model: type[Model],
        *,
        purpose: str,
        fields: Sequence[str],
        retention: RetentionRule,
        lawful_basis: str = LEGITIMATE_INTERESTS,
        subject_email: str = "",
        impersonal: Sequence[str] = (),
        export: ExportBy | None = None,
        erase: Erasure = DELETE,
    ) -> None:
        """Enter a model into the register; a second call for the same model replaces the first.

        purpose: one sentence for the person behind the data. fields: what is personal. retention: when it
        ends: `Retention`, `KeptUntil` or `RetentionBy`. subject_email: look-ups from the row to the
        person's address ("email", "user__email"); without it, give `export` and `erase` as functions that
        take an address. erase: what a person's wish to be forgotten does: `DELETE`, `Anonymise`, `Keep`
        or a function. impersonal: fields of the model that only look personal. Names of fields are checked
        by `manage.py check`.
        """
        self._declared[model] = Declaration(
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

    def not_personal(self, model: type[Model], why: str) -> None:
        """Say that a model whose fields look personal holds nothing about a person, and why."""
        self._not_personal[model] = why

    def declarations(self) -> list[Declaration]:
        """Return every declaration, by label."""
        return sorted(self._declared.values(), key=lambda declaration: declaration.label)

    def declaration(self, model: type[Model]) -> Declaration | None:
        """Return the declaration of one model, or None."""
        return self._declared.get(model)

    def impersonal_models(self) -> dict[type[Model], str]:
        """Return the models that only look personal, with the reason."""
        return dict(self._not_personal)


register = Register()
declare = register.declare
not_personal = register.not_personal
