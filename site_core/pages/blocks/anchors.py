"""Addresses of headings inside a page, and the level that a block's own heading takes."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

# Keeps clear of the ids of the page around the body ("main", "menu").
PREFIX = "h-"
MAX_LENGTH = 60
# As deep as an editor can choose, so that a reader meets no other levels.
DEEPEST = 4


@dataclass(frozen=True)
class Place:
    """Where a block stands: the id of a heading (else empty), and the level for a heading inside a block."""

    anchor: str
    heading_level: int


@dataclass(frozen=True)
class OutlineEntry:
    """One heading of a body, for a list of contents."""

    text: str
    depth: int
    anchor: str


def heading_anchor(text: str) -> str:
    """Return the id of a heading with these words: the same words, the same id, whatever stands around it."""
    return PREFIX + (slugify(text)[:MAX_LENGTH].strip("-") or "part")


def places(stream: Any) -> list[Place]:
    """Return the place of every block of a body, in order; a heading of words used before is numbered."""
    used: set[str] = set()
    found = []
    depth = 1
    for child in stream:
        anchor = ""
        if child.block_type == "heading" and not child.value.is_empty:
            depth = child.value.depth
            anchor = unused_anchor(child.value.anchor, used)
            used.add(anchor)
        found.append(Place(anchor, min(depth + 1, DEEPEST)))
    return found


def outline(stream: Any) -> list[OutlineEntry]:
    """Return the headings of a body with the ids under which they are printed."""
    return [
        OutlineEntry(child.value["text"], child.value.depth, place.anchor)
        for child, place in zip(stream, places(stream), strict=True)
        if place.anchor
    ]


def unused_anchor(anchor: str, used: set[str]) -> str:
    """Return the id itself, or with a number when it is among those that are used."""
    number, candidate = 1, anchor
    while candidate in used:
        number += 1
        candidate = f"{anchor}-{number}"
    return candidate
