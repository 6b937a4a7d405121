from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from site_core.guard import tasks
from site_core.guard.limits import Limit
from site_core.guard.models import RateCount

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
LIMIT = Limit("test", limit=3, per=timedelta(hours=1))


@pytest.mark.both
@pytest.mark.django_db
def test_hits_pass_until_the_limit_and_then_wait_for_the_next_window() -> None:
    late = NOON + timedelta(minutes=59, seconds=59)

    within = [LIMIT.hit("visitor", now=moment) for moment in (NOON, NOON, late, late, late)]

    assert within == [True, True, True, False, False]
    assert LIMIT.hit("visitor", now=NOON + timedelta(hours=1))


@pytest.mark.django_db
def test_keys_and_names_are_counted_apart() -> None:
    once = Limit("once", limit=1, per=timedelta(hours=1))
    also_once = Limit("also once", limit=1, per=timedelta(hours=1))

    assert once.hit("ann", now=NOON)
    assert once.hit("bob", now=NOON)
    assert also_once.hit("ann", now=NOON)
    assert not once.hit("ann", now=NOON)


@pytest.mark.django_db
def test_the_key_is_not_stored_in_clear() -> None:
    LIMIT.hit("ann@example.org")

    row = RateCount.objects.get()
    assert "ann" not in f"{row.name} {row.key}"


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_many_processes_at_once_never_let_one_too_many_through() -> None:
    visitors, each = 8, 3
    limit = Limit("race", limit=10, per=timedelta(hours=1))
    together = Barrier(visitors)

    def post(_: int) -> list[bool]:
        try:
            together.wait(timeout=30)
            return [limit.hit("one key", now=NOON) for _ in range(each)]
        finally:
            connection.close()

    with ThreadPoolExecutor(visitors) as pool:
        answers = [answer for several in pool.map(post, range(visitors)) for answer in several]

    assert len(answers) == visitors * each
    assert answers.count(True) == 10
    assert RateCount.objects.get().hits == 10


@pytest.mark.both
@pytest.mark.django_db
def test_a_hit_that_is_given_back_counts_no_more_and_never_below_zero() -> None:
    once = Limit("once", limit=1, per=timedelta(hours=1))
    once.give_back("ann", now=NOON)
    assert once.hit("ann", now=NOON)
    once.give_back("ann", now=NOON)
    once.give_back("ann", now=NOON)
    assert once.hit("ann", now=NOON)
    assert not once.hit("ann", now=NOON)


def test_the_wait_is_the_rest_of_the_window() -> None:
    assert LIMIT.seconds_left(now=NOON) == 3600
    assert LIMIT.seconds_left(now=NOON + timedelta(minutes=59, seconds=59, milliseconds=500)) == 1


@pytest.mark.django_db
def test_counters_of_past_windows_are_swept_and_running_ones_stay() -> None:
    LIMIT.hit("long ago", now=timezone.now() - timedelta(hours=2))
    LIMIT.hit("now")

    tasks.sweep_rate_counts.call()

    assert RateCount.objects.get().ends_at > timezone.now()
