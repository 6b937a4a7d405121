"""The words that were found, where they stand in a page's text.

The text is what the index holds: what Wagtail took from the page when it was published. It is cut into parts,
each found or not; templates escape each and mark those that were found.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .fields import TEASER_END
from .terms import WORD, Term, fold

# About three lines; a teaser is at most 300 characters.
WIDTH = 240
# A longer text is not read to its end: enough for any page that people read.
LONGEST_TEXT = 60_000
MOST_HITS = 300
ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’)]*$")
_SENTENCE_START = re.compile(r"(?:[.!?]['\"”’)]*\s+|\s·\s)(?=\S)")


@dataclass(frozen=True)
class Part:
    """Some of a text; `found` if it is a word that was looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True)
class _Found:
    """Where a word stands, and which of the terms it is."""

    start: int
    end: int
    term: int


def marked(text: str, terms: Sequence[Term]) -> list[Part]:
    """Return the whole text in parts."""
    parts: list[Part] = []
    done = 0
    for found in _find(text, terms):
        if found.start > done:
            parts.append(Part(text[done : found.start]))
        parts.append(Part(text[found.start : found.end], found=True))
        done = found.end
    if done < len(text):
        parts.append(Part(text[done:]))
    return parts


def excerpt(indexed: str, terms: Sequence[Term]) -> list[Part]:
    """Return what a result shows of a page's indexed text.

    The teaser if it has as many of the words as any place below it, or if the words are only in the title;
    else the place in the text where most of them stand together.
    """
    teaser, body = split(indexed)
    in_teaser, in_body = _find(teaser, terms), _find(body, terms)
    best = _closest(in_body)
    if teaser and (not best or len(_terms_of(in_teaser)) >= len(_terms_of(best))):
        return marked(teaser, terms)
    return marked(_around(body, best), terms)


def split(indexed: str) -> tuple[str, str]:
    """Return teaser and text below it as one line each."""
    teaser, _, below = (indexed or "")[:LONGEST_TEXT].partition(TEASER_END)
    lines = [" ".join(line.split()) for line in below.splitlines()]
    text = ""
    for line in filter(None, lines):
        # A heading does not end like a sentence.
        text += f"{'' if not text else ' ' if _SENTENCE_END.search(text) else ' · '}{line}"
    return " ".join(teaser.split()), text


def _find(text: str, terms: Sequence[Term]) -> list[_Found]:
    found = []
    for word in WORD.finditer(text):
        folded = fold(word[0])
        for number, term in enumerate(terms):
            if term.means(folded):
                found.append(_Found(word.start(), word.end(), number))
                break
        if len(found) == MOST_HITS:
            break
    return found


def _terms_of(found: Sequence[_Found]) -> set[int]:
    return {one.term for one in found}


def _closest(found: list[_Found]) -> list[_Found]:
    """Return the words of the first place, as long as an excerpt, with as many different ones as possible."""
    best: list[_Found] = []
    end = 0
    for start, first in enumerate(found):
        while end < len(found) and found[end].end - first.start <= WIDTH:
            end += 1
        here = found[start:end] or [first]
        if len(_terms_of(here)) > len(_terms_of(best)):
            best = here
    return best


def _around(text: str, found: list[_Found]) -> str:
    """Return the words with what stands around them, from the beginning of a sentence if one is near."""
    first, last = (found[0].start, found[-1].end) if found else (0, 0)
    room = max(WIDTH - (last - first), 0)
    begin = max(first - room // 2, 0)
    if begin:
        sentence = _SENTENCE_START.search(text, begin, first + 1)
        begin = sentence.end() if sentence else _next_word(text, begin, first)
    end = min(max(begin + WIDTH, last), len(text))
    if end < len(text):
        blank = text.rfind(" ", last, end)
        end = blank if blank > last else end
    at_sentence = not begin or bool(_SENTENCE_START.search(text, max(begin - 6, 0), begin + 1))
    before = "" if at_sentence else ELLIPSIS
    return f"{before}{text[begin:end].rstrip(' ·')}{ELLIPSIS if end < len(text) else ''}"


def _next_word(text: str, begin: int, first: int) -> int:
    if text[begin - 1] == " ":
        return begin
    blank = text.find(" ", begin, first)
    return blank + 1 if blank >= 0 else first
