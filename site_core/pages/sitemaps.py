"""The sitemap for search engines."""

from collections.abc import Iterable
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest
from wagtail.models import Page, Site

from .menus import for_everyone


class PageSitemap(Sitemap[Page]):
    """Every live page that the public may see and that does not ask to be left out."""

    limit = 40_000

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        """Return the addresses with their last change; pages may give several or none."""
        urls: list[dict[str, Any]] = []
        for item in self.paginator.page(page).object_list:
            urls.extend(item.get_sitemap_urls(self.request))
        changes = [url["lastmod"] for url in urls if url.get("lastmod")]
        if changes:
            self.latest_lastmod = max(changes)
        return urls

    def items(self) -> Iterable[Page]:
        """Return the pages of this request's site."""
        site = Site.find_for_request(self.request)
        if site is None:
            return Page.objects.none()
        return (
            for_everyone(site.root_page.get_descendants(inclusive=True))
            .order_by("path")
            .defer_streamfields()
            .specific()
        )
