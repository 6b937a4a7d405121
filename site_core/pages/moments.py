"""When the clock alone changes what visitors see: an alert ends, a vacancy closes, an event is over.

Nobody saves anything at such a moment, so nothing is purged. Stored pages and furniture live no longer than
until the next one instead. A room with such moments registers how to find its next one:

    moments.register("vacancies", lambda now: VacancyPage.objects.next_closing(now))    # in AppConfig.ready()
"""

from collections.abc import Callable
from datetime import datetime

NextMoment = Callable[[datetime], datetime | None]

_sources: dict[str, NextMoment] = {}


def register(key: str, source: NextMoment) -> None:
    """Add a source: given the time now (UTC), it returns its next moment after that, or None. One query."""
    _sources[key] = source


def next_after(now: datetime) -> datetime | None:
    """Return the nearest moment after `now` (UTC) of all sources; None if nothing is planned."""
    found = [moment for source in _sources.values() if (moment := source(now)) is not None]
    return min(found, default=None)
