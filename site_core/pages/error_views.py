"""What a visitor sees when something is not there, not allowed or broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

# Seconds to wait, where nobody knows better: django-allauth's limits are mostly a minute or five.
A_WHILE = 300


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: says so without the reason, which may be nobody's business."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: cookies are blocked, or the page was open for long."""
    return render(request, "error/missing_token.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: helps to find the way."""
    return render(request, "404.html", status=404)


def too_many_requests(request: HttpRequest, *, seconds: int = A_WHILE) -> HttpResponse:
    """429: asks to wait. `seconds` until the next try may work."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither database nor context, since either may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)
