"""Lists of pages that visitors filter and turn: a plain GET form, paged in the database.

Filters stand in the address (`?kind=report&year=2025`), so a filtered list can be shared and works without
JavaScript. It is not stored, since the addresses are without number, and asks search engines to stay away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as ListPage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

PER_PAGE = 24


@dataclass(frozen=True)
class Filter:
    """One question of the form. `narrow` takes the queryset and a value of `choices`."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    narrow: Callable[[Any, str], Any]
    all_label: str = "All"


@dataclass(frozen=True)
class Question:
    """A filter as `components/filters.html` prints it."""

    name: str
    label: str
    all_label: str
    choices: Sequence[tuple[str, str]]
    chosen: str

    @property
    def chosen_label(self) -> str:
        """The words of the chosen value; empty when nothing is chosen."""
        return dict(self.choices).get(self.chosen, "")


@dataclass(frozen=True)
class Listing:
    """One page of a filtered list."""

    page: "ListPage[Any]"
    questions: list[Question]

    @property
    def is_filtered(self) -> bool:
        """Whether a visitor has narrowed the list."""
        return any(question.chosen for question in self.questions)

    @property
    def query(self) -> str:
        """What the addresses of the other pages begin with, for `components/pagination.html`."""
        chosen = {question.name: question.chosen for question in self.questions if question.chosen}
        return urlencode(chosen) + "&" if chosen else ""


def read(
    request: HttpRequest, rows: "QuerySet[Any]", filters: Sequence[Filter] = (), per_page: int = PER_PAGE
) -> Listing:
    """Return the page of `rows` that the address asks for.

    Raises Http404 for a value that is no choice and for a page beyond the end: neither is an address of ours.
    """
    questions = []
    for one in filters:
        chosen = request.GET.get(one.name, "")
        if chosen and chosen not in dict(one.choices):
            raise Http404
        if chosen:
            rows = one.narrow(rows, chosen)
        questions.append(Question(one.name, one.label, one.all_label, one.choices, chosen))
    try:
        page = Paginator(rows, per_page).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error
    return Listing(page, questions)
