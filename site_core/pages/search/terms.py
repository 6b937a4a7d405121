"""Reads what somebody typed into the search box: any text becomes a few plain words, or none.

Nothing of it is ever part of a query's own language: quotation marks, stars, brackets and control characters
are gone before a database is asked.
"""

import re
import unicodedata
from dataclasses import dataclass, field

# What is read of a search. More costs the database time and finds nothing.
LONGEST_TEXT = 200
LONGEST_WORD = 40
MOST_WORDS = 8
# A shorter word is meant as it stands: "art" is not the beginning of "article".
SHORTEST_BEGINNING = 4

# Letters and digits, which is what both databases take for a word.
WORD = re.compile(r"[^\W_]+")
# "don't" and "the town's" would leave a word of one letter behind.
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](s|t|d|m|re|ve|ll)\b", re.IGNORECASE)
# PostgreSQL's english.stop, without the halves of "don't": words that stand on every page.
STOP_WORDS = frozenset(
    """
    a about above after again against all am an and any are as at be because been before being below
    between both but by can did do does doing down during each few for from further had has have having
    he her here hers herself him himself his how i if in into is it its itself just me more most my
    myself no nor not now of off on once only or other our ours ourselves out over own same she should
    so some such than that the their theirs them themselves then there these they this those through to
    too under until up very was we were what when where which while who whom why will with you your
    yours yourself yourselves
    """.split()  # noqa: SIM905  (a list of 120 words in quotation marks cannot be read)
)


@dataclass(frozen=True)
class Term:
    """One word to look for: any word that begins with one of `beginnings`, or is one of `whole`."""

    word: str
    beginnings: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    def means(self, folded_word: str) -> bool:
        """Whether a word of a page, as `fold` returns it, is what was looked for."""
        return folded_word in self.whole or folded_word.startswith(self.beginnings)


@dataclass(frozen=True)
class Query:
    """What was typed, shortened and cleaned, and the terms in it."""

    text: str = ""
    terms: tuple[Term, ...] = field(default=())
    # Something was typed that is not looked for: more than the bounds above allow.
    is_cut: bool = False

    @property
    def has_no_words(self) -> bool:
        """Whether something was typed, but nothing that could be looked for."""
        return bool(self.text) and not self.terms


def read(typed: str) -> Query:
    """Return what to look for. Never raises, whatever was typed."""
    # Without control characters, NUL among them, and half surrogates: no database takes them.
    plain = "".join(" " if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in typed)
    text = unicodedata.normalize("NFC", " ".join(plain.split()))
    short = text[:LONGEST_TEXT].strip()
    words = list(dict.fromkeys(WORD.findall(_APOSTROPHE.sub("", short).lower())))
    telling = [word[:LONGEST_WORD] for word in words if word not in STOP_WORDS]
    is_cut = len(short) < len(text) or len(telling) > MOST_WORDS
    return Query(short, tuple(term_of(word) for word in telling[:MOST_WORDS]), is_cut)


def term_of(word: str) -> Term:
    """Return the term of one lower-case word."""
    folded = fold(word)
    singular = _without_plural(folded)
    if len(singular) < SHORTEST_BEGINNING:
        return Term(word, whole=tuple(dict.fromkeys([folded, singular, f"{singular}s"])))
    return Term(word, beginnings=tuple(dict.fromkeys([folded, *_stems(folded)])))


def fold(word: str) -> str:
    """Return a word without case and accents, for comparing."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _stems(word: str) -> list[str]:
    """Return other beginnings of the same English word: towns, town; educating, education, educat."""
    if word.endswith("ies"):
        return [word[:-3] + "y"] if len(word) > 5 else []
    if word.endswith("y") and len(word) > 4 and word[-2] not in "aeiou":
        return [word[:-1] + "ies"]
    stem = _without_plural(word)
    for ending in ("ing", "ion", "ed", "e"):
        base = stem.removesuffix(ending)
        if base != stem and len(base) > SHORTEST_BEGINNING and not base.endswith("e"):
            # planned, plan
            is_doubled = ending in ("ing", "ed") and base[-1] == base[-2] and base[-1] not in "ls"
            stem = base[:-1] if is_doubled else base
            break
    return [stem] if stem != word and len(stem) >= SHORTEST_BEGINNING else []


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
