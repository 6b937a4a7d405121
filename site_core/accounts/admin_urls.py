"""Addresses that stand before Wagtail's own."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView

urlpatterns: list[URLPattern] = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
]
