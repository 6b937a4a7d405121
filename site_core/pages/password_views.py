"""Wagtail's password pages of closed pages and collections, with a limit on guessing."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from wagtail import views as pages
from wagtail.documents.views import serve as documents

from site_core.guard.addresses import address_key
from site_core.guard.limits import Limit

from .error_views import too_many_requests

# For one network and one restriction: whoever shares the password with a group sits elsewhere.
PAGE_PASSWORD = Limit("page password", limit=10, per=timedelta(minutes=15))
COLLECTION_PASSWORD = Limit("collection password", limit=10, per=timedelta(minutes=15))


def open_page_with_password(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> HttpResponse:
    """Open a closed part of the tree, or answer 429 after too many tries."""
    # Not by page: any page's number opens the same restriction.
    if _too_many(request, PAGE_PASSWORD, page_view_restriction_id):
        return too_many_requests(request, seconds=PAGE_PASSWORD.seconds_left())
    return pages.authenticate_with_password(request, page_view_restriction_id, page_id)


def open_collection_with_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Open a closed collection of documents, or answer 429 after too many tries."""
    if _too_many(request, COLLECTION_PASSWORD, restriction_id):
        return too_many_requests(request, seconds=COLLECTION_PASSWORD.seconds_left())
    return documents.authenticate_with_password(request, restriction_id)


def _too_many(request: HttpRequest, limit: Limit, restriction_id: int) -> bool:
    return request.method == "POST" and not limit.hit(f"{restriction_id} {address_key(request)}")
