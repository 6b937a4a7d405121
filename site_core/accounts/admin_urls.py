"""Addresses that stand before Wagtail's own: its log-in view would bypass the second factor.

Its log-out view deletes the session cookie even for a GET, which any page elsewhere could cause; its
account page takes any file for a profile picture.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from . import views
from .own_account import OwnAccountView
from .private import private


@never_cache
def not_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Wagtail's own password reset is not used; ours is under /account/."""
    raise Http404


# The sign-in page itself refuses a `next` that leads to another site.
to_sign_in = never_cache(RedirectView.as_view(pattern_name="account_login_password", query_string=True))

urlpatterns: list[URLPattern] = [
    path("login/", to_sign_in),
    path("logout/", private(views.AdminLogoutView.as_view())),
    path("account/", require_admin_access(OwnAccountView.as_view())),
    re_path(r"^password_reset/(?P<rest>.*)$", not_here),
]
