"""What stands on a library's shelves: narrowed, counted in words, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.humanize.templatetags.humanize import apnumber, intcomma
from django.db.models.functions import ExtractYear
from django.http import HttpRequest

from site_core.pages import listings, renditions
from site_core.pages.listings import Filter, Listing
from site_core.pages.models import Topic

from .covers import Cover
from .kinds import KINDS, Kind

if TYPE_CHECKING:
    from .models import PublicationPage, PublicationQuerySet

# Two, three, four or six in a row.
PER_PAGE = 24


@dataclass(frozen=True)
class Book:
    """One publication as it stands on the shelf."""

    title: str
    url: str
    kind: Kind
    published_on: date
    text: str
    for_whom: str
    cover: Cover


def read(publications: "PublicationQuerySet", request: HttpRequest) -> dict[str, Any]:
    """Return `listing`, its `books` and the `summary` in words of what the address asks for."""
    listing = listings.read(request, publications.defer("body"), filters(publications, request), PER_PAGE)
    return {"listing": listing, "books": books(listing.page), "summary": summary(listing)}


def filters(publications: "PublicationQuerySet", request: HttpRequest) -> list[Filter]:
    """Return the questions that these publications answer in more than one way. Two queries."""
    pairs = publications.order_by().annotate(year=ExtractYear("published_on"))
    found = set(pairs.values_list("kind", "year").distinct())
    kinds, years = {kind for kind, _ in found}, {year for _, year in found}
    topics = Topic.objects.filter(publications__in=publications.order_by().values("pk")).distinct()
    asked = [
        Filter(
            "kind",
            "Kind",
            [(key, kind.label) for key, kind in KINDS.items() if key in kinds],
            lambda rows, key: rows.filter(kind=key),
            "Every kind",
        ),
        Filter(
            "topic",
            "Topic",
            list(topics.values_list("slug", "name")),
            lambda rows, slug: rows.filter(topics__slug=slug),
            "Every topic",
        ),
        Filter(
            "year",
            "Year",
            [(str(year), str(year)) for year in sorted(years, reverse=True)],
            lambda rows, year: rows.filter(published_on__year=int(year)),
            "Every year",
        ),
    ]
    # A question with one answer is none; but an address that asks it gets a true answer, or none.
    return [one for one in asked if len(one.choices) > 1 or one.name in request.GET]


def books(pages: "Iterable[PublicationPage]") -> list[Book]:
    """Return the publications as they stand on a shelf: one query for all covers."""
    found = list(pages)
    pictures = renditions.read_images((page.cover_id for page in found), "cover")
    return [
        Book(
            title=page.title,
            url=page.url or "",
            kind=page.kind_words,
            published_on=page.published_on,
            text=page.teaser,
            for_whom=", ".join(page.key_stage_words),
            cover=Cover(page.title, page.kind_words, page.slug, pictures.get(page.cover_id or 0)),
        )
        for page in found
    ]


def summary(listing: Listing) -> str:
    """Say how many were found, for instance "Two reports about Migration from 2024"."""
    chosen = {question.name: question for question in listing.questions if question.chosen}
    count = listing.page.paginator.count
    plural = KINDS[chosen["kind"].chosen].plural if "kind" in chosen else "publications"
    number = str(apnumber(count)).capitalize() if count < 10 else intcomma(count)
    words = [number if count else "No", plural.removesuffix("s") if count == 1 else plural]
    if "topic" in chosen:
        words += ["about", chosen["topic"].chosen_label]
    if "year" in chosen:
        words += ["from", chosen["year"].chosen_label]
    return " ".join(words)
