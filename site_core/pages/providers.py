"""Where lists of pages come from that an editor can put on any page: latest posts, coming events, reports.

A room that has such a list registers it in `AppConfig.ready()`; blocks store only its key, and resolve it
when they are printed, so that the core names no feature:

    providers.register(Provider("events", "Coming events", fetch=services.upcoming_pages))
"""

from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Page

# Given how many at most: the pages to show, in order, with a fixed number of queries, whatever there is.
Fetch = Callable[[int], list[Page]]


@dataclass(frozen=True)
class Provider:
    """One list. `label` is what editors choose and the heading that visitors read when the editor gives none.

    `all_url` returns the address of the whole list, empty while there is none.
    """

    key: str
    label: str
    fetch: Fetch
    all_url: Callable[[], str] = lambda: ""
    all_text: str = "See all"


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Add a list that blocks can show."""
    _providers[provider.key] = provider


def get(key: str) -> Provider | None:
    """Return the provider of this key; None when its room is switched off or gone."""
    return _providers.get(key)


def choices() -> list[tuple[str, str]]:
    """Return key and label of every provider, for a block's choice; asked when the form is shown."""
    return [(provider.key, provider.label) for provider in _providers.values()]
