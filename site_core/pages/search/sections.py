"""What kinds of pages visitors narrow a search by. A room with pages of its own registers them:

    sections.register(Section("events", "Events", "Event", [EventPage], left_out=EventPage.objects.cancelled))

in `AppConfig.ready()`. Page types without a section stand under "Pages". A page type with a `search_note` (a
property that returns words: a date, a place) has it shown beside its results.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Section:
    """A kind of pages: its key in addresses, its name and that of one of its pages, its page types.

    `left_out`, asked at each search, returns pages of these types that are public and yet not to be found,
    such as vacancies that have closed.
    """

    key: str
    label: str
    one: str
    models: Sequence[type[Model]] = field(default=())
    left_out: Callable[[], "QuerySet[Model]"] | None = None

    def content_types(self) -> set[int]:
        """Return the keys of the content types of its page types; no query once they are known."""
        return {kind.pk for kind in ContentType.objects.get_for_models(*self.models).values()}


PAGES = Section("pages", "Pages", "Page")

_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section, in the order in which visitors shall see them."""
    _sections[section.key] = section


def registered() -> list[Section]:
    """Return what rooms have registered."""
    return list(_sections.values())


def by_content_type() -> dict[int, Section]:
    """Return the section of each content type that has one; all others belong to `PAGES`."""
    return {kind: section for section in registered() for kind in section.content_types()}
