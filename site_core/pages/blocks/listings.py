"""Lists that fill themselves: the latest of something, and what comes next.

Whatever makes the lists is asked when they are printed, so that a block stores only a key.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks

from site_core.pages import kept, providers

from .anchors import DEEPEST
from .base import FRESH, BlockValue, HeadedBlock
from .cards import Card, cards_of

if TYPE_CHECKING:
    from site_core.pages.events.entries import Entry

MOST = 12
DEFAULT_COUNT = 4


def event_kinds() -> list[tuple[str, str]]:
    """Return key and label of every kind of event; asked when the form is shown."""
    # Events stand on these blocks.
    from site_core.pages.events.kinds import Kind

    return [(str(key), str(label)) for key, label in Kind.choices]


def how_many() -> blocks.IntegerBlock:
    """Return the field for the length of a list."""
    return blocks.IntegerBlock(min_value=1, max_value=MOST, default=DEFAULT_COUNT, label="How many")


class LatestValue(BlockValue):
    """The latest of one list."""

    @property
    def provider(self) -> providers.Provider | None:
        """Who makes the list; None when its room is switched off or gone."""
        return providers.get(self.get("source") or "")

    @property
    def title(self) -> str:
        """The editor's heading, else the list's own name."""
        return self.get("heading") or (self.provider.label if self.provider else "")

    @property
    def shown(self) -> list[Card]:
        """The cards to print."""
        return self._kept[0]

    @property
    def all_url(self) -> str:
        """The address of the whole list; empty while there is none."""
        return self._kept[1]

    @cached_property
    def _kept(self) -> tuple[list[Card], str]:
        provider, count = self.provider, self.get("count") or DEFAULT_COUNT
        if provider is None:
            return [], ""
        return kept.until_changed(
            f"block-latest:{provider.key}:{count}",
            lambda: (list(cards_of(provider.fetch(count)).values()), provider.all_url()),
        )

    @property
    def all_text(self) -> str:
        """The words of the link to the whole list."""
        return self.provider.all_text if self.provider else ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not self.shown


class LatestBlock(HeadedBlock):
    """Cards for the latest of a list."""

    source = blocks.ChoiceBlock(choices=providers.choices, search_index=False, label="What to show")
    count = how_many()

    class Meta:
        icon = "history"
        label = "Latest"
        group = FRESH
        template = "blocks/latest.html"
        value_class = LatestValue
        label_format = "{source}"
        description = (
            "Cards for the newest pages of one kind. They change by themselves when something is published."
        )

    def clean(self, value: Any) -> Any:
        """Say in words that a list is gone, for instance since its part of the website was switched off."""
        chosen = value.get("source")
        if chosen and providers.get(chosen) is None and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                {"source": ValidationError("The website no longer has this list. Choose another one.")}
            )
        return super().clean(value)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add `item_level`: there always is a heading above the cards."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        return {**context, "item_level": min(context.get("heading_level", 2) + 1, DEEPEST)}

    def get_preview_value(self) -> Any:
        """Return the first list that has something to show, else the first there is."""
        keys = [key for key, _ in providers.choices()]
        value = [self.normalize({"heading": "", "source": key, "count": 3}) for key in keys]
        return next(
            (one for one in value if not one.is_empty), self.normalize({"source": keys[0] if keys else ""})
        )


class UpcomingEventsValue(BlockValue):
    """What comes next."""

    @property
    def shown(self) -> "list[Entry]":
        """The events to print, the soonest first."""
        return self._kept[0]

    @property
    def all_url(self) -> str:
        """The address of the list of all events; empty while there is none."""
        return self._kept[1]

    @cached_property
    def _kept(self) -> "tuple[list[Entry], str]":
        from site_core.pages.events import services

        count, kind = self.get("count") or DEFAULT_COUNT, self.get("kind") or ""
        return kept.until_changed(
            f"block-events:{kind}:{count}",
            lambda: (services.coming(count, kind=kind), services.first_index_url()),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is planned."""
        return not self.shown


class UpcomingEventsBlock(HeadedBlock):
    """The next events."""

    kind = blocks.ChoiceBlock(
        choices=event_kinds,
        required=False,
        search_index=False,
        label="Only one kind",
        help_text="Empty: every kind.",
    )
    count = how_many()

    class Meta:
        icon = "date"
        label = "Upcoming events"
        group = FRESH
        template = "blocks/upcoming_events.html"
        value_class = UpcomingEventsValue
        label_format = "{heading} {kind}"
        description = (
            "The next events, each with its day, time and place. What is over leaves the list by itself; "
            "while nothing is planned, the block prints nothing."
        )
        preview_value = {"heading": "Come and join us", "kind": "", "count": 3}
