"""How many SQL queries each public page needs when it is not in the store."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page as it was made once: queries, size in bytes, milliseconds."""

    path: str
    queries: int
    size: int
    milliseconds: float


def count(limit: int) -> list[Page]:
    """Make up to `limit` live pages inside this process, each once to warm up and once to count."""
    import time

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from wagtail.models import Page as WagtailPage
    from wagtail.models import Site

    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return []
    client = Client(headers={"host": "localhost"})
    pages = WagtailPage.objects.live().public().descendant_of(site.root_page, inclusive=True)
    counted = []
    for page in pages.order_by("path")[:limit]:
        path = page.relative_url(site)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            began = time.perf_counter()
            response = client.get(path)
            took = (time.perf_counter() - began) * 1_000
        if response.status_code == 200:
            counted.append(Page(path, len(queries), len(response.content), took))
    return counted
