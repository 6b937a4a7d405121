"""Dates and times as the clocks in London show them; inside, every moment is UTC.

Editors write a day and a time. Twice a year that is not enough: in spring an hour is left out, in autumn one
comes twice (European summer time, Summer Time Act 1972 as amended; the rules come with the tz database).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

LONDON = ZoneInfo("Europe/London")
END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class Leaf:
    """A leaf of a calendar, as `events/parts/leaf.html` draws it; `last` is set for more than one day."""

    day: date
    last: date | None = None


def moment(day: date, clock: time, *, later: bool = False) -> datetime:
    """Return the moment (UTC) when London's clocks show `clock` on `day`.

    In the hour that comes twice it is the first time, or the second if `later`. A time that is left out is
    counted on as if the clocks had not gone forward: ask `is_left_out` before.
    """
    return datetime.combine(day, clock.replace(fold=int(later)), LONDON).astimezone(UTC)


def start_of_day(day: date) -> datetime:
    """Return the moment (UTC) at which a day begins in London."""
    return moment(day, time(0))


def is_left_out(day: date, clock: time) -> bool:
    """Whether London's clocks never show this time, since they go forward."""
    shown = moment(day, clock).astimezone(LONDON)
    return (shown.date(), shown.time()) != (day, clock.replace(fold=0))


def left_out_words(day: date, clock: time) -> str:
    """Tell an editor what to do about a time that there is not."""
    return (
        f"The clocks go forward on {date_format(day, 'j F Y')}, so there is no {clock:%H:%M} on that day. "
        "Choose a time before 01:00 or from 02:00."
    )


def local(instant: datetime) -> datetime:
    """Return a moment as London's clocks show it."""
    return instant.astimezone(LONDON)


def day_words(day: date) -> str:
    """Return a day as people say it: "Tuesday 24 November 2026"."""
    return date_format(day, "l j F Y")


def time_words(instant: datetime) -> str:
    """Return a time as people say it: "6pm", "6:30pm", "midday"; in the hour that comes twice, which one."""
    shown = local(instant)
    if (shown.hour, shown.minute) in ((0, 0), (12, 0)):
        words = "midnight" if shown.hour == 0 else "midday"
    else:
        minutes = f":{shown:%M}" if shown.minute else ""
        words = f"{shown.hour % 12 or 12}{minutes}{'am' if shown.hour < 12 else 'pm'}"
    return f"{words} {shown.tzname()}" if _comes_twice(shown) else words


def _comes_twice(shown: datetime) -> bool:
    first, second = shown.replace(fold=0), shown.replace(fold=1)
    return timedelta(0) < first.utcoffset() - second.utcoffset()  # type: ignore[operator]
