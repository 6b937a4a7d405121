"""Addresses beside the page tree."""

from django.urls import path

from . import views
from .search import views as search_views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("search/", search_views.search, name="search"),
    path("site-map/", search_views.sitemap_for_people, name="site_map"),
    path("media/images/<path:path>", views.picture, name="picture"),
]
