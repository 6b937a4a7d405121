"""Sign-in and "my details"."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("allauth.account.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
]
