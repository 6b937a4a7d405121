"""What a browser may load, run and frame: one strict policy for the site, a looser one for the admin."""

from functools import cache

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import get_script_prefix, reverse


class ContentSecurityPolicy(CSPMiddleware):
    """Sets `Content-Security-Policy`, and `X-Frame-Options` to match it.

    Wagtail shows the preview of a page in a frame of the admin, so a preview has the site's policy with
    `frame-ancestors 'self'`. A view that has set its own policy keeps it.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Choose the policy; decorators of django-csp still add to it."""
        parts = super().get_policy_parts(request, response, report_only)
        if report_only or parts.config is not None:
            return parts
        if _is_admin(request):
            parts.config = settings.CONTENT_SECURITY_POLICY_ADMIN["DIRECTIVES"]
        elif getattr(request, "is_preview", False):
            parts.replace = {"frame-ancestors": [SELF]} | (parts.replace or {})
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add both headers. Older browsers know only the second one."""
        response = super().process_response(request, response)
        policy = response.get("Content-Security-Policy", "")
        response["X-Frame-Options"] = "SAMEORIGIN" if f"frame-ancestors {SELF}" in policy else "DENY"
        return response


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(_admin_prefix(get_script_prefix()))


@cache
def _admin_prefix(script_prefix: str) -> str:
    return reverse("wagtailadmin_home")
