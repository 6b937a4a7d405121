"""A small site whose pages are in the index, and a way to search it as a visitor does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import html5lib
import pytest
from django.test import Client
from wagtail.models import Page, Site

from site_core.demo.factories import SectionPageFactory, SiteFactory, StandardPageFactory
from site_core.pages.models import SectionPage

Search = Callable[..., "Answer"]


@dataclass(frozen=True)
class Answer:
    """The search page as a visitor reads it."""

    status: int
    html: str

    @property
    def document(self) -> Any:
        return html5lib.parse(self.html, namespaceHTMLElements=False)

    def _with_class(self, name: str) -> list[Any]:
        return [node for node in self.document.iter() if name in (node.get("class") or "").split()]

    @property
    def titles(self) -> list[str]:
        return [words(node) for node in self._with_class("result__title")]

    @property
    def snippets(self) -> list[str]:
        return [words(node) for node in self._with_class("result__text")]

    @property
    def marks(self) -> list[str]:
        return [words(node) for text in self._with_class("result__text") for node in text.iter("mark")]

    @property
    def heading(self) -> str:
        (node,) = (node for node in self.document.iter("h2") if node.get("id") == "found")
        return words(node)

    @property
    def main(self) -> str:
        return words(next(iter(self.document.iter("main"))))

    def links(self) -> dict[str, str]:
        return {words(node): node.get("href") for node in self.document.iter("a")}


def words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def prose(text: str) -> list[tuple[str, Any]]:
    """A body of one block of words."""
    return [("rich_text", f"<p>{text}</p>")]


@pytest.fixture
def site(db: None) -> Site:
    """The default site with a front page of its own."""
    return SiteFactory(hostname="testserver")


@pytest.fixture
def front(site: Site) -> Page:
    return site.root_page


@pytest.fixture
def section(front: Page) -> SectionPage:
    return SectionPageFactory(parent=front, title="Our work", slug="our-work", section_hue="heather")


@pytest.fixture
def add(front: Page) -> Callable[..., Any]:
    """Make a standard page: `add("Title", "words of its body", teaser="…", parent=section)`."""

    def make(title: str, text: str = "", *, parent: Page | None = None, **fields: Any) -> Any:
        fields.setdefault("teaser", "")
        return StandardPageFactory(parent=parent or front, title=title, body=prose(text), **fields)

    return make


@pytest.fixture
def search(site: Site, client: Client) -> Search:
    """Look for words: `search("hope", type="events", page=2)`."""

    def ask(words: str = "", **more: Any) -> Answer:
        response = client.get(f"/search/?{urlencode({'q': words} | more)}")
        return Answer(response.status_code, response.content.decode())

    return ask
