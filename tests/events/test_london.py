"""Days and times by London's clocks, also when they are changed."""

from datetime import UTC, date, datetime, time

import pytest

from site_core.pages import london

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2026, 1, 10), time(18, 30), datetime(2026, 1, 10, 18, 30, tzinfo=UTC)),
        (date(2026, 7, 10), time(18, 30), datetime(2026, 7, 10, 17, 30, tzinfo=UTC)),
        (SPRING, time(0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (SPRING, time(2), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (AUTUMN, time(0, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (AUTUMN, time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (AUTUMN, time(2), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_time_in_london_is_a_moment_in_utc(day: date, clock: time, moment: datetime) -> None:
    assert london.moment(day, clock) == moment


def test_the_hour_that_comes_twice_can_be_meant_both_times() -> None:
    first, second = (london.moment(AUTUMN, time(1, 30), later=later) for later in (False, True))
    assert (second - first).total_seconds() == 3600
    assert london.time_words(first) == "1:30am BST"
    assert london.time_words(second) == "1:30am GMT"


@pytest.mark.parametrize(
    ("day", "clock", "gone"),
    [
        (SPRING, time(0, 59, 59), False),
        (SPRING, time(1), True),
        (SPRING, time(1, 59, 59), True),
        (SPRING, time(2), False),
        (AUTUMN, time(1, 30), False),
    ],
)
def test_the_hour_that_is_left_out_is_known(day: date, clock: time, gone: bool) -> None:
    assert london.is_left_out(day, clock) is gone


def test_the_days_of_the_change_have_23_and_25_hours() -> None:
    def hours(day: date, after: date) -> float:
        return (london.start_of_day(after) - london.start_of_day(day)).total_seconds() / 3600

    assert hours(SPRING, date(2026, 3, 30)) == 23
    assert hours(AUTUMN, date(2026, 10, 26)) == 25


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (time(9), "9am"),
        (time(9, 5), "9:05am"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(0), "midnight"),
        (time(0, 15), "12:15am"),
        (time(18, 30), "6:30pm"),
    ],
)
def test_times_are_said_as_people_say_them(clock: time, words: str) -> None:
    assert london.time_words(london.moment(date(2026, 7, 1), clock)) == words
