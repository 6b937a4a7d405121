"""Pages for one person: out of every cache and search engine. And the cookie that scripts may read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]

# Public pages are shared by everyone, so "My details" in their header is filled in by a script.
SIGNED_IN = "signed_in"


def private(view: View) -> View:
    """Keep a page out of caches and search engines, and the readable cookie in step with the session."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        tell_scripts(request, response)
        return response

    return wrapped


def tell_scripts(request: HttpRequest, response: HttpResponseBase) -> None:
    """Set or delete the cookie "signed_in". It opens nothing: the session alone counts."""
    if request.user.is_authenticated:
        until_closed = request.session.get_expire_at_browser_close()
        response.set_cookie(
            SIGNED_IN,
            "1",
            max_age=None if until_closed else request.session.get_expiry_age(),
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    elif SIGNED_IN in request.COOKIES:
        response.delete_cookie(SIGNED_IN, samesite="Lax")
