"""Addresses beside the page tree."""

from django.urls import path

from . import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("media/images/<path:path>", views.picture, name="picture"),
]
