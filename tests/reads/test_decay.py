"""Counts fade: halved with each half-life, computed when they are written or read, never all at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from site_core.demo.factories import StandardPageFactory
from site_core.jobs import registry
from site_core.pages.models import StandardPage
from site_core.pages.reads import services, tasks
from site_core.pages.reads.models import HALF_LIFE, PageReads, worth_at

pytestmark = pytest.mark.both

NOON = datetime(2026, 3, 28, 12, tzinfo=UTC)


def worth(page: Any, now: datetime) -> float:
    return float(PageReads.objects.annotate(worth=worth_at(now)).get(page=page).worth)


def test_a_read_is_worth_half_after_a_half_life(page: StandardPage) -> None:
    PageReads.objects.add(page.pk, 40, NOON)
    assert worth(page, NOON) == pytest.approx(40)
    # The clocks change in between: a half-life is a length of time.
    assert worth(page, NOON + HALF_LIFE) == pytest.approx(20)
    assert worth(page, NOON + 3 * HALF_LIFE) == pytest.approx(5)


def test_new_reads_come_on_top_of_what_is_left(page: StandardPage) -> None:
    PageReads.objects.add(page.pk, 40, NOON)
    PageReads.objects.add(page.pk, 7, NOON + 2 * HALF_LIFE)
    row = PageReads.objects.get(page=page)
    assert row.score == pytest.approx(10 + 7)
    assert row.scored_at == (NOON + 2 * HALF_LIFE).timestamp()
    assert row.reads_in_hour == 7


def test_a_page_that_is_read_now_overtakes_one_that_was_read_long_ago(page: StandardPage) -> None:
    old = StandardPageFactory(title="Once famous")
    PageReads.objects.add(old.pk, 100, NOON)
    PageReads.objects.add(page.pk, 20, NOON + 3 * HALF_LIFE)
    order = PageReads.objects.most_read_first(NOON + 3 * HALF_LIFE)
    assert [row.page_id for row in order] == [page.pk, old.pk]


def test_time_alone_changes_no_order_and_writes_no_row(page: StandardPage) -> None:
    other = StandardPageFactory(title="Another")
    PageReads.objects.add(page.pk, 9, NOON)
    PageReads.objects.add(other.pk, 8, NOON + timedelta(days=2))
    before = list(PageReads.objects.values())
    for days in (2, 10, 100):
        order = PageReads.objects.most_read_first(NOON + timedelta(days=days))
        assert [row.page_id for row in order] == [other.pk, page.pk]
    assert list(PageReads.objects.values()) == before


def test_a_page_that_nobody_opens_any_more_is_forgotten_at_night(page: StandardPage) -> None:
    other = StandardPageFactory(title="Another")
    PageReads.objects.add(page.pk, 1, NOON)
    PageReads.objects.add(other.pk, 300, NOON)
    assert services.tidy(now=NOON + timedelta(days=30)) == 0
    assert services.tidy(now=NOON + timedelta(days=60)) == 1
    assert PageReads.objects.get().page_id == other.pk


def test_the_scheduler_tidies_every_night_and_ranks_every_hour(page: StandardPage) -> None:
    jobs = {job.key: job for job in registry.jobs()}
    assert jobs["reads.rank"].every == timedelta(hours=1)
    assert jobs["reads.tidy"].daily_at is not None
    PageReads.objects.add(page.pk, 3, timezone.now())
    tasks.rank_pages.enqueue()
    tasks.tidy_reads.enqueue()
    assert PageReads.objects.get().place == 1
