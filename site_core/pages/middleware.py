"""A site under repair says so."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER_SECONDS = 600
ALWAYS_ANSWERED = ("/healthz", "/readyz")


def flag_file() -> Path:
    """The file whose presence switches maintenance on, in every process that shares `VAR_DIR`, at once."""
    return Path(settings.VAR_DIR) / "maintenance"


class Maintenance:
    """Answers 503 while the flag file lies there (`manage.py maintenance on`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.flag = flag_file()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        if self.flag.exists() and request.path not in ALWAYS_ANSWERED:
            return HttpResponse(
                render_to_string("maintenance.html"),
                status=503,
                headers={"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"},
            )
        return self.get_response(request)
