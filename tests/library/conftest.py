"""A library below the front page, and the means to fill its shelves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from site_core.demo.factories import LibraryPageFactory, PublicationPageFactory, SiteFactory
from site_core.pages.library.models import LibraryPage, PublicationPage
from tests.support.html import Document, text_of

AddPublication = Callable[..., PublicationPage]
Read = Callable[[str], Document]


@pytest.fixture
def front(db: None) -> Page:
    """The front page of the default site."""
    page: Page = SiteFactory(hostname="testserver").root_page
    return page


@pytest.fixture
def library(front: Page) -> LibraryPage:
    """An empty library at /reports/."""
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
    """Return the page of an address, which must answer and be free of faults."""

    def page(path: str) -> Document:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        document = Document(response.content.decode())
        assert document.problems() == []
        return document

    return page


def titles(page: Document) -> list[str]:
    """What stands on the shelves, in order."""
    return [text_of(element) for element in page.all("h3") if element.get("class") == "book__title"]


def words_of(page: Document, tag: str, /, **attributes: str) -> str:
    """The words of the one element of that kind; empty where there is none."""
    element = page.one(tag, **attributes)
    return text_of(element) if element is not None else ""
