"""The room's settings as one typed value, with a default for each."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Config:
    """What `settings.PAGECACHE` says; times in seconds, sizes in bytes.

    `seconds` is how long a copy may live, `proxy_seconds` how long a purged proxy in front may keep one,
    `query` the parameters that make another page, `max_page` the largest page that is stored,
    `wait` how long a request waits for another one that is already making the same page.
    """

    enabled: bool = True
    dir: str = ""
    shared: bool = False
    seconds: int = 3600
    proxy_seconds: int = 0
    query: tuple[str, ...] = ("page",)
    max_entries: int = 5_000
    max_bytes: int = 300_000_000
    max_page: int = 2_000_000
    wait: float = 2.0


def current() -> Config:
    """The configuration as the settings stand now."""
    given: dict[str, Any] = {name.lower(): value for name, value in settings.PAGECACHE.items()}
    given["query"] = tuple(given.get("query", Config.query))
    return Config(**given)
