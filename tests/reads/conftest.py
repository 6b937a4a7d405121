"""A few pages, and browsers that say that they read them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from site_core.demo.factories import SiteFactory, StandardPageFactory
from site_core.pages.models import HomePage, StandardPage
from site_core.pages.reads import services
from site_core.pages.reads.gathering import Gatherer
from site_core.pages.reads.models import PageReads

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
# What every browser says when a page of ours sends a beacon.
BROWSER = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin", "User-Agent": FIREFOX}

Send = Callable[..., HttpResponse]
Reads = Callable[[Page], int]


@pytest.fixture(autouse=True)
def gatherer(monkeypatch: pytest.MonkeyPatch) -> Gatherer:
    """Each test begins with nothing gathered."""
    fresh = Gatherer()
    monkeypatch.setattr(services, "gatherer", fresh)
    return fresh


@pytest.fixture
def home(db: None) -> HomePage:
    """The front page."""
    site: Any = SiteFactory(hostname="testserver")
    front: HomePage = site.root_page
    return front


@pytest.fixture
def page(home: HomePage) -> StandardPage:
    """A public page."""
    made: StandardPage = StandardPageFactory(title="Stories of hope", parent=home)
    return made


@pytest.fixture
def send(client: Client) -> Send:
    """Say that somebody reads a page: `send(page)`, `send(page, address="192.0.2.9", DNT="1")`."""

    def send_one(
        page: Page | str, *, address: str = "192.0.2.1", visitor: Client | None = None, **headers: str | None
    ) -> HttpResponse:
        said = BROWSER | {name.replace("_", "-"): value for name, value in headers.items()}
        answer = (visitor or client).post(
            "/reads/",
            page if isinstance(page, str) else str(page.pk),
            content_type="text/plain;charset=UTF-8",
            headers={name: value for name, value in said.items() if value is not None},
            REMOTE_ADDR=address,
        )
        assert isinstance(answer, HttpResponse)
        return answer

    return send_one


@pytest.fixture
def reads() -> Reads:
    """How often a page was counted in this hour, once all that waits is written."""

    def count(page: Page) -> int:
        services.flush()
        row = PageReads.objects.filter(page=page).first()
        return row.reads_in_hour if row else 0

    return count
