"""Forms without a token: is the page that sends this one of ours?

A public page is stored once for everyone, so its form has no CSRF token. It needs none: nobody's authority
acts, there is only a stranger's page to keep from posting in a visitor's name. Browsers say where a POST
comes from, and a page cannot change what they say:

1. `Origin` is sent by every browser with every POST (Firefox since 70, others earlier). It must be our own,
   or one of `CSRF_TRUSTED_ORIGINS`. `null` (a sandbox, a redirect through a stranger) is foreign.
2. `Sec-Fetch-Site` must be `same-origin`, or `none` (the visitor reloads; no page can cause it). Another
   subdomain is `same-site`: foreign, for it may belong to somebody else.
3. With neither of them, `Referer` decides, as in Django's own check.
4. With none of the three there is no browser that a stranger's page could have used: it is a script, which
   could as well claim any origin. It passes, as in Go's `net/http.CrossOriginProtection`; rate limits and
   form guards are for such clients.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

logger = logging.getLogger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OWN_SITES = frozenset({"same-origin", "none"})


def foreign_header(request: HttpRequest) -> str:
    """Return the name of the header that shows a stranger's page, or "" when none does.

    The own host is `request.get_host()`: checked against `ALLOWED_HOSTS`, scheme by
    `SECURE_PROXY_SSL_HEADER`, as in the rest of Django.
    """
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    if origin is not None and origin in settings.CSRF_TRUSTED_ORIGINS:
        return ""
    if origin is not None and origin != _own_origin(request):
        return "Origin"
    if site is not None and site not in OWN_SITES:
        return "Sec-Fetch-Site"
    if origin is None and site is None:
        referer = request.headers.get("Referer")
        if referer and _origin_of(referer) not in {_own_origin(request), *settings.CSRF_TRUSTED_ORIGINS}:
            return "Referer"
    return ""


def refuse_foreign_origin(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorate a view: a POST from a stranger's page gets 403, and Django's token is not asked for.

    For a class-based view: `@method_decorator(refuse_foreign_origin, name="dispatch")`.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in SAFE_METHODS and (header := foreign_header(request)):
            # The path of a signed link is as good as a key, so the log names the view and not the path.
            name = request.resolver_match.view_name if request.resolver_match else view.__qualname__
            logger.warning("Refused a request from a foreign page: %s (%s)", name, header)
            raise PermissionDenied(f"{header} is foreign")
        return view(request, *args, **kwargs)

    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    return guarded


def _own_origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
