"""From when to when something happens, and what that means at a given moment."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from site_core.pages import london

from .kinds import Change, State

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Period:
    """A time span. `start` and `end` are UTC; `end` is the first moment after it.

    An event that lasts all day begins at midnight in London and ends at midnight after its last day.
    """

    start: datetime
    end: datetime
    is_all_day: bool = False

    @classmethod
    def of_days(cls, first: date, last: date) -> "Period":
        """Return the whole days from `first` to `last`, both of them included."""
        return cls(london.start_of_day(first), london.start_of_day(last + timedelta(days=1)), is_all_day=True)

    @classmethod
    def of_hours(cls, first: date, start: time, last: date, end: time) -> "Period":
        """Return the time between two times of day. In the hour that comes twice, the first one is meant."""
        return cls(london.moment(first, start), london.moment(last, end))

    @property
    def first_day(self) -> date:
        """The day on which it begins, in London."""
        return london.local(self.start).date()

    @property
    def last_day(self) -> date:
        """The day on which it ends, in London: the evening before for one that ends at midnight."""
        return london.local(self.end - A_MOMENT).date()

    @property
    def day_after(self) -> date:
        """The day after the last: where calendar files say that whole days end (RFC 5545, 3.6.1)."""
        return self.last_day + timedelta(days=1)

    @property
    def leaf(self) -> london.Leaf:
        """Its days as a leaf of a calendar."""
        return london.Leaf(self.first_day, self.last_day if self.last_day != self.first_day else None)

    @property
    def words(self) -> str:
        """When it is, as people say it: "Tuesday 24 November 2026, 6pm to 8pm"."""
        first, last = london.day_words(self.first_day), london.day_words(self.last_day)
        if self.is_all_day:
            return f"{first}, all day" if first == last else f"{first} to {last}"
        start, end = london.time_words(self.start), london.time_words(self.end)
        return f"{first}, {start} to {end}" if first == last else f"{first}, {start}, to {last}, {end}"

    @property
    def end_words(self) -> str:
        """Until when, for while it is on: "Until 8pm on Tuesday 24 November 2026."."""
        last = london.day_words(self.last_day)
        return f"Until {last}." if self.is_all_day else f"Until {london.time_words(self.end)} on {last}."

    @property
    def start_mark(self) -> str:
        """The start for machines: a date, or a time with London's distance from UTC (ISO 8601)."""
        return self.first_day.isoformat() if self.is_all_day else london.local(self.start).isoformat()

    @property
    def end_mark(self) -> str:
        """The end for machines; of whole days the last one itself."""
        return self.last_day.isoformat() if self.is_all_day else london.local(self.end).isoformat()


def state_of(period: Period, change: str, now: datetime) -> State:
    """Return where an event stands at `now` (UTC): at its first moment it is on, at its end it is over."""
    if change == Change.CANCELLED:
        return State.CANCELLED
    if change == Change.POSTPONED:
        return State.POSTPONED
    if now < period.start:
        return State.COMING
    return State.ON_NOW if now < period.end else State.OVER
