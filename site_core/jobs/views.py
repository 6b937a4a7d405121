"""Liveness and readiness, for machines. Nothing here tells a version or anything about a person."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from . import health


def _answer(content: dict[str, object], status: int) -> JsonResponse:
    return JsonResponse(content, status=status, headers={"Cache-Control": "no-store"})


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Say that the process lives. It asks no database: restarting would not mend that."""
    return _answer({"status": "ok"}, 200)


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether visitors may be sent here: database, migrations and cache answer."""
    report = health.readiness()
    status = "ok" if report.ready else "not ready"
    return _answer(
        {"status": status, "checks": report.checks, "background": report.background},
        200 if report.ready else 503,
    )
