"""A word that changes whenever everything is purged: a part of the key of whatever else is cached.

Read it before the data. What is built from data older than a purge then lies under a key that nobody
asks for any more, whichever process built it, and however long that took.
"""

from . import stores


def current_generation() -> str:
    """The generation that all processes share now."""
    return stores.current().generation()
