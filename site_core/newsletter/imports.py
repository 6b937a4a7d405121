"""What a provider tells us about people on our list, as a CSV file. It can only ever take people off.

The whole file is read before anything is done: a file that cannot be read leaves nothing behind. Lines that
cannot be read are reported, each with its reason.

What a file asks for is done in small transactions, so that visitors who sign up never wait for a long file.
When one of them fails, what was done before it stays done, the report says how many addresses are left, and
the same file may be put in again: who is off the list already is only counted.
"""

import csv
import io
import logging
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F

from site_core.guard.spreadsheets import as_typed
from site_core.mail.addresses import InvalidAddress, split
from site_core.mail.models import Suppression

from . import services
from .models import Consent, Subscriber, Transfer

logger = logging.getLogger(__name__)

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
# Addresses of one transaction.
BATCH = 100
DELIMITERS = ",;\t"
# Heads of the column, in small letters, without blanks and marks.
EMAIL_HEADS = {"email", "emailaddress", "mail", "address"}
OFFICE_FILE = b"PK\x03\x04"

KINDS = (Transfer.Kind.UNSUBSCRIBED, Transfer.Kind.BOUNCED, Transfer.Kind.COMPLAINED)
REASONS = {
    Transfer.Kind.BOUNCED: Suppression.Reason.BOUNCED,
    Transfer.Kind.COMPLAINED: Suppression.Reason.COMPLAINED,
}


class UnreadableFile(ValueError):
    """The file is no list of addresses. The message says what to do; nothing was changed."""


@dataclass(frozen=True)
class Rejected:
    """A line that could not be read."""

    line: int
    text: str
    reason: str


@dataclass
class Report:
    """What became of a file."""

    changed: int = 0
    already: int = 0
    unknown: int = 0
    # Addresses that nothing was done about, because the database failed before.
    left: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def take_in(content: bytes, kind: Transfer.Kind, by: Any) -> Report:
    """Take the people of a provider's file off the list; says what became of each line.

    An address that is not on our list is only counted: nobody is added. Safe to call again, also when the
    report says that addresses are `left`. Raises UnreadableFile.
    """
    report = Report()
    addresses = _read(content, report)
    transfer = Transfer.objects.create(kind=kind, user=by, rows=0, rejected=len(report.rejected))
    for start in range(0, len(addresses), BATCH):
        try:
            _apply(addresses[start : start + BATCH], kind, report, transfer)
        except DatabaseError:
            logger.exception("A list was put in only in part.")
            report.left = len(addresses) - start
            break
    return report


def _apply(addresses: list[str], kind: Transfer.Kind, report: Report, transfer: Transfer) -> None:
    """Take some people off the list and write down how many, all or nothing."""
    with transaction.atomic():
        known = set(Subscriber.objects.filter(email__in=addresses).values_list("email", flat=True))
        changed = sum(_take_off(address, kind) for address in addresses if address in known)
        Transfer.objects.filter(pk=transfer.pk).update(rows=F("rows") + len(known))
    # Only now, for a report must not name what was rolled back.
    report.changed += changed
    report.already += len(known) - changed
    report.unknown += len(addresses) - len(known)


def _take_off(address: str, kind: Transfer.Kind) -> bool:
    if kind == Transfer.Kind.UNSUBSCRIBED:
        return services.unsubscribe_address(address, Consent.How.PROVIDER)
    return services.suppress(address, REASONS[kind], Consent.How.PROVIDER)


def _read(content: bytes, report: Report) -> list[str]:
    """Return each address of the file once, in its order; what is none goes into the report."""
    reader = csv.reader(io.StringIO(_text(content), newline=""), delimiter=_delimiter(content))
    found: dict[str, None] = {}
    try:
        column = _email_column(next(reader, []))
        for row in reader:
            cell = as_typed(row[column].strip()) if column < len(row) else ""
            if not any(part.strip() for part in row):
                continue
            try:
                found[split(cell)[1]] = None
            except InvalidAddress:
                report.rejected.append(Rejected(reader.line_num, ", ".join(row)[:120], _reason(cell)))
            if reader.line_num > MAX_ROWS:
                raise UnreadableFile(f"The file has more than {MAX_ROWS:,} lines. Split it, please.")
    except csv.Error as error:
        raise UnreadableFile(f"Line {reader.line_num} cannot be read as CSV. Nothing was changed.") from error
    return list(found)


def _reason(cell: str) -> str:
    return "This is not an e-mail address." if cell else "There is no e-mail address on this line."


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableFile("The file is larger than 5 MB. Split it, please.")
    if content.startswith(OFFICE_FILE) or b"\x00" in content:
        raise UnreadableFile("This is no CSV file. Open it in your spreadsheet, and save it as CSV (UTF-8).")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("The letters of this file cannot be read. Save it as CSV (UTF-8), please.")


def _delimiter(content: bytes) -> str:
    head = content.split(b"\n", 1)[0].decode(errors="replace")
    return max(DELIMITERS, key=head.count)


def _email_column(head: list[str]) -> int:
    for position, name in enumerate(head):
        if "".join(filter(str.isalpha, name.lower())) in EMAIL_HEADS:
            return position
    raise UnreadableFile("No column is called “Email Address”. The first line must name the columns.")
