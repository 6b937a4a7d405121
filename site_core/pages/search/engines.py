"""Asks the index that Wagtail keeps, on SQLite (FTS5) and on PostgreSQL.

Not by `Page.objects.search()`, which on SQLite weighs a word in a title like one in a body, and looks each
hit up again for its rank. Rank, count and page are made in the database here, and the text that the words
were found in comes from the index, so that a list of results reads no page's body.
"""

from collections.abc import Sequence
from functools import reduce
from operator import add, or_
from typing import Any, Protocol

from django.conf import settings
from django.db import connection
from django.db.models import Case, CharField, F, FloatField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat, Greatest, StrIndex, Substr
from django.db.models.lookups import IContains
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from .fields import TEASER_BOOST, TEASER_END
from .terms import Term

# A page whose title has all the words stands before one whose teaser has them, and that before any other:
# what the database makes of the text, brought into 0 to 1, decides among equals.
IN_TITLE, IN_TEASER = 4.0, 2.0
# As many pages are ranked and listed, those with the words in their title first. Who looks for a word that
# is on more pages wants another word, and reading all their texts would keep a large site busy.
MOST_RANKED = 1_000


def matches(terms: Sequence[Term], pages: "QuerySet[Page]") -> "QuerySet[Any]":
    """Return the index's rows of those pages that have all of the words: `key`, and `kind`, their type."""
    rows = _engine().rows(terms).filter(kind__in=_page_kinds(), key__in=_keys_of(pages))
    return rows.order_by()


def ranked(rows: "QuerySet[Any]", terms: Sequence[Term]) -> "QuerySet[Any]":
    """Return what `matches` found as dictionaries, the best first: `key`, and `text` as it was indexed."""
    engine = _engine()
    in_title = _share(IN_TITLE, [engine.in_title(term) for term in terms])
    first = rows.annotate(score=in_title).order_by("-score", "-pk")[:MOST_RANKED]
    rank = engine.rank(terms)
    score = in_title + _share(IN_TEASER, [engine.in_teaser(term) for term in terms]) + rank / (rank + 1.0)
    best = engine.among(first.values("pk"), terms).annotate(score=score)
    return best.order_by("-score", "-pk").values("key", text=F(engine.body))


def openings(pages: "QuerySet[Page]") -> "QuerySet[Any]":
    """Return title and teaser of each page as one text, from the index."""
    title, body = ("title_text", "body_text") if connection.vendor == "postgresql" else ("title", "body")
    rows = IndexEntry.objects.filter(content_type__in=_page_kinds(), object_id__in=_keys_of(pages))
    text = Concat(title, Value(" "), _teaser(body), output_field=TextField())
    return rows.order_by("pk").values_list(text, flat=True)


def _share(weight: float, conditions: Sequence[Q]) -> Any:
    """Return how much of the weight a row earns: all of it where every condition holds."""
    share = Value(weight / len(conditions), output_field=FloatField())
    cases: list[Any] = [
        Case(When(one, then=share), default=0.0, output_field=FloatField()) for one in conditions
    ]
    return reduce(add, cases)


def _teaser(body: str) -> Any:
    return Substr(body, 1, Greatest(StrIndex(body, Value(TEASER_END)) - 1, 0))


def _page_kinds() -> list[int]:
    kinds: list[int] = get_descendants_content_types_pks(Page)
    return kinds


def _keys_of(pages: "QuerySet[Page]") -> "QuerySet[Any]":
    """Return the keys of pages as the index writes them."""
    return pages.annotate(key=Cast("pk", CharField())).order_by().values("key")


class _Engine(Protocol):
    """How one database is asked."""

    # Where the text of a row stands.
    body: str

    def rows(self, terms: Sequence[Term]) -> "QuerySet[Any]":
        """Return the rows with all of the words, with `key` and `kind`."""

    def among(self, found: "QuerySet[Any]", terms: Sequence[Term]) -> "QuerySet[Any]":
        """Return rows that were found already, by their keys, with `key` and ready for `rank`."""

    def in_title(self, term: Term) -> Q:
        """Whether the title has this word."""

    def in_teaser(self, term: Term) -> Q:
        """Whether the teaser has this word."""

    def rank(self, terms: Sequence[Term]) -> Any:
        """How good the database finds a row: 0 or more, the more the better."""


