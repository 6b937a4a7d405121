"""A small page tree, made by hand so that each test can see all of it."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page, Site

from site_core.pages.models import CharitySettings, HomePage, SectionPage, StandardPage

MakePage = Callable[..., Any]


@pytest.fixture
def home(db: None) -> HomePage:
    """The front page of the default site."""
    Site.objects.all().delete()
    root = Page.get_first_root_node()
    assert root is not None
    page = HomePage(title="Home", slug="front", headline="Towns with hope", lead="We help towns.")
    root.add_child(instance=page)
    Site.objects.create(hostname="testserver", port=80, root_page=page, is_default_site=True)
    charity = CharitySettings.for_site(Site.objects.get())
    charity.name = "Brighter Towns"
    charity.save()
    return page


@pytest.fixture
def section(home: HomePage) -> SectionPage:
    """A section below the home page, in heather."""
    page = SectionPage(title="Our work", slug="our-work", section_hue="heather", teaser="What we do all day.")
    home.add_child(instance=page)
    return page


@pytest.fixture
def add_page() -> MakePage:
    """Make a standard page below another page."""

    def add(parent: Page, title: str, **fields: Any) -> StandardPage:
        page = StandardPage(title=title, **fields)
        parent.add_child(instance=page)
        return page

    return add
