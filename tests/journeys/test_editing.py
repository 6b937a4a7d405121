"""An editor changes a page, and a visitor sees it at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Visitor
from tests.support.site import RunningSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]
PASSWORD = "hope street 2026"


def sign_in(someone: Visitor, address: str) -> Page:
    page = someone.go("/admin/")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(someone.site + "admin/")
    return page


def edit_page(page: Page, someone: Visitor, site: RunningSite, slug: str) -> None:
    printed = site.python(f"from wagtail.models import Page; print(Page.objects.get(slug='{slug}').pk)")
    someone.go(f"/admin/pages/{printed.split()[-1]}/edit/")


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").last.click()
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages")).to_contain_text("published")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_publisher_changes_a_title_and_a_stranger_reads_it_at_once(
    own_visitor: Visitors, own_site: RunningSite, width: int
) -> None:
    stranger = own_visitor(width=width)
    expect(stranger.go("/our-story/about-us/").get_by_role("heading", level=1)).not_to_have_text("")
    someone = own_visitor(width=width)
    page = sign_in(someone, "publisher@example.org")
    edit_page(page, someone, own_site, "about-us")
    page.locator("#id_title").fill(f"Who we are at {width}")
    publish(page)

    stranger.go("/our-story/about-us/")
    expect(stranger.page.get_by_role("heading", level=1)).to_have_text(f"Who we are at {width}")
    # The menu and the section's cards name it too.
    assert f"Who we are at {width}" in own_site.fetch("/our-story/").text
    assert stranger.page.context.cookies() == []


def test_a_draft_stays_inside(own_visitor: Visitors, own_site: RunningSite) -> None:
    someone = own_visitor()
    page = sign_in(someone, "editor@example.org")
    edit_page(page, someone, own_site, "jobs")
    page.locator("#id_title").fill("Secret plans")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("updated")
    for path in ("/", "/our-story/", "/our-story/jobs/", "/sitemap.xml"):
        assert "Secret plans" not in own_site.fetch(path).text


def test_a_wrong_password_opens_nothing(own_visitor: Visitors) -> None:
    someone = own_visitor(width=375)
    page = someone.go("/admin/")
    page.get_by_label("E-mail address").fill("editor@example.org")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("main")).to_contain_text("is wrong")
    assert own_visitor().go("/admin/").url != someone.site + "admin/"
