"""The real web server with two workers: what each has gathered is counted when they stop."""

import shutil

import pytest

from tests.support.site import SiteFolder

from .conftest import BROWSER

pytestmark = pytest.mark.slow

PAGE = """
from wagtail.models import Page
print(Page.objects.get(slug="about-us").pk)
"""
COUNT = """
from site_core.pages.reads.models import PageReads
print(sum(PageReads.objects.filter(page_id={page}).values_list("reads_in_hour", flat=True)))
"""
FORGET = """
from site_core.pages.reads.models import PageReads
PageReads.objects.all().delete()
"""


def test_workers_that_stop_write_what_they_have_gathered(sites: SiteFolder) -> None:
    var = sites.folder / "workers-that-stop"
    shutil.copytree(sites.seeded(), var)
    site = sites.start(var, TRUSTED_PROXIES="127.0.0.0/8", WEB_CONCURRENCY="2")
    try:
        page = int(site.python(PAGE))
        site.python(FORGET)
        headers = BROWSER | {"Origin": site.url.rstrip("/")}
        for number in range(40):
            network = {"X-Forwarded-For": f"10.0.{number}.1"}
            answer = site.fetch("/reads/", method="POST", body=str(page), headers=headers | network)
            assert (answer.status, answer.body) == (204, b"")
            assert "set-cookie" not in answer.headers
    finally:
        site.stop()
    assert int(site.python(COUNT.format(page=page))) == 40
    shutil.rmtree(var)
