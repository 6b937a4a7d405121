"""Purging: written down in the transaction of the change, carried out when it is committed.

A process may die between the commit and the purge: `sweep_due`, called by the scheduler, then does it.
Every step is safe to do twice, in any process.
"""

import logging
from datetime import timedelta

from django.db import DatabaseError, connections, transaction
from django.db.models import F, Model
from django.utils import timezone

from . import affects, frontend, stores
from .affects import Affected
from .models import Address, Purge

logger = logging.getLogger(__name__)

# The change's own process purges at once; the sweeper leaves it so many seconds.
HEAD_START = 20
# Seconds until the next attempt: doubled each time, up to the longest.
FIRST_PAUSE = 5
LONGEST_PAUSE = 600
# A proxy that did not listen for about an hour.
LAST_ATTEMPT = 12
KEEP_SETTLED = timedelta(days=1)


class _WhenCommitted:
    """One purge, waiting for the commit."""

    def __init__(self, pk: int, affected: Affected) -> None:
        self.pk = pk
        self.affected = affected
        self.called = False

    def __call__(self) -> None:
        self.called = True
        carry_out(self.pk)


def changed(*what: Model | str | Affected) -> None:
    """Purge what these rows, tags or effects change: for `bulk_create` and `.update()`, which send no signal.

    A row that has no registered effect changes nothing.
    """
    affected = affects.NOTHING
    for one in what:
        if isinstance(one, Affected):
            affected |= one
        elif isinstance(one, str):
            affected |= Affected({one})
        else:
            affected |= affects.of(one)
    record(affected)


def everything() -> None:
    """Purge every stored page."""
    record(affects.EVERYTHING)


def when_starting() -> None:
    """Purge every stored page before a web server starts: a new version may print them differently.

    Closes the database connection, which must not be shared with the processes that are started next.
    """
    try:
        everything()
    except DatabaseError:
        # Not migrated yet, or not reachable yet: the site shall start all the same.
        logger.exception("The purge could not be written down.")
        stores.current().purge(affects.EVERYTHING)
    finally:
        connections.close_all()


def record(affected: Affected) -> None:
    """Write a purge down in the current transaction, to be carried out on commit."""
    if not affected or _is_recorded(affected):
        return
    purge = Purge.objects.create(
        everything=affected.everything,
        tags=[] if affected.everything else sorted(affected.tags),
        next_time=timezone.now() + timedelta(seconds=HEAD_START),
    )
    transaction.on_commit(_WhenCommitted(purge.pk, affected))


def carry_out(pk: int) -> bool:
    """Purge the store for one waiting row; False after a failure, which is logged and tried again later."""
    purge = Purge.objects.waiting().filter(pk=pk).first()
    if purge is None:
        return True
    try:
        stores.current().purge(purge.affected)
        # After the purge: an address noted later belongs to a page made from what is new.
        addresses = frontend.addresses_of(purge.affected)
    except Exception:
        logger.exception("The page store could not be purged; trying again soon.")
        _postpone(purge)
        return False
    following = Purge.State.TELLING if addresses else Purge.State.DONE
    moved = (
        Purge.objects.waiting()
        .filter(pk=pk)
        .update(state=following, addresses=addresses, attempts=0, next_time=timezone.now())
    )
    if moved and addresses:
        from .tasks import tell_proxies

        tell_proxies.enqueue()
    return True


def sweep_due() -> int:
    """Carry out what was committed and not purged; the number of rows."""
    due = Purge.objects.waiting().due(timezone.now()).values_list("pk", flat=True)
    return sum(carry_out(pk) for pk in list(due))


def tell_due() -> int:
    """Tell the proxy in front what to drop; the number of rows that it confirmed."""
    told = 0
    for purge in list(Purge.objects.telling().due(timezone.now())):
        # Claimed by moving its next time: only the process that changes the row acts.
        if not _postpone(purge):
            continue
        try:
            frontend.tell(purge.addresses)
        except Exception:
            logger.exception("The proxy did not confirm a purge.")
            if purge.attempts + 1 >= LAST_ATTEMPT:
                Purge.objects.telling().filter(pk=purge.pk).update(state=Purge.State.DEAD)
        else:
            told += Purge.objects.telling().filter(pk=purge.pk).update(state=Purge.State.DONE)
    return told


def tidy() -> stores.Summary:
    """Remove what nobody needs any more: settled rows, addresses whose time is over, too many copies."""
    now = timezone.now()
    Purge.objects.settled_before(now - KEEP_SETTLED).delete()
    Address.objects.filter(until__lt=now).delete()
    return stores.current().sweep()


def _postpone(purge: Purge) -> bool:
    """Move a row's next time on; False if another process has done so already."""
    pause = timedelta(seconds=min(FIRST_PAUSE * 2**purge.attempts, LONGEST_PAUSE))
    same = Purge.objects.filter(pk=purge.pk, state=purge.state, next_time=purge.next_time)
    return bool(same.update(attempts=F("attempts") + 1, next_time=timezone.now() + pause))


def _is_recorded(affected: Affected) -> bool:
    """Whether this transaction has already written down a purge that covers this one.

    Django forgets the callbacks of a savepoint that is rolled back, together with its rows; so a
    callback that is still there means that its row is too.
    """
    return any(
        isinstance(callback, _WhenCommitted) and not callback.called and callback.affected.covers(affected)
        for _, callback, *_ in transaction.get_connection().run_on_commit
    )
