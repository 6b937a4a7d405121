"""People as templates print them: words made, links known, pictures with their sizes."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html, extract_references_from_rich_text

from site_core.pages.blocks.anchors import heading_anchor, unused_anchor
from site_core.pages.blocks.rich_text import has_words, links_known

from .blocks import NETWORKS

if TYPE_CHECKING:
    from .models import Person

# A biography of more letters than this opens when readers ask for it: about five lines on a telephone.
SHOWN_AT_ONCE = 240
# Kinds of houses, and as many papers for their walls.
HOUSES = 4
NAMES_OF_NETWORKS = dict(NETWORKS)
# Between two initials: letters of joining scripts (Arabic) would flow into one.
HAIR_SPACE = "\u200a"


@dataclass(frozen=True)
class PersonLink:
    """A way to reach somebody. `text` says how; the template adds whose it is."""

    text: str
    url: str
    # What is printed instead of a bare kind: the number itself.
    value: str = ""


@dataclass(frozen=True)
class ShownPerson:
    """A person ready to print. `house` and `wall` say which drawn house stands in for a photograph."""

    name: str
    role: str
    photo: Any
    initials: str
    house: int
    wall: int
    biography: SafeString
    is_long: bool
    links: list[PersonLink] = field(default_factory=list)


@dataclass(frozen=True)
class ShownGroup:
    """A group ready to print."""

    heading: str
    anchor: str
    words: SafeString
    people: list[ShownPerson]


def shown_groups(stream: Any) -> list[ShownGroup]:
    """Return the groups of a team page that have something to show; a fixed number of queries for all."""
    values = [child.value for child in stream if not child.value.is_empty]
    people = [person for value in values for person in value.people]
    sources = [person.biography for person in people]
    sources += [value["words"].source for value in values if value.get("words")]
    used: set[str] = set()
    with _links_in(sources):
        return [_group(value, used) for value in values]


def shown_group(value: Any) -> ShownGroup:
    """Return one group, for its preview."""
    with _links_in([person.biography for person in value.people]):
        return _group(value, set())


def shown_people(people: "Iterable[Person]") -> list[ShownPerson]:
    """Return people as `people/parts/person.html` prints them.

    `choosers.PersonChooserBlock` or `choosers.with_photos` read them, else each photograph asks for itself.
    """
    found = list(people)
    with _links_in(person.biography for person in found):
        return [_person(person) for person in found]


def initials(name: str) -> str:
    """Return the first letters of the first and the last name; nothing for a name without letters."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return HAIR_SPACE.join(word[0].upper() for word in ends)


def _links_in(sources: Iterable[str]) -> Any:
    """Know all pages and documents that rich texts link to: two queries, however many texts."""
    return links_known(
        (model, key) for source in sources for model, key, _, _ in extract_references_from_rich_text(source)
    )


def _group(value: Any, used: set[str]) -> ShownGroup:
    heading = (value.get("heading") or "").strip()
    words = value.get("words")
    anchor = unused_anchor(heading_anchor(f"group {heading}"), used)
    used.add(anchor)
    return ShownGroup(
        heading=heading,
        anchor=anchor,
        words=mark_safe(words.__html__()) if has_words(words) else SafeString(),  # noqa: S308
        people=[_person(person) for person in value.people],
    )


def _person(person: "Person") -> ShownPerson:
    text = strip_tags(person.biography).strip()
    # The same name, the same house on every page and in every process.
    wall, house = divmod(zlib.crc32(person.name.encode()) % HOUSES**2, HOUSES)
    return ShownPerson(
        name=person.name,
        role=person.role,
        photo=person.photo,
        initials=initials(person.name),
        house=house + 1,
        wall=wall + 1,
        # Rich text was made safe by Wagtail when it was stored.
        biography=mark_safe(expand_db_html(person.biography)) if text else SafeString(),  # noqa: S308
        is_long=len(text) > SHOWN_AT_ONCE,
        links=_links(person),
    )


def _links(person: "Person") -> list[PersonLink]:
    links = []
    if person.email:
        links.append(PersonLink("E-mail", f"mailto:{person.email}"))
    if person.telephone:
        links.append(PersonLink("Telephone", f"tel:{person.telephone.replace(' ', '')}", person.telephone))
    links += [
        PersonLink(NAMES_OF_NETWORKS.get(link.value["network"], "Website"), link.value["url"])
        for link in person.links
        if link.value.get("url")
    ]
    return links
