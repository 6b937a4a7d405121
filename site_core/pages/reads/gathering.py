"""Reads wait here, in the memory of one process, until there are enough of them for a visit to the database.

What waits is a page, an hour, and a few bytes for each network that read it: a keyed hash of its own for
every page and hour, so that it follows nobody from page to page or from hour to hour.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.utils.crypto import salted_hmac

# A batch goes to the database when it holds so many reads, or when its first one is so many seconds old
# and another one comes.
BATCH = 100
SECONDS = 30
# More are dropped until the batch before is written: a flood must not fill the memory.
MOST = 2_000
# Long enough to tell some hundred networks apart, too short to be of use to anybody.
MARK_BYTES = 6


@dataclass(frozen=True, order=True)
class Slot:
    """One page in one hour, counted since 1970."""

    page_id: int
    hour: int


Batch = dict[Slot, set[bytes]]


def mark_of(slot: Slot, visitor: str) -> bytes:
    """Return the few bytes that stand for a visitor's network (`guard.addresses.address_key`) in one slot."""
    salt = f"site_core.pages.reads.{slot.page_id}.{slot.hour}"
    return salted_hmac(salt, visitor, algorithm="sha256").digest()[:MARK_BYTES]


class Gatherer:
    """Holds reads for all threads of a process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._held: Batch = {}
        self._count = 0
        self._since = 0.0

    def add(self, slot: Slot, visitor: str) -> None:
        """Note that a visitor's network reads a page; the second time in an hour changes nothing."""
        mark = mark_of(slot, visitor)
        with self._lock:
            marks = self._held.get(slot, set())
            if mark in marks or self._count >= MOST:
                return
            if not self._count:
                self._since = self._clock()
            self._held.setdefault(slot, marks).add(mark)
            self._count += 1

    def take_if_due(self) -> Batch:
        """Return the batch when it is time to write it, else an empty one. Whoever gets it must write it."""
        with self._lock:
            is_old = self._count and self._clock() - self._since >= SECONDS
            return self._take() if self._count >= BATCH or is_old else {}

    def take(self) -> Batch:
        """Return all that is held."""
        with self._lock:
            return self._take()

    def _take(self) -> Batch:
        taken, self._held, self._count = self._held, {}, 0
        return taken
