"""Who may enter the admin."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from .policy import came_by_code_only, has_second_factor, second_factor_required

audit = logging.getLogger("site_core.accounts.audit")


class SecondFactor:
    """Stands before everything under /admin/ and lets nobody in by half.

    - Signed in as a supporter: a clear 403 page, and no way round in circles.
    - Staff who came by an e-mailed code: the same, asking for the password.
    - Staff without a second factor, where one is required: on to setting one up.

    Elsewhere, and for visitors without a session cookie, it looks at nothing: neither session nor user,
    so that no public page varies by cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in place of the admin, or pass on."""
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        return self._refusal(request) or self.get_response(request)

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or request.path == reverse("wagtailadmin_logout"):
            return None
        if not user.is_staff_member:
            return self._forbidden(request, "accounts/not_staff.html")
        if came_by_code_only(request, user):
            return self._forbidden(request, "accounts/password_needed.html")
        if second_factor_required() and not has_second_factor(user):
            messages.info(request, "Please set up a second step for signing in. Then the admin opens.")
            return HttpResponseRedirect(reverse("mfa_index"))
        return None

    def _forbidden(self, request: HttpRequest, template: str) -> HttpResponse:
        audit.warning("admin refused: user %s (%s)", request.user.pk, template)
        response = render(request, template, status=403)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response
