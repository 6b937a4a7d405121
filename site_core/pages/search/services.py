"""One search: what was looked for, the pages that were found, and what to do when there are none."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, F
from django.utils.functional import cached_property
from wagtail.models import Page, Site

from site_core.pages.hues import DEFAULT_HUE
from site_core.pages.trail import FRONT

from . import engines, findable, sections, suggestions
from .sections import PAGES, Section
from .snippets import Part, excerpt, marked
from .suggestions import Suggestion
from .terms import Query, read

PER_PAGE = 10


@dataclass(frozen=True)
class Hit:
    """One page that was found, as it is printed."""

    url: str
    title: list[Part]
    text: list[Part]
    kind: str
    hue: str
    # Titles of the sections that it lies in; empty for a page right below the front page.
    trail: list[str] = field(default_factory=list)
    # A date, a place: what the page's type says of itself (`search_note`).
    note: str = ""


@dataclass(frozen=True)
class Kind:
    """A section to narrow the search by. The empty key stands for all."""

    key: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Results:
    """The answer to one search. `total` is of the chosen kind."""

    query: Query
    total: int = 0
    page: "ListPage[Hit] | None" = None
    kinds: list[Kind] = field(default_factory=list)
    chosen: Kind | None = None
    # How many of them are listed, the best.
    listed: int = 0
    suggestions: list[Suggestion] = field(default_factory=list)


class _Counted(Paginator[Any]):
    """A paginator of rows that are counted already; it ends where the ranking does."""

    def __init__(self, rows: Any, total: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.total = min(total, engines.MOST_RANKED)

    @cached_property
    def count(self) -> int:
        return self.total


def search(site: Site | None, typed: str, kind: str = "", page: str = "") -> Results:
    """Look for what was typed, on the pages that anybody may find.

    `kind` is the key of a section, `page` a number; what is neither counts as not given, since people follow
    old links. Raises nothing.
    """
    query = read(typed)
    if not query.terms:
        return Results(query)
    rows = engines.matches(query.terms, findable.pages(site))
    counts = _count(rows)
    kinds = _kinds(counts, kind)
    chosen = next((one for one in kinds if one.is_chosen), None)
    if chosen is None:
        return Results(query, suggestions=suggestions.instead_of(query, site))
    if chosen.key:
        types = [number for number, section in _sections_of(counts).items() if section.key == chosen.key]
        rows = rows.filter(kind__in=types)
    listed = _Counted(engines.ranked(rows, query.terms), chosen.count).get_page(_number(page))
    listed.object_list = _hits(list(listed.object_list), query)
    return Results(query, chosen.count, listed, kinds, chosen, listed.paginator.count)


def _number(page: str) -> int:
    return max(int(page), 1) if page.isdecimal() and page.isascii() and len(page) < 8 else 1


def _count(rows: Any) -> dict[int, int]:
    """Return how many pages were found, by content type."""
    return dict(rows.values_list("kind").annotate(found=Count("key")))


def _sections_of(counts: Iterable[int]) -> dict[int, Section]:
    known = sections.by_content_type()
    return {kind: known.get(kind, PAGES) for kind in counts}


def _kinds(counts: Mapping[int, int], wanted: str) -> list[Kind]:
    """Return "everything" and each section in which something was found; nothing where nothing was."""
    found: Counter[str] = Counter()
    for kind, section in _sections_of(counts).items():
        found[section.key] += counts[kind]
    here = [section for section in [PAGES, *sections.registered()] if found[section.key]]
    if not here:
        return []
    known = wanted if any(section.key == wanted for section in here) else ""
    everything = Kind("", "Everything", found.total(), not known)
    return [everything, *(Kind(one.key, one.label, found[one.key], one.key == known) for one in here)]


def _hits(rows: Sequence[dict[str, str]], query: Query) -> list[Hit]:
    found = (
        Page.objects.filter(pk__in=[int(row["key"]) for row in rows])
        .annotate(section_hue=F("sectionpage__section_hue"))
        .in_bulk()
    )
    above = _above(found.values())
    notes = _notes(found.values())
    known = sections.by_content_type()
    hits = []
    for row in rows:
        page = found.get(int(row["key"]))
        # Deleted since the index was asked.
        if page is None or page.content_type_id is None:
            continue
        steps = [above[path] for path in _paths_above(page) if path in above]
        hues = [page.section_hue, *(step.section_hue for step in reversed(steps))]
        hits.append(
            Hit(
                url=page.url or "",
                title=marked(page.title, query.terms),
                text=excerpt(row["text"], query.terms),
                kind=known.get(page.content_type_id, PAGES).one,
                hue=next(filter(None, hues), DEFAULT_HUE),
                trail=[step.title for step in steps],
                note=notes.get(page.pk, ""),
            )
        )
    return hits


def _above(pages: Iterable[Page]) -> dict[str, Any]:
    """Return the live pages between the front page and these, by path. One query."""
    paths = {path for page in pages for path in _paths_above(page)}
    steps = Page.objects.filter(path__in=paths, live=True) if paths else Page.objects.none()
    return {step.path: step for step in steps.annotate(section_hue=F("sectionpage__section_hue"))}


def _paths_above(page: Page) -> list[str]:
    first = (FRONT + 1) * Page.steplen
    return [page.path[:end] for end in range(first, len(page.path), Page.steplen)]


def _notes(pages: Iterable[Page]) -> dict[int, str]:
    """Return what page types say of themselves: one query for each type that does."""
    by_type: dict[type[Page], list[int]] = {}
    for page in pages:
        model = page.specific_class
        if model is not None and hasattr(model, "search_note"):
            by_type.setdefault(model, []).append(page.pk)
    return {
        key: page.search_note
        for model, keys in by_type.items()
        for key, page in model.objects.defer_streamfields().in_bulk(keys).items()
    }
