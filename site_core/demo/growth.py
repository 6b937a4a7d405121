"""A big site in little time: pages of the usual types with invented words, the same on every run."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.db import connection
from wagtail.models import Page

from blog.models import BlogPage, PostPage
from site_core.pagecache import purge
from site_core.pages.library.models import LibraryPage, PublicationPage
from site_core.pages.models import SectionPage, StandardPage

from . import bulk
from .factories import SectionPageFactory
from .progress import Progress

ARCHIVE = "archive"
SLUG = "more-"
A_SECTION_HOLDS = 200
NEWEST = datetime(2025, 10, 1, 9, tzinfo=UTC)
TOWNS = (
    "Tarnwick",
    "Saltquay",
    "Hollin Bridge",
    "Copperfold",
    "Elmsea",
    "Nether Marl",
    "Ashby Locks",
    "Thorley",
)
THINGS = (
    "garden",
    "kitchen",
    "choir",
    "workshop",
    "library",
    "market",
    "walk",
    "lantern night",
    "bus",
    "playground",
)
VERBS = ("began", "grew", "found a home", "needed a roof", "fed a street", "taught us patience", "came back")
PEOPLE = (
    "neighbours",
    "pupils",
    "grandparents",
    "new arrivals",
    "shopkeepers",
    "nurses",
    "apprentices",
    "drivers",
)
SENTENCES = (
    "It started with a question that nobody had asked before.",
    "Every week a few more {people} came and brought a chair.",
    "By spring the {thing} in {town} was open three days a week.",
    "We learned to begin with tea and to end on time.",
    "The council gave a key, and the {people} gave everything else.",
    "Not all of it worked, and we wrote down what did not.",
    "Somebody always remembers who was left out, and goes to fetch them.",
    "Next year the {people} of {town} want to do it by themselves.",
)


@dataclass(frozen=True)
class Kind:
    """One page type: how many of ten new pages are of it, where they go, and what only they have."""

    model: type[Page]
    of_ten: int
    parent: Callable[[int], Page | None]
    fields: Callable[[datetime], dict[str, Any]]


def grow(total: int, progress: Progress) -> int:
    """Fill the site up to `total` pages; return how many were added. A second run adds nothing.

    Each part of 500 is a transaction of its own, so a run that was stopped goes on where it was.
    """
    missing = max(0, total - Page.objects.filter(depth__gt=1).count())
    done = 0
    for kind, count in _shares(missing):
        start = _first_free(kind.model)
        rows = islice(_rows(kind, start), count)
        for part in bulk.chunks(rows):
            done += _add(kind, start, part)
            start += len(part)
            progress.step(done, missing)
    if done:
        with connection.cursor() as cursor:
            # Else the planner thinks for a while that the tables are as small as before.
            cursor.execute("ANALYZE")
        purge.everything()
    return done


def _first_free(model: type[Page]) -> int:
    """Return the number after the highest that was given, so that no address is given twice."""
    slugs = model.objects.filter(slug__startswith=SLUG).values_list("slug", flat=True)
    return max((int(slug.removeprefix(SLUG)) for slug in slugs), default=-1) + 1


def _add(kind: Kind, start: int, rows: list[bulk.Row]) -> int:
    for offset in range(0, len(rows), A_SECTION_HOLDS):
        parent = kind.parent(start + offset)
        if parent is not None:
            bulk.add(kind.model, parent, rows[offset : offset + A_SECTION_HOLDS])
    return len(rows)


def _shares(missing: int) -> list[tuple[Kind, int]]:
    """Return how many of each kind; a kind whose list is not there is made up for by plain pages."""
    plain, *others = KINDS
    shares = [(kind, missing * kind.of_ten // 10) for kind in others if kind.parent(0) is not None]
    return [*shares, (plain, missing - sum(count for _, count in shares))]


def _rows(kind: Kind, start: int) -> Iterator[bulk.Row]:
    number = start
    while True:
        chance = Random(f"{kind.model.__name__}-{number}")
        town, thing, people = chance.choice(TOWNS), chance.choice(THINGS), chance.choice(PEOPLE)
        words = {"town": town, "thing": thing, "people": people}
        when = NEWEST - timedelta(hours=number * 5)
        own = {
            "teaser": f"What {people} in {town} made of it.",
            "body": _body(chance, words),
            **kind.fields(when),
        }
        title = f"How a {thing} in {town} {chance.choice(VERBS)}"
        yield bulk.Row(title, f"{SLUG}{number}", when, own)
        number += 1


def _body(chance: Random, words: dict[str, str]) -> str:
    def paragraph() -> str:
        return " ".join(sentence.format(**words) for sentence in chance.sample(SENTENCES, 4))

    return json.dumps(
        [
            {"type": "rich_text", "value": f"<p>{paragraph()}</p>"},
            {"type": "heading", "value": {"text": f"What comes next in {words['town']}", "level": "2"}},
            {"type": "rich_text", "value": f"<p>{paragraph()}</p><p>{paragraph()}</p>"},
        ]
    )


def _section(number: int) -> Page:
    """Return the part of the archive that takes page `number`; made when it is not there."""
    archive = SectionPage.objects.filter(slug=ARCHIVE).first() or SectionPageFactory(
        title="Archive", slug=ARCHIVE, section_hue="ink", teaser="Everything from earlier years."
    )
    slug = f"part-{number // A_SECTION_HOLDS + 1}"
    found = SectionPage.objects.child_of(archive).filter(slug=slug).first()
    return found or SectionPageFactory(
        parent=archive, title=f"Part {number // A_SECTION_HOLDS + 1}", slug=slug, teaser="Some of it."
    )


def _first(model: type[Page]) -> Callable[[int], Page | None]:
    return lambda number: model.objects.live().order_by("path").first()


KINDS = (
    Kind(StandardPage, 6, _section, lambda when: {}),
    Kind(PostPage, 2, _first(BlogPage), lambda when: {"posted_at": when}),
    Kind(
        PublicationPage,
        2,
        _first(LibraryPage),
        lambda when: {"published_on": when.date(), "summary": "A short report.", "authors": "Beth Juniper"},
    ),
)
