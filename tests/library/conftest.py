"""A library below the front page, and the means to fill its shelves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from site_core.demo.factories import LibraryPageFactory, PublicationPageFactory, SiteFactory
from site_core.pages.library.models import LibraryPage, PublicationPage

AddPublication = Callable[..., PublicationPage]
Read = Callable[[str], str]


@pytest.fixture
def library(db: None) -> LibraryPage:
    """An empty library at /reports/."""
    front = SiteFactory(hostname="testserver").root_page
    made: LibraryPage = LibraryPageFactory(parent=front, title="Reports", slug="reports")
    return made


@pytest.fixture
def add(library: LibraryPage) -> AddPublication:
    """Put a publication on the library's shelves."""

    def publication(title: str, **fields: Any) -> PublicationPage:
        made: PublicationPage = PublicationPageFactory(**({"parent": library} | fields), title=title)
        return made

    return publication


@pytest.fixture
def read(client: Client) -> Read:
    """Return the HTML of an address that must answer."""

    def page(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return response.content.decode()

    return page
