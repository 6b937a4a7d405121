"""The list as files: for a provider, and whole. Each file leaves a row that says who took it, and when."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from site_core.guard.spreadsheets import as_words

from .models import Consent, State, Subscriber, Transfer

BATCH = 500
# A change that was under way during the last hand-over is told again, rather than never.
OVERLAP = timedelta(minutes=10)

# The names that Mailchimp and most others look for; the last two are theirs to map or to leave.
PROVIDER_COLUMNS = ("Email Address", "First Name", "Status", "Opt-in Time", "Source")
# A provider's words for our states.
PROVIDER_STATUS = {
    State.CONFIRMED: "subscribed",
    State.UNSUBSCRIBED: "unsubscribed",
    State.SUPPRESSED: "cleaned",
    # Only of those who were on the list before and left: they are off it until they confirm.
    State.PENDING: "unsubscribed",
}
ALL_COLUMNS = (
    "E-mail address", "First name", "State", "Since", "Signed up", "Source", "Confirmed", "Unsubscribed",
    "Consent given", "Words agreed to", "Version of the words", "Lawful basis", "Channel",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A file to download: its name, and its rows as they are asked for."""

    filename: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]

    def lines(self) -> Iterator[str]:
        """Yield the file line by line; no cell can be taken for a formula."""
        writer = csv.writer(_Echo())
        yield "\ufeff" + writer.writerow(self.columns)
        for row in self.rows:
            yield writer.writerow([as_words(cell) for cell in row])


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def take_out(kind: Transfer.Kind, by: Any) -> Sheet:
    """Return one of the three files, and write down who took it. Raises ValueError for another kind."""
    now = timezone.now()
    people: QuerySet[Subscriber]
    match kind:
        case Transfer.Kind.HAND_OVER:
            people = Subscriber.objects.reachable()
        case Transfer.Kind.CHANGES:
            people = changed_since_last()
        case Transfer.Kind.EXPORT:
            people = Subscriber.objects.all()
        case _:
            raise ValueError(f"{kind} is no list to take out.")
    Transfer.objects.create(kind=kind, user=by, at=now, rows=people.count())
    filename = f"newsletter-{kind.replace('_', '-')}-{timezone.localdate(now):%Y-%m-%d}.csv"
    if kind == Transfer.Kind.EXPORT:
        return Sheet(filename, ALL_COLUMNS, map(_whole_row, _with_consent(people.order_by("pk"))))
    return Sheet(filename, PROVIDER_COLUMNS, map(_provider_row, people.order_by("pk").iterator(BATCH)))


def changed_since_last() -> QuerySet[Subscriber]:
    """Those who came or left since the last hand-over; the whole list when there was none.

    Only people who were on the list at some time: a provider has no business with the others.
    """
    last = Transfer.objects.hand_overs().first()
    if last is None:
        return Subscriber.objects.reachable()
    changed = Subscriber.objects.once_confirmed().changed_since(last.at - OVERLAP)
    return changed.exclude(Q(state=State.CONFIRMED) & Q(pk__in=Subscriber.objects.held_back().values("pk")))


def _provider_row(person: Subscriber) -> Sequence[str]:
    confirmed = person.confirmed_at
    # In UTC, as providers expect it.
    opted_in = f"{confirmed:%Y-%m-%d %H:%M:%S}" if confirmed else ""
    status = PROVIDER_STATUS[State(person.state)]
    return (person.email, person.first_name, status, opted_in, person.source)


def _with_consent(people: QuerySet[Subscriber]) -> Iterator[Subscriber]:
    given = Prefetch("consents", queryset=Consent.objects.given(), to_attr="yeses")
    return people.prefetch_related(given).iterator(BATCH)


def _whole_row(person: Subscriber) -> Sequence[str]:
    yeses: list[Consent] = person.yeses  # type: ignore[attr-defined]  # `_with_consent` puts it there
    cells = [
        person.email, person.first_name, person.get_state_display(), _moment(person.state_since),
        _moment(person.created_at), person.source, _moment(person.confirmed_at),
        _moment(person.unsubscribed_at),
    ]  # fmt: skip
    if not yeses:
        return [*cells, *[""] * (len(ALL_COLUMNS) - len(cells))]
    newest = yeses[0]
    return [
        *cells, _moment(newest.at), newest.wording, newest.wording_version,
        newest.get_lawful_basis_display(), newest.get_channel_display(),
    ]  # fmt: skip


def _moment(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
