"""Events as plain values, for lists on pages and blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from site_core.pages import money
from site_core.pages.blocks import cards_of
from site_core.pages.london import Leaf

from .kinds import Kind, State
from .periods import Period, state_of

if TYPE_CHECKING:
    from .models import EventPage


@dataclass(frozen=True)
class Entry:
    """One event in a list. `start` and `end` are UTC; `kind` and `place` are words that visitors read."""

    title: str
    url: str
    start: datetime
    end: datetime
    place: str
    kind: str
    hue: str
    text: str
    period: Period
    state: State
    price: str

    @property
    def leaf(self) -> Leaf:
        """Its days."""
        return self.period.leaf

    @property
    def month_words(self) -> str:
        """The month in which it begins, over which lists stand: "November 2026"."""
        return date_format(self.period.first_day, "F Y")

    @property
    def has_changed(self) -> bool:
        """Whether it does not happen as planned."""
        return self.state in (State.CANCELLED, State.POSTPONED)


def entries(pages: "Iterable[EventPage]", now: datetime) -> list[Entry]:
    """Return events as they are listed, in the order of `pages`. A fixed number of queries."""
    given = list(pages)
    cards = cards_of(given)
    found = []
    for page in given:
        card, period = cards.get(page.pk), page.period
        if card is None or period is None:
            continue
        found.append(
            Entry(
                title=card.title,
                url=card.url,
                start=period.start,
                end=period.end,
                place=page.place_words,
                kind=Kind(page.kind).label,
                hue=card.hue,
                text=card.text,
                period=period,
                state=state_of(period, page.change, now),
                price=money.price_words(page.price) or page.price_words,
            )
        )
    return found
