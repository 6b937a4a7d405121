"""How often a page that is not stored asks the database: a small number, however much there is."""

import pytest

from tests.support.site import OtherProcess, RunningSite

pytestmark = pytest.mark.slow

# One page of each type, and what stands beside the tree. A list may ask fifteen times, other pages ten.
ADDRESSES = """
from wagtail.models import Page, Site, get_page_models

front = Site.objects.get().root_page
result = {"/search/?q=town": 15, "/site-map/": 15, "/newsletter/": 10, "/nothing-here/": 4}
for model in get_page_models():
    pages = model.objects.descendant_of(front, inclusive=True).live().public()
    page = pages.order_by("-depth", "path").first()
    if page is not None and model is not Page:
        result[page.url] = 15 if page.is_paginated or page.depth == 2 else 10
"""
# Requests as the pages' own code sees them: stored pages are answered outside of it (site_core/wsgi.py).
COUNT = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site
client = Client(SERVER_NAME="localhost", SERVER_PORT=str(Site.objects.get().port))
client.get("/legal/terms/")
result = {}
for path in %r:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == (404 if "nothing" in path else 200), (path, response.status_code)
    result[path] = len([query for query in asked if "PRAGMA" not in query["sql"]])
"""
GROW = """
import io
from site_core.demo.growth import grow
from site_core.demo.progress import Progress
result = grow(10_000, Progress(io.StringIO()))
"""


def test_a_page_asks_little_and_not_more_when_there_is_more(
    own_site: RunningSite, elsewhere: OtherProcess
) -> None:
    most = elsewhere.run(ADDRESSES)
    assert len(most) > 12
    few = elsewhere.run(COUNT % list(most))
    assert {path: (few[path], most[path]) for path in most if few[path] > most[path]} == {}
    assert elsewhere.run(GROW) > 9_000
    many = elsewhere.run(COUNT % list(most))
    assert {path: (few[path], many[path]) for path in few if many[path] > few[path]} == {}
