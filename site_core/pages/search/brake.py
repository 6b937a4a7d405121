"""How often one network may search: looking for words is the dearest thing that a stranger can ask for.

Counted in the shared cache, since reading must not write to the database. It is a brake and no lock: a
count that is lost, or two at the same moment that are taken for one, let a few more through.
"""

from time import time

from django.core.cache import cache
from django.http import HttpRequest

from site_core.guard.addresses import address_key

# A household, an office or a school class shares a network.
MOST = 60
SECONDS = 60


def seconds_to_wait(request: HttpRequest, *, now: float | None = None) -> int:
    """Count one search; return 0 while it is allowed, else after how many seconds the next is, at least 1."""
    moment = int(time() if now is None else now)
    window, passed = divmod(moment, SECONDS)
    return 0 if _count(f"search:{address_key(request)}:{window}") <= MOST else SECONDS - passed


def _count(key: str) -> int:
    if cache.add(key, 1, 2 * SECONDS):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # the cache has made room meanwhile
        return 1
