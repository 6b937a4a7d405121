"""Search, and the site map for people."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from site_core.pagecache import mark
from site_core.pages import furniture as furniture_room
from site_core.pages.error_views import too_many_requests
from site_core.pages.seo import Seo
from site_core.pages.trail import Crumb

from . import brake, services, site_map
from .terms import LONGEST_TEXT


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer `?q=words&type=events&page=2`. Only the empty form is stored for everyone.

    Writes nothing to the database. Who asks too often is asked to wait (429); the form itself never is.
    """
    asked = request.GET
    if asked.get("q", "").strip() and (seconds := brake.seconds_to_wait(request)):
        return too_many_requests(request, seconds=seconds)
    results = services.search(
        Site.find_for_request(request), asked.get("q", ""), asked.get("type", ""), asked.get("page", "")
    )
    text, furniture = results.query.text, furniture_room.for_request(request)
    chosen = results.chosen.key if results.chosen else ""
    query = {"q": text, "type": chosen} if chosen else {"q": text}
    title = f"Search – {furniture.charity.name}"
    response = render(
        request,
        "search/search.html",
        {
            "results": results,
            # What the addresses of other pages and kinds begin with.
            "query": urlencode(query) + "&",
            "words": urlencode({"q": text}),
            "longest": LONGEST_TEXT,
            "breadcrumbs": [Crumb("Home", "/"), Crumb("Search", reverse("search"))],
            "seo": Seo(
                title=f"{text[:60]} – {title}" if text else title,
                share_title="Search",
                description=f"Find a page of {furniture.charity.name}.",
                canonical=request.build_absolute_uri(reverse("search")),
                # Other search engines' lists are for them to make.
                robots="noindex" if asked else "",
            ),
        },
    )
    if not asked:
        mark.public(response, seconds=furniture.seconds_left)
    return response


@require_safe
def sitemap_for_people(request: HttpRequest) -> HttpResponse:
    """Show every page by section."""
    furniture = furniture_room.for_request(request)
    address = reverse("site_map")
    response = render(
        request,
        "search/site_map.html",
        {
            "map": site_map.of_site(Site.find_for_request(request)),
            "breadcrumbs": [Crumb("Home", "/"), Crumb("Site map", address)],
            "seo": Seo(
                title=f"Site map – {furniture.charity.name}",
                share_title="Site map",
                description=f"Every page of {furniture.charity.name}, section by section.",
                canonical=request.build_absolute_uri(address),
            ),
        },
    )
    # "?page=2" is the same page, and would fill the store with copies of it.
    if not request.GET:
        mark.public(response, seconds=furniture.seconds_left)
    return response
