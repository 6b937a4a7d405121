"""Copies in Django's cache "default" (Redis or Valkey), for several machines.

Nothing is looked for and deleted here. Each copy carries the words that stood for "everything" and for
each of its tags while it was made; a purge changes a word, and every copy that carries the old one is
void at once. A word that the cache has lost makes its copies void too. The cache's own limits bound the
size; every copy leaves when its time is over.
"""

import time
import uuid

from django.core.cache import caches

from site_core.pagecache.affects import Affected
from site_core.pagecache.config import Config
from site_core.pagecache.copies import Copy, dump, load
from site_core.pagecache.keys import file_name

from . import Summary

PREFIX = "pagecache:"
GENERATION = PREFIX + "generation"
SEQUENCE = PREFIX + "sequence"
# A turn ends by itself after so many seconds, when its holder died.
TURN_SECONDS = 10


class CacheTurn:
    """A turn, held by a key with an end."""

    def __init__(self, key: str, word: str) -> None:
        self._key = key
        self._word = word

    def release(self) -> None:
        """Remove the key, unless its time was over and another has it now."""
        cache = caches["default"]
        if cache.get(self._key) == self._word:
            cache.delete(self._key)


class CacheStore:
    """The store in a shared cache; see the module's docstring."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def get(self, key: str) -> Copy | None:
        """The copy, if each of its words still stands: one round trip, two for a page with tags."""
        cache = caches["default"]
        name = _page(key)
        found = cache.get_many((GENERATION, name))
        data = found.get(name)
        copy = load(data, key, time.time()) if data else None
        if copy is None:
            return None
        generation, *words = copy.stamp.split(" ")
        if found.get(GENERATION) != generation:
            return None
        if copy.tags:
            now = cache.get_many([_tag(tag) for tag in copy.tags])
            if [now.get(_tag(tag)) for tag in copy.tags] != words:
                return None
        return copy

    def ticket(self) -> str:
        """Generation and sequence."""
        return f"{self._word(GENERATION)} {self._word(SEQUENCE)}"

    def generation(self) -> str:
        """The word for everything."""
        return self._word(GENERATION)

    def put(self, copy: Copy, ticket: str) -> bool:
        """Store the copy with the words of its making.

        The words of the tags are read before the sequence is compared, and `purge` changes the sequence
        before the tags: either the comparison fails, or the copy carries a word that is void.
        """
        words = [self._word(_tag(tag)) for tag in copy.tags]
        if self.ticket() != ticket:
            return False
        copy.stamp = " ".join([ticket.partition(" ")[0], *words])
        caches["default"].set(_page(copy.key), dump(copy), max(1, copy.until - int(time.time())))
        return True

    def purge(self, affected: Affected) -> None:
        """Change the words."""
        cache = caches["default"]
        cache.set(SEQUENCE, _new_word(), None)
        if affected.everything:
            cache.set(GENERATION, _new_word(), None)
        for tag in affected.tags:
            cache.set(_tag(tag), _new_word(), None)

    def turn(self, key: str) -> CacheTurn | None:
        """Add a key that only one request can add."""
        name, word = f"{PREFIX}turn:{file_name(key)}", _new_word()
        return CacheTurn(name, word) if caches["default"].add(name, word, TURN_SECONDS) else None

    def sweep(self) -> Summary:
        """Nothing to do: the cache forgets by itself."""
        return Summary(None, None)

    def _word(self, name: str) -> str:
        """The word that stands for a name now; a new one where the cache has none."""
        word: str | None = caches["default"].get(name)
        return word or str(caches["default"].get_or_set(name, _new_word, None))


def _new_word() -> str:
    return uuid.uuid4().hex


def _page(key: str) -> str:
    return f"{PREFIX}page:{file_name(key)}"


def _tag(tag: str) -> str:
    return f"{PREFIX}tag:{file_name(tag)}"
