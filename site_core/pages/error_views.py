"""What a visitor sees when something is not there, not allowed or broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: says so without the reason, which may be nobody's business."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: helps to find the way."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither database nor context, since either may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)
