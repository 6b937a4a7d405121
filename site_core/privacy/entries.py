"""The register in words, for staff and for the documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from .registry import Declaration, Register
from .registry import register as site_register
from .rules import Anonymise, Delete, EraseWith, Keep


@dataclass(frozen=True)
class Entry:
    """One model's line of the register."""

    label: str
    title: str
    purpose: str
    lawful_basis: str
    fields: str
    retention: str
    erasure: str


def entries(register: Register = site_register) -> list[Entry]:
    """Return the register, by model."""
    return [_entry(declaration) for declaration in register.declarations()]


def as_markdown(register: Sequence[Entry]) -> str:
    """Return the register as one Markdown table."""
    lines = [
        "| What | Purpose | Lawful basis | Personal fields | How long | When a person asks for erasure |",
        "|---|---|---|---|---|---|",
    ]
    for entry in register:
        cells = (
            f"{entry.title} (`{entry.label}`)",
            entry.purpose,
            entry.lawful_basis,
            entry.fields,
            entry.retention,
            entry.erasure,
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _entry(declaration: Declaration) -> Entry:
    return Entry(
        label=declaration.label,
        title=str(declaration.model._meta.verbose_name_plural).capitalize(),
        purpose=declaration.purpose,
        lawful_basis=declaration.lawful_basis,
        fields=", ".join(name.replace("_", " ") for name in declaration.fields),
        retention=str(declaration.retention),
        erasure=_erasure(declaration),
    )


def _erasure(declaration: Declaration) -> str:
    erase = declaration.erase
    if isinstance(erase, Keep):
        return f"kept: {erase.because}"
    if isinstance(erase, Delete | Anonymise | EraseWith):
        return erase.words
    return "erased"
