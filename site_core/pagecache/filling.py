"""One request makes a missing page; the others wait for it a little.

Without this, a hundred visitors who arrive just after a purge would all have the same page made.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .copies import Copy
from .stores import Store, Turn

logger = logging.getLogger(__name__)

# Seconds between two looks of a request that waits.
PAUSE = 0.02
# So many keys are remembered as "never stored"; then all are forgotten. A hint, for this process alone.
REMEMBERED = 2_000


class Filling:
    """Who makes which page. Waits at most `wait` seconds, then lets the request make the page itself."""

    def __init__(self, store: Store, wait: float) -> None:
        self._store = store
        self._wait = wait
        self._never_stored: set[str] = set()

    def passes(self, key: str) -> None:
        """Remember that this page is not public, so that nobody waits for a copy that will not come."""
        if len(self._never_stored) >= REMEMBERED:
            self._never_stored.clear()
        self._never_stored.add(key)

    def stored(self, key: str) -> None:
        """Forget that; the page is public after all."""
        self._never_stored.discard(key)

    @contextmanager
    def of(self, key: str, *, look_first: bool) -> Iterator[Copy | None]:
        """Give the copy that another request has just made, else None and, mostly, the turn to make it.

        `look_first` says that the store had nothing a moment ago, so that it is worth looking again.
        """
        copy, turn = None, None
        if key not in self._never_stored:
            try:
                copy, turn = self._turn_or_copy(key, look_first)
            except Exception:
                # A broken store must not take the site down with it.
                logger.exception("The page store failed; the page is made without it.")
        try:
            yield copy
        finally:
            if turn is not None:
                _release(turn)

    def _turn_or_copy(self, key: str, look: bool) -> tuple[Copy | None, Turn | None]:
        until = time.monotonic() + self._wait
        while True:
            turn = self._store.turn(key)
            copy = self._store.get(key) if look else None
            if copy is not None and turn is not None:
                turn.release()
                return copy, None
            if copy is not None or turn is not None:
                return copy, turn
            if key in self._never_stored or time.monotonic() >= until:
                return None, None
            look = True
            time.sleep(PAUSE)


def _release(turn: Turn) -> None:
    try:
        turn.release()
    except Exception:
        logger.exception("The page store failed; the turn ends by itself.")
