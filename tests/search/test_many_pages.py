"""Ten thousand pages cost no more queries than ten."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from site_core.demo.building import FACTORIES
from site_core.pages.models import SectionPage
from site_core.pages.search import engines
from tests.pages.test_many_pages import MANY, multiply

from .conftest import Search

pytestmark = [pytest.mark.both, pytest.mark.django_db]

SEARCHES = ("q=lantern", "q=lantern&page=3", "q=lantern+harbour+walk&type=pages", "q=nothing", "q=lantren")


def index_copies(page: Page) -> None:
    """Give every copy of a page the index row that the page has."""
    own = [
        field.column for field in IndexEntry._meta.concrete_fields if field.name not in ("id", "object_id")
    ]
    columns = ", ".join(f'"{name}"' for name in own)
    values = ", ".join(f'template."{name}"' for name in own)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO wagtailsearch_indexentry (object_id, {columns}) "  # noqa: S608  (column names)
            f"SELECT CAST(page.id AS varchar), {values} "
            "FROM wagtailcore_page page, wagtailsearch_indexentry template "
            "WHERE page.slug LIKE 'copy-%%' AND template.object_id = %s AND template.content_type_id = %s",
            [str(page.pk), page.content_type_id],
        )
        # As a running database does by itself after so many new rows.
        cursor.execute("ANALYZE")


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len([query for query in asked if "PRAGMA" not in query["sql"]])


def test_ten_results_of_ten_types_keep_to_the_budget(client: Client, front: Page, search: Search) -> None:
    for kind, factory in FACTORIES.items():
        if kind != "home":
            factory(parent=front, title=f"Lantern {kind}")
    assert len(search("lantern").titles) == 10
    assert queries(client, "/search/?q=lantern") <= 15


def test_ten_thousand_pages_cost_no_more_queries_than_ten(
    add: Callable[..., Any], section: SectionPage, client: Client, search: Search
) -> None:
    for number in range(10):
        page = add(f"Walk {number}", "A lantern at the harbour.", parent=section, teaser="With a lantern.")
    paths = ["/site-map/", *(f"/search/?{query}" for query in SEARCHES)]
    few = {path: queries(client, path) for path in paths}
    section.refresh_from_db()
    multiply(page, section, MANY)
    index_copies(page)
    many = {path: queries(client, path) for path in paths}
    assert many == few
    assert max(many.values()) <= 15
    answer = search("lantern", page=5000)
    assert answer.heading == "10,010 pages for lantern"
    assert f"the best {engines.MOST_RANKED:,}" in answer.main
    assert len(answer.titles) == 10
    assert "and 9,990 more in Our work" in client.get("/site-map/").content.decode()
