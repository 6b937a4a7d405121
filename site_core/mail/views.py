"""The demo's mailbox: every message that would have gone out, for everybody at the demo to read."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from site_core.mail.models import OutboxMessage, Recipient

A_PAGE = 25

View = Callable[..., HttpResponseBase]


def _private(view: View) -> View:
    """Reading only, stored nowhere, found by no search engine."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return require_safe(never_cache(wrapped))


@_private
def messages(request: HttpRequest) -> HttpResponse:
    """List the messages, newest first; `?to=` keeps those for one address."""
    to = request.GET.get("to", "").strip()
    found = OutboxMessage.objects.without_source().prefetch_related("recipients")
    if to:
        found = found.addressed_to(to)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    people = Recipient.objects.order_by("email").values_list("email", flat=True).distinct()[:200]
    query = f"{urlencode({'to': to})}&" if to else ""
    return render(
        request, "mailbox/list.html", {"page_obj": page, "to": to, "people": people, "query": query}
    )


@_private
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # typed for views without arguments
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: header lines, text, and the HTML part in a frame of its own."""
    found = _find(pk)
    context = {
        "message": found,
        "lines": _head(found),
        "text": found.text,
        "has_html": bool(found.html),
        "files": found.attachment_names,
    }
    return render(request, "mailbox/message.html", context)


# The mail's own styles are inline, as mail programs want them: allowed for this answer alone, which
# can run no script, send no form and load nothing from elsewhere. Links open in the whole window.
LETTER_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "form-action": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation"],
}


@_private
@csp(LETTER_POLICY)  # type: ignore[arg-type]
def message_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML part as a mail program would show it."""
    html = _find(pk).html
    if not html:
        raise Http404
    return HttpResponse(_links_leave_the_frame(html))


@_private
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A file that came with the message: always saved, never opened as a page of this site."""
    parts = list(_find(pk).parsed.iter_attachments())
    if number >= len(parts):
        raise Http404
    part = parts[number]
    content = part.get_payload(decode=True)
    response = HttpResponse(content or b"", content_type="application/octet-stream")
    name = re.sub(r"[^\w. -]", "_", part.get_filename() or "attachment", flags=re.ASCII)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _head(message: OutboxMessage) -> list[tuple[str, str]]:
    """What a mail program would show above the text, and what only the outbox knows."""
    headers = message.headers
    lines = [
        ("From", headers.get("From", message.sender)),
        ("To", headers.get("To", ", ".join(message.to))),
        ("Cc", ", ".join(message.cc)),
        ("Bcc", ", ".join(message.bcc)),
        ("Answers go to", message.reply_to),
        ("Date", date_format(localtime(message.created_at), "j F Y, H:i:s")),
        ("State", message.get_state_display()),
        ("Message-ID", message.message_id),
        ("Template", message.template),
    ]
    return [(name, value) for name, value in lines if value]


def _find(pk: int) -> OutboxMessage:
    return get_object_or_404(OutboxMessage.objects.prefetch_related("recipients"), pk=pk)


def _links_leave_the_frame(html: str) -> str:
    base = '<base target="_top">'
    marked, found = re.subn(r"(<head\b[^>]*>)", rf"\1{base}", html, count=1, flags=re.IGNORECASE)
    return marked if found else base + html
