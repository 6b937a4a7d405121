"""Vacancies as plain values, for lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from site_core.pages.blocks import cards_of
from site_core.pages.london import Leaf

from .kinds import Contract

if TYPE_CHECKING:
    from .models import VacancyPage


@dataclass(frozen=True)
class Entry:
    """One vacancy in a list; everything but `closes_on` is words that visitors read."""

    title: str
    url: str
    text: str
    hue: str
    closes_on: date
    closing: str
    salary: str
    hours: str
    contract: str
    place: str

    @property
    def leaf(self) -> Leaf:
        """The day on which it closes."""
        return Leaf(self.closes_on)


def entries(pages: "Iterable[VacancyPage]") -> list[Entry]:
    """Return vacancies as they are listed, in the order of `pages`. A fixed number of queries."""
    given = list(pages)
    cards = cards_of(given)
    return [
        Entry(
            title=card.title,
            url=card.url,
            text=card.text,
            hue=card.hue,
            closes_on=page.closes_on,
            closing=page.closing_words,
            salary=page.salary,
            hours=page.hours_words,
            contract=Contract(page.contract).label,
            place=page.place_words,
        )
        for page in given
        if page.closes_on and (card := cards.get(page.pk))
    ]
