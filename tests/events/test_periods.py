"""From when to when, and in which state an event is at the exact moment."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from site_core.pages.events.kinds import Change, State
from site_core.pages.events.periods import Period, state_of

EVENING = Period.of_hours(date(2026, 6, 18), time(18), date(2026, 6, 18), time(20))
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (EVENING.start - INSTANT, State.COMING),
        (EVENING.start, State.ON_NOW),
        (EVENING.end - INSTANT, State.ON_NOW),
        (EVENING.end, State.OVER),
    ],
)
def test_an_event_changes_its_state_at_the_exact_moment(now: datetime, state: State) -> None:
    assert state_of(EVENING, Change.NONE, now) == state


@pytest.mark.parametrize("now", [EVENING.start - INSTANT, EVENING.start, EVENING.end])
def test_what_is_cancelled_or_postponed_stays_so_whatever_the_clock_says(now: datetime) -> None:
    assert state_of(EVENING, Change.CANCELLED, now) == State.CANCELLED
    assert state_of(EVENING, Change.POSTPONED, now) == State.POSTPONED


def test_people_can_book_until_the_end_and_not_when_it_is_off() -> None:
    assert {state for state in State if state.is_bookable} == {State.COMING, State.ON_NOW}


def test_all_day_begins_and_ends_at_midnight_in_london() -> None:
    days = Period.of_days(date(2026, 3, 28), date(2026, 3, 29))
    assert days.start == datetime(2026, 3, 28, 0, tzinfo=UTC)
    assert days.end == datetime(2026, 3, 29, 23, tzinfo=UTC)
    assert (days.first_day, days.last_day, days.day_after) == (
        date(2026, 3, 28),
        date(2026, 3, 29),
        date(2026, 3, 30),
    )


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 28), 3), (date(2026, 10, 24), 5), (date(2026, 6, 18), 4)],
)
def test_a_night_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    night = Period.of_hours(day, time(23), day + timedelta(days=1), time(3))
    assert night.end - night.start == timedelta(hours=hours)


def test_in_the_hour_that_comes_twice_the_first_one_is_meant() -> None:
    early = Period.of_hours(date(2026, 10, 25), time(1, 15), date(2026, 10, 25), time(1, 45))
    assert early.start == datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    assert early.end == datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    assert early.words == "Sunday 25 October 2026, 1:15am BST to 1:45am BST"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (EVENING, "Thursday 18 June 2026, 6pm to 8pm"),
        (
            Period.of_hours(date(2026, 6, 18), time(18), date(2026, 6, 19), time(0)),
            "Thursday 18 June 2026, 6pm to midnight",
        ),
        (
            Period.of_hours(date(2026, 6, 18), time(12), date(2026, 6, 20), time(16, 30)),
            "Thursday 18 June 2026, midday, to Saturday 20 June 2026, 4:30pm",
        ),
        (Period.of_days(date(2026, 6, 18), date(2026, 6, 18)), "Thursday 18 June 2026, all day"),
        (
            Period.of_days(date(2026, 6, 18), date(2026, 6, 20)),
            "Thursday 18 June 2026 to Saturday 20 June 2026",
        ),
    ],
)
def test_when_it_is_stands_in_words(period: Period, words: str) -> None:
    assert period.words == words


def test_the_leaf_shows_the_last_day_only_when_it_is_another() -> None:
    assert EVENING.leaf.last is None
    assert Period.of_days(date(2026, 6, 18), date(2026, 6, 20)).leaf.last == date(2026, 6, 20)
    until_midnight = Period.of_hours(date(2026, 6, 18), time(18), date(2026, 6, 19), time(0))
    assert until_midnight.leaf.last is None
