"""What to look for instead, when nothing was found.

Words that stand in titles and teasers of pages that can be found, so that a suggestion never leads nowhere.
They are gathered once for each state of the site and shared by all processes (the key carries the page
cache's generation, read before the data); a search writes nothing else.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.core.cache import cache
from wagtail.models import Site

from site_core.pagecache.generation import current_generation

from . import engines, findable
from .terms import LONGEST_WORD, SHORTEST_BEGINNING, STOP_WORDS, WORD, Query, Term, fold, term_of

KEPT_SECONDS = 3600
# Bounds of what is read and kept for one site.
MOST_PAGES = 20_000
MOST_WORDS = 8_000
# How alike two words must be, from 0 to 1: "volonteer" and "volunteer" are 0.89.
ALIKE = 0.74


@dataclass(frozen=True)
class Suggestion:
    """Another search, in words."""

    text: str


def instead_of(query: Query, site: Site | None) -> list[Suggestion]:
    """Return searches that find something, the nearest to what was typed first; at most four."""
    known = vocabulary(site)
    respelt: list[str] = []
    single: list[str] = []
    for term in query.terms:
        if _is_known(term, known):
            respelt.append(term.word)
            single.append(term.word)
        elif close := _closest(term.word, known):
            respelt.append(close)
            single.append(close)
    found = [" ".join(dict.fromkeys(respelt))] if respelt and _finds(respelt, site) else []
    if len(query.terms) > 1:
        found += single
    own = " ".join(term.word for term in query.terms)
    return [Suggestion(text) for text in dict.fromkeys(found) if text != own][:4]


def vocabulary(site: Site | None) -> dict[str, str]:
    """Return the site's words, those on most pages first: as compared (`terms.fold`) and as written."""
    if site is None:
        return {}
    key = f"search-words:{site.pk}:{current_generation()}"
    known: dict[str, str] | None = cache.get(key)
    if known is None:
        known = _gather(site)
        cache.set(key, known, KEPT_SECONDS)
    return known


def _gather(site: Site) -> dict[str, str]:
    pages: Counter[str] = Counter()
    for text in engines.openings(findable.pages(site))[:MOST_PAGES]:
        pages.update({word.lower() for word in WORD.findall(text)} - STOP_WORDS)
    known: dict[str, str] = {}
    for word, _ in pages.most_common(MOST_WORDS):
        if 2 < len(word) <= LONGEST_WORD and not word.isdigit():
            known.setdefault(fold(word), word)
    return known


def _is_known(term: Term, known: dict[str, str]) -> bool:
    return any(term.means(word) for word in known)


def _closest(word: str, known: dict[str, str]) -> str:
    folded = fold(word)
    if len(folded) < SHORTEST_BEGINNING - 1:
        return ""
    # Words of another length cannot be alike, and comparing is dear.
    near = [one for one in known if abs(len(one) - len(folded)) <= 2]
    return next((known[match] for match in get_close_matches(folded, near, n=1, cutoff=ALIKE)), "")


def _finds(words: Sequence[str], site: Site | None) -> bool:
    return bool(engines.matches([term_of(word) for word in words], findable.pages(site)).exists())
