"""Asks the index that Wagtail keeps, on SQLite (FTS5) and on PostgreSQL.

Not by `Page.objects.search()`, which on SQLite weighs a word in a title like one in a body, and looks each
hit up again for its rank. Rank, count and page are made in the database here, and the text that the words
were found in comes from the index, so that a list of results reads no page's body.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, F, FloatField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat, Greatest, StrIndex, Substr
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from .fields import TEASER_END
from .terms import Term

# A page whose title has all the words stands before one whose teaser has them, and that before any other:
# what the database makes of the text (`rank`, brought into 0 to 1) decides among equals.
IN_TITLE, IN_TEASER = 4.0, 2.0


def matches(terms: Sequence[Term]) -> "QuerySet[Any]":
    """Return the index's rows that have all of the words, with `key`, `kind`, `text` and `score`.

    `key` is the page's key as text, `kind` that of its content type; the higher the score, the better. Pages
    only, but of every state.
    """
    engine = _postgres if connection.vendor == "postgresql" else _sqlite
    return engine(terms)


def _scored(rows: "QuerySet[Any]", in_title: list[Q], in_teaser: list[Q]) -> "QuerySet[Any]":
    score = F("rank") / (F("rank") + 1.0)
    for conditions, weight in ((in_title, IN_TITLE), (in_teaser, IN_TEASER)):
        for condition in conditions:
            share = Value(weight / len(conditions), output_field=FloatField())
            score += Case(When(condition, then=share), default=0.0, output_field=FloatField())
    return rows.annotate(score=score)


def _page_kinds() -> list[int]:
    from modelsearch.utils import get_descendants_content_types_pks

    kinds: list[int] = get_descendants_content_types_pks(Page)
    return kinds


# --- SQLite --------------------------------------------------------------------------------------


def _sqlite(terms: Sequence[Term]) -> "QuerySet[Any]":
    from modelsearch.backends.database.sqlite.query import BM25, MatchExpression
    from wagtail.search.models import SQLiteFTSIndexEntry

    wanted = Value(" AND ".join(f"({_fts5(term)})" for term in terms))
    rows = (
        SQLiteFTSIndexEntry.objects.filter(MatchExpression(["title", "body"], wanted))
        .filter(index_entry__content_type__in=_page_kinds())
        .annotate(
            key=F("index_entry__object_id"),
            kind=F("index_entry__content_type_id"),
            text=F("index_entry__body"),
            # FTS5 calls the best row the lowest.
            rank=Value(0.0) - BM25(),
            # Which column a word was found in is not told, so it is looked for after a blank.
            said_in_title=Concat(Value(" "), F("index_entry__title"), output_field=TextField()),
            said_in_teaser=Concat(
                Value(" "),
                Substr("index_entry__body", 1, StrIndex("index_entry__body", Value(TEASER_END))),
                output_field=TextField(),
            ),
        )
    )
    return _scored(
        rows,
        [_begins(term, "said_in_title") for term in terms],
        [_begins(term, "said_in_teaser") for term in terms],
    )


def _fts5(term: Term) -> str:
    # The word itself once more: a page that has it whole is the better one.
    words = [f'"{term.word}"', *(f'"{word}"' for word in term.whole)]
    return " OR ".join([*words, *(f'"{beginning}"*' for beginning in term.beginnings)])


def _begins(term: Term, field: str) -> Q:
    words = {term.word, *term.whole, *term.beginnings}
    return reduce(or_, (Q(**{f"{field}__icontains": f" {word}"}) for word in sorted(words)))


# --- PostgreSQL ----------------------------------------------------------------------------------


def _postgres(terms: Sequence[Term]) -> "QuerySet[Any]":
    from django.contrib.postgres.search import CombinedSearchVector, SearchRank
    from modelsearch.backends.database.postgres.weights import get_weight

    wanted = _tsquery(" & ".join(f"({_lexeme(term)})" for term in terms))
    # As in the index that Wagtail's migrations make of both.
    vector = CombinedSearchVector(F("title"), "||", F("body"), wanted.config)
    # The letter that words of the teaser carry in the index comes from the boost of its search field.
    letter = get_weight(2)
    rows = (
        IndexEntry.objects.filter(content_type__in=_page_kinds())
        .annotate(vector=vector)
        .filter(vector=wanted)
        .annotate(
            key=F("object_id"),
            kind=F("content_type_id"),
            text=F("body_text"),
            rank=Cast(SearchRank(vector, wanted, normalization=Value(1)), FloatField()),
        )
    )
    return _scored(
        rows,
        [Q(title=_tsquery(_lexeme(term))) for term in terms],
        [Q(body=_tsquery(_lexeme(term, letter))) for term in terms],
    )


def _tsquery(text: str) -> Any:
    from django.conf import settings
    from django.contrib.postgres.search import SearchQuery

    config = settings.WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"]
    return SearchQuery(text, search_type="raw", config=config)


def _lexeme(term: Term, letter: str = "") -> str:
    # PostgreSQL brings each word to its stem; short ones are meant whole.
    beginning = f"'{term.word}':*{letter}"
    whole = f"'{term.word}'" + (f":{letter}" if letter else "")
    return f"{whole} | {beginning}" if term.beginnings else whole


# --- both ----------------------------------------------------------------------------------------


def keys_of(pages: "QuerySet[Page]") -> "QuerySet[Any]":
    """Return the keys of pages as the index writes them, for `matches(…).filter(key__in=…)`."""
    return pages.annotate(key=Cast("pk", CharField())).order_by().values("key")


def openings(pages: "QuerySet[Page]") -> "QuerySet[Any]":
    """Return title and teaser of each page, as one text, from the index."""
    title, body = ("title_text", "body_text") if connection.vendor == "postgresql" else ("title", "body")
    teaser = Substr(body, 1, Greatest(StrIndex(body, Value(TEASER_END)) - 1, 0))
    return (
        IndexEntry.objects.filter(content_type__in=_page_kinds(), object_id__in=keys_of(pages))
        .order_by("pk")
        .values_list(Concat(title, Value(" "), teaser, output_field=TextField()), flat=True)
    )
