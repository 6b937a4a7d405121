"""The demo's dates count from the day on which it is seeded."""

from datetime import UTC, date, datetime

import pytest

from site_core.demo.building import day_of
from site_core.demo.writing import InDays

from .conftest import SetClock


@pytest.mark.parametrize(
    ("mark", "meant"),
    [
        (InDays(20), date(2026, 11, 13)),
        (InDays(-1), date(2026, 10, 23)),
        # The clocks go back in between.
        (InDays(0, "18:30"), datetime(2026, 10, 24, 17, 30, tzinfo=UTC)),
        (InDays(1, "18:30"), datetime(2026, 10, 25, 18, 30, tzinfo=UTC)),
    ],
)
def test_a_day_is_counted_from_today_in_london(
    set_clock: SetClock, mark: InDays, meant: date | datetime
) -> None:
    # Half past midnight in London, while it is still yesterday in UTC.
    set_clock(datetime(2026, 10, 23, 23, 30, tzinfo=UTC))
    assert day_of(mark) == meant
