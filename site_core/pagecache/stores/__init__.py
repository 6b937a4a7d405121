"""Where the copies lie: a folder by default, Redis or Valkey when several machines share them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from site_core.pagecache import config
from site_core.pagecache.affects import Affected
from site_core.pagecache.copies import Copy


@dataclass(frozen=True)
class Summary:
    """How many pages lie in a store and how many bytes they take; None where the store cannot tell."""

    pages: int | None
    size: int | None


class Turn(Protocol):
    """The right to make one page while others wait for it. Ends with its holder's process at the latest."""

    def release(self) -> None:
        """Let the others go on."""


class Store(Protocol):
    """Copies of pages that all processes share.

    The order that keeps old pages out: take a ticket, render, `put` with the ticket. `put` refuses
    when anything was purged since the ticket was taken, whichever process purged it.
    """

    def get(self, key: str) -> Copy | None:
        """The copy of a key, unless there is none, its time is over, or it was purged."""

    def ticket(self) -> str:
        """A word that changes with every purge. Take it before reading what goes into a page."""

    def generation(self) -> str:
        """A word that changes when everything is purged."""

    def put(self, copy: Copy, ticket: str) -> bool:
        """Store a copy. False when something was purged since the ticket was taken."""

    def purge(self, affected: Affected) -> None:
        """Remove the copies concerned. When this returns no process finds them any more."""

    def turn(self, key: str) -> Turn | None:
        """The turn to make this page; None while another request has it. Never waits."""

    def sweep(self) -> Summary:
        """Remove what is too old or too much, and what a killed process left."""


def current() -> Store:
    """The store that the settings choose."""
    return _open(config.current())


@lru_cache(maxsize=8)
def _open(configuration: config.Config) -> Store:
    from .files import FileStore
    from .shared import CacheStore

    return CacheStore(configuration) if configuration.shared else FileStore(configuration)
