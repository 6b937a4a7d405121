"""Values that many pages show, kept for all processes until something or the clock changes them."""

import math
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.core.cache import cache
from django.utils import timezone

from site_core.pagecache.generation import current_generation

from . import moments

Value = TypeVar("Value")
SECONDS = 3600


def until_changed(key: str, make: Callable[[], Value]) -> Value:
    """Return what `make` returned for this key since the last change of the site; else ask it now.

    The value must be one that can be pickled. It lives an hour at most, and no longer than until the next
    moment at which the clock changes what visitors see (`moments`).
    """
    # The generation is read before the data, so that what was made from old data is never read after a purge.
    key = f"{key}:{current_generation()}"
    missing = object()
    value = cache.get(key, missing)
    if value is missing:
        # Asked before the value is made, or a moment that passes meanwhile would be nobody's.
        moment = moments.next_after(timezone.now())
        value = make()
        cache.set(key, value, _seconds_until(moment))
    return value


def _seconds_until(moment: datetime | None) -> int:
    if moment is None:
        return SECONDS
    return min(SECONDS, max(1, math.ceil((moment - timezone.now()).total_seconds())))
