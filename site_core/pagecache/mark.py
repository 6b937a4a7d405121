"""How a view says that its answer is the same for every visitor.

Nothing is stored unless a view says so here. `middleware.StorePages` then looks once more, and refuses
(with an error in the log) what sets a cookie, varies by anything but the encoding, or carries messages.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

P = ParamSpec("P")

_PUBLIC = "pagecache_public"
_SECONDS = "pagecache_seconds"
_TAGS = "pagecache_tags"


def public(response: HttpResponseBase, *, seconds: int | None = None) -> None:
    """Say that every anonymous visitor may get this answer, also from the store.

    `seconds` shortens the life of the stored copy, for a page that changes by the clock alone
    (an event that ends at noon). The setting PAGECACHE["SECONDS"] is the longest.
    """
    setattr(response, _PUBLIC, True)
    setattr(response, _SECONDS, seconds)


def tag(response: HttpResponseBase, *tags: str) -> None:
    """Name what this page shows beyond its own row, such as "comments:12"; purging a tag removes the page."""
    setattr(response, _TAGS, tags_of(response) | set(tags))


def public_view(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Mark every 200 answer of a view as public."""

    @wraps(view)
    def marked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            public(response)
        return response

    return marked


def is_public(response: HttpResponseBase) -> bool:
    """Whether the view marked this answer as public."""
    return bool(getattr(response, _PUBLIC, False))


def seconds_of(response: HttpResponseBase) -> int | None:
    """The shorter life that the view asked for, in seconds, if any."""
    seconds: int | None = getattr(response, _SECONDS, None)
    return seconds


def tags_of(response: HttpResponseBase) -> frozenset[str]:
    """The tags that the view named."""
    tags: Iterable[str] = getattr(response, _TAGS, ())
    return frozenset(tags)
