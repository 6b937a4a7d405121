"""Counting reads and listing what is read most."""

import atexit
import logging
from dataclasses import dataclass
from datetime import datetime
from functools import cache as once
from itertools import combinations
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, connections, transaction
from django.utils import timezone
from wagtail.models import Page, Site

from site_core.pagecache import purge
from site_core.pagecache.generation import current_generation
from site_core.pages.menus import PublicPages, for_everyone

from .gathering import Batch, Gatherer, Slot
from .models import HOUR, MOST_AN_HOUR, PageReads

logger = logging.getLogger(__name__)

# How many titles the list prints.
SHOWN = 8
# A page that is in the list does not name itself, so that one more is kept.
KEPT = SHOWN + 1
# What a score is worth when nobody has opened a page for about two months.
FORGOTTEN = 0.01
# How much more than another a page must be read before it takes the other's place.
CLEARLY = 1.1
CACHE_SECONDS = 3600

gatherer = Gatherer()


@dataclass(frozen=True)
class Entry:
    """One line of the list "Most read"."""

    page_id: int
    title: str
    url: str


def note(page_id: int, visitor: str, *, now: datetime | None = None) -> None:
    """Note that somebody reads a page; now and then this writes what all threads have gathered.

    `visitor` is `guard.addresses.address_key`. A network counts once for each page and hour.
    """
    _write_what_is_left_at_exit()
    moment = now or timezone.now()
    gatherer.add(Slot(page_id, int(moment.timestamp()) // HOUR), visitor)
    if batch := gatherer.take_if_due():
        write(batch, now=moment)


def flush() -> int:
    """Write down what this process has gathered; return how many reads were counted."""
    return write(gatherer.take())


def write(batch: Batch, *, now: datetime | None = None) -> int:
    """Add a batch to the scores of the pages that the public may see; return how many reads were counted.

    A batch that the database does not take is lost, with a line in the log: no visitor waits for it.
    """
    if not batch:
        return 0
    try:
        with transaction.atomic():
            return _write(batch, now or timezone.now())
    except DatabaseError:
        logger.exception("Reads of %s pages could not be counted.", len(batch))
        return 0


def _write(batch: Batch, now: datetime) -> int:
    asked = {slot.page_id for slot in batch}
    public = set(for_everyone(Page.objects.filter(pk__in=asked)).values_list("pk", flat=True))
    counted = 0
    # In one order in every process, or two of them could wait for each other's rows.
    for slot in sorted(batch):
        if slot.page_id in public and (fresh := _not_seen_elsewhere(slot, batch[slot])):
            PageReads.objects.add(slot.page_id, fresh, now)
            counted += fresh
    return counted


def _not_seen_elsewhere(slot: Slot, marks: set[bytes]) -> int:
    """Return how many of these networks no process has counted yet, and remember them until the hour is over.

    One entry of the shared cache for a page and hour, bounded by what a page may rise. Two processes that
    write at the same moment may count a network twice; the bound of the hour stands in the database.
    """
    key = f"reads:{slot.page_id}:{slot.hour}"
    seen: frozenset[bytes] = cache.get(key, frozenset())
    fresh = marks - seen
    if fresh and len(seen) < MOST_AN_HOUR:
        cache.set(key, seen | fresh, HOUR)
    return len(fresh)


@once
def _write_what_is_left_at_exit() -> None:
    """Once in each process that counts: a worker that stops must not forget its last batch."""
    atexit.register(_last_flush)


def _last_flush() -> None:
    flush()
    connections.close_all()


def rank(*, now: datetime | None = None) -> bool:
    """Choose the pages of the list anew; True if they changed.

    Then every stored page is purged, because nearly every page shows the list. It happens once an hour at
    most, which is how long a stored page lives anyway; never while nobody reads, since all scores fade
    alike; and never for pages that are read nearly as often and only change places.
    """
    moment = now or timezone.now()
    worth = _best(moment)
    with transaction.atomic():
        listed = list(PageReads.objects.listed().values_list("page_id", flat=True))
        if worth.keys() == set(listed) and _is_nearly_in_order([worth[page_id] for page_id in listed]):
            return False
        best = sorted(worth, key=lambda page_id: (-worth[page_id], page_id))
        PageReads.objects.listed().exclude(page_id__in=best).update(place=None)
        for place, page_id in enumerate(best, start=1):
            PageReads.objects.filter(page_id=page_id).update(place=place)
        purge.everything()
    return True


def _is_nearly_in_order(scores: list[float]) -> bool:
    """Say whether no score is clearly higher than any before it."""
    return all(later <= earlier * CLEARLY for earlier, later in combinations(scores, 2))


def _best(now: datetime) -> dict[int, float]:
    """Return the pages of the list with what they are worth; of pages read alike, who is in it stays."""
    fronts = Site.objects.values("root_page")
    pages = for_everyone(Page.objects.exclude(pk__in=fronts))
    # A few more than are kept: some may ask search engines to leave them out, and mean this list too.
    rows: Any = PageReads.objects.filter(page__in=pages).most_read_first(now)[: 3 * KEPT]
    found = Page.objects.specific().in_bulk([row.page_id for row in rows])
    shown = [row for row in rows if not getattr(found[row.page_id], "hide_from_search_engines", False)]
    # Sorting keeps the order of two alike.
    shown.sort(key=lambda row: row.worth * (CLEARLY if row.place else 1), reverse=True)
    return {row.page_id: row.worth for row in shown[:KEPT]}


def tidy(*, now: datetime | None = None) -> int:
    """Forget pages that nobody has opened for a long time; return how many."""
    return PageReads.objects.forgotten(now or timezone.now(), below=FORGOTTEN).delete()[0]


def most_read(site: Site) -> list[Entry]:
    """Return the list of one site, `KEPT` entries at most. No query when it is in the cache."""
    # The generation is read before the data, as in furniture.py.
    key = f"most-read:{site.pk}:{current_generation()}"
    kept: list[Entry] | None = cache.get(key)
    if kept is None:
        kept = _entries(site)
        cache.set(key, kept, CACHE_SECONDS)
    return kept


def pages_most_read(limit: int) -> list[Page]:
    """Return the pages of the list, for blocks that show it. One query."""
    public = PublicPages()
    rows = PageReads.objects.listed().select_related("page")
    return [row.page for row in rows if public.shows(row.page)][:limit]


def _entries(site: Site) -> list[Entry]:
    below = site.root_page.path
    return [
        Entry(page.pk, page.title, page.url)
        for page in pages_most_read(KEPT)
        if page.path.startswith(below) and page.url
    ]