def _engine() -> _Engine:
    return _Postgres() if connection.vendor == "postgresql" else _Sqlite()


class _Sqlite:
    """FTS5, which counts words but does not bring them to a stem: beginnings of words do that."""

    body = "index_entry__body"

    def rows(self, terms: Sequence[Term]) -> "QuerySet[Any]":
        from modelsearch.backends.database.sqlite.query import MatchExpression
        from wagtail.search.models import SQLiteFTSIndexEntry

        wanted = Value(" AND ".join(f"({self._words(term)})" for term in terms))
        found = SQLiteFTSIndexEntry.objects.filter(MatchExpression(["title", "body"], wanted))
        return found.annotate(key=F("index_entry__object_id"), kind=F("index_entry__content_type_id"))

    def among(self, found: "QuerySet[Any]", terms: Sequence[Term]) -> "QuerySet[Any]":
        # The sum keeps SQLite from asking the index anew for each of the keys, which takes seconds.
        return self.rows(terms).annotate(number=F("pk") + 0).filter(number__in=found)

    def _words(self, term: Term) -> str:
        # The word itself once more: a page that has it as it was typed is the better one.
        whole = [f'"{word}"' for word in {term.word: None, **dict.fromkeys(term.whole)}]
        return " OR ".join(whole + [f'"{beginning}"*' for beginning in term.beginnings])

    def in_title(self, term: Term) -> Q:
        return self._says(term, F("index_entry__title"))

    def in_teaser(self, term: Term) -> Q:
        return self._says(term, _teaser(self.body))

    def _says(self, term: Term, text: Any) -> Q:
        # FTS5 does not tell in which column a word was found, so it is looked for after a blank.
        after_blank = Concat(Value(" "), text, output_field=TextField())
        words = sorted({term.word, *term.whole, *term.beginnings})
        return reduce(or_, (Q(IContains(after_blank, f" {word}")) for word in words))

    def rank(self, terms: Sequence[Term]) -> Any:
        from modelsearch.backends.database.sqlite.query import BM25

        # The best row has the lowest.
        return Value(0.0) - BM25()


class _Postgres:
    """Text search in English, which brings words to their stem."""

    body = "body_text"

    def rows(self, terms: Sequence[Term]) -> "QuerySet[Any]":
        found = IndexEntry.objects.annotate(key=F("object_id"), kind=F("content_type_id"))
        for term in terms:
            # Each column has an index of its own, both together have none.
            wanted = self._query(self._words(term))
            found = found.filter(Q(title=wanted) | Q(body=wanted))
        return found

    def among(self, found: "QuerySet[Any]", terms: Sequence[Term]) -> "QuerySet[Any]":
        return IndexEntry.objects.filter(pk__in=found).annotate(key=F("object_id"))

    def _words(self, term: Term, letter: str = "") -> str:
        beginning, whole = f"'{term.word}':*{letter}", f"'{term.word}':{letter}".rstrip(":")
        return f"{whole} | {beginning}" if term.beginnings else whole

    def _query(self, text: str) -> Any:
        from django.contrib.postgres.search import SearchQuery

        config = settings.WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"]
        return SearchQuery(text, search_type="raw", config=config)

    def in_title(self, term: Term) -> Q:
        return Q(title=self._query(self._words(term)))

    def in_teaser(self, term: Term) -> Q:
        from modelsearch.backends.database.postgres.weights import get_weight

        # In the index each word carries a letter for the boost of its field.
        return Q(body=self._query(self._words(term, get_weight(TEASER_BOOST))))

    def rank(self, terms: Sequence[Term]) -> Any:
        from django.contrib.postgres.search import SearchRank

        wanted = self._query(" & ".join(f"({self._words(term)})" for term in terms))
        # Normalised by the length of the text.
        return Cast(SearchRank(F("body"), wanted, normalization=Value(1)), FloatField())
