"""How often a page that is not stored asks the database: a small number, however much there is."""

import pytest

from tests.support.site import OtherProcess, RunningSite

pytestmark = pytest.mark.slow

# Requests as the pages' own code sees them: stored pages are answered outside of it (site_core/wsgi.py).
COUNT = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site
client = Client(SERVER_NAME="localhost", SERVER_PORT=str(Site.objects.get().port))
client.get("/legal/terms/")
result = {}
for path, status in %r.items():
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    result[path] = len([query for query in asked if "PRAGMA" not in query["sql"]])
"""
GROW = """
from wagtail.models import Page
from site_core.pages.models import StandardPage
for slug in ("our-work", "our-story"):
    parent = Page.objects.get(slug=slug)
    for number in range(120):
        page = StandardPage(title=f"{slug} {number}", slug=f"more-{number}", teaser="More.")
        parent.add_child(instance=page)
        parent.refresh_from_db()
"""
# Lists of cards, with pictures in several sizes and the check of who may see each page.
LISTINGS = {"/": 200, "/our-story/": 200, "/our-work/": 200, "/hopeful-towns/about/": 200}
PAGES = {"/our-story/about-us/": 200, "/hopeful-towns/about/research/": 200, "/contact/": 200}
MISSING = {"/nothing-here/": 404}


def test_a_page_asks_little_and_not_more_when_there_is_more(
    own_site: RunningSite, elsewhere: OtherProcess
) -> None:
    few = elsewhere.run(COUNT % (LISTINGS | PAGES | MISSING))
    assert {path: few[path] for path in LISTINGS if few[path] > 15} == {}
    assert {path: few[path] for path in PAGES if few[path] > 10} == {}
    assert {path: few[path] for path in MISSING if few[path] > 4} == {}
    elsewhere.run(GROW)
    many = elsewhere.run(COUNT % (LISTINGS | PAGES | MISSING))
    assert {path: (few[path], many[path]) for path in few if many[path] > few[path]} == {}
