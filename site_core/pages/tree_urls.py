"""The page tree: Wagtail's addresses, with three changes."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views

from site_core.guard.origin import refuse_foreign_origin

from .password_views import open_page_with_password

urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        open_page_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    # Wagtail's own log-in form would bypass the second factor.
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    # Files below a page, which have no slash at their end (`BasePage.views_below`).
    re_path(r"^((?:[\w\-]+/)*[\w\-]+\.(?:ics|rss|atom))$", wagtail_views.serve, name="page_file"),
    # A POST to a page acts with nobody's authority, so it needs no token, but must come from us.
    re_path(wagtail_urls.serve_pattern, refuse_foreign_origin(wagtail_views.serve), name="wagtail_serve"),
]
