"""Where pages say that somebody reads them (static/js/reads.js)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from site_core.guard.addresses import address_key
from site_core.guard.origin import refuse_foreign_origin

from . import services
from .bots import declines, is_bot, is_fetched_ahead

# The key of a page and nothing else; with nine digits it fits the database's integers.
LONGEST_BODY = 9


@require_POST
@refuse_foreign_origin
def count(request: HttpRequest) -> HttpResponse:
    """Count one read of the page whose key is the body. The answer does not tell whether it was counted."""
    page_id = page_named_by(request)
    if page_id and may_count(request):
        services.note(page_id, address_key(request))
    return HttpResponse(status=204)


def page_named_by(request: HttpRequest) -> int | None:
    """Return the key in the body; None for anything else. A longer body is not read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or not 0 < int(length) <= LONGEST_BODY:
        return None
    body = request.body
    return int(body) if body.isdigit() else None


def may_count(request: HttpRequest) -> bool:
    """Whether a person reads who is not one of the staff and has not asked to be left alone."""
    # Browsers name the page that sends; a script that does not is none.
    from_a_page = "Origin" in request.headers or "Sec-Fetch-Site" in request.headers
    return (
        from_a_page
        and not declines(request)
        and not is_bot(request.headers.get("User-Agent", ""))
        and not is_fetched_ahead(request)
        and not is_staff(request)
    )


def is_staff(request: HttpRequest) -> bool:
    """Whether somebody who works in the admin is signed in. No query without a session's cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.has_perm("wagtailadmin.access_admin")
