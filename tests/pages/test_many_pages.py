"""What a page asks of the database does not grow with the site: ten pages or ten thousand."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from site_core.pages.models import SectionPage, StandardPage

MANY = 10_000


def multiply(template: StandardPage, parent: Page, count: int) -> None:
    """Add copies of a page below `parent`, by the database's own means: one by one takes minutes."""
    values = {field.attname: getattr(template, field.attname) for field in Page._meta.concrete_fields}
    values |= {"id": None, "depth": parent.depth + 1, "numchild": 0}
    del values["translation_key"]
    copies = []
    for number in range(count):
        path = Page._get_path(parent.path, parent.depth + 1, parent.numchild + number + 1)
        slug = f"copy-{number}"
        copies.append(Page(**values | {"path": path, "slug": slug, "url_path": f"{parent.url_path}{slug}/"}))
    Page.objects.bulk_create(copies, batch_size=500)
    own = [field.column for field in StandardPage._meta.local_concrete_fields if field.name != "page_ptr"]
    columns = ", ".join(f'"{name}"' for name in own)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO pages_standardpage ("page_ptr_id", {columns}) '  # noqa: S608  (column names)
            f"SELECT page.id, {columns} FROM wagtailcore_page page, pages_standardpage template "
            "WHERE page.slug LIKE 'copy-%%' AND template.page_ptr_id = %s",
            [template.pk],
        )
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)


@pytest.fixture
def queries(client: Client) -> Callable[[str], int]:
    def count(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    return count


def test_ten_thousand_pages_cost_no_more_queries_than_ten(
    section: SectionPage, add_page: Callable[..., Any], queries: Callable[[str], int]
) -> None:
    for number in range(10):
        page = add_page(section, f"Page {number}", teaser="Words.")
    few = {path: queries(path) for path in ("/", "/our-work/", page.url)}
    section.refresh_from_db()
    multiply(page, section, MANY)
    assert StandardPage.objects.count() == MANY + 10
    many = {path: queries(path) for path in few}
    assert many == few
    assert queries("/our-work/?page=400") == few["/our-work/"] <= 15
    assert queries("/our-work/copy-9999/") == few[page.url] <= 10
