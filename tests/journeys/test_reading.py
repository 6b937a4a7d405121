"""A visitor reads: through the menu, three levels deep, with whatever they have."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.browser import Visitor, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]
WIDTHS = pytest.mark.parametrize("width", [375, 1280])
DEEP = "/hopeful-towns/about/research/"


@WIDTHS
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_menu_leads_three_levels_deep(visitor: Visitors, width: int, scripts: bool) -> None:
    someone = visitor(width=width, scripts=scripts)
    page = someone.go("/")
    if width < 600:
        expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
        page.get_by_role("button", name="Menu", exact=True).click()
    menu = page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="Hopeful Towns", exact=True)).to_be_visible()
    deep = menu.locator(f"a[href='{DEEP}']")
    expect(deep).to_be_hidden()
    menu.locator("summary", has_text="More in Hopeful Towns").click()
    deep.click()
    expect(page).to_have_url(someone.site + DEEP.lstrip("/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Research")
    assert someone.errors == []


@WIDTHS
def test_the_menu_is_used_by_keyboard_alone(visitor: Visitors, width: int) -> None:
    someone = visitor(width=width)
    page = someone.go("/")
    if width < 600:
        tab_to(page, "Menu")
        page.keyboard.press("Enter")
    tab_to(page, "More in Hopeful Towns")
    page.keyboard.press("Enter")
    tab_to(page, "Research")
    page.keyboard.press("Enter")
    expect(page).to_have_url(someone.site + DEEP.lstrip("/"))


def test_escape_closes_the_menu_and_gives_the_focus_back(visitor: Visitors) -> None:
    page = visitor(width=1280).go("/")
    tab_to(page, "More in Our Work")
    page.keyboard.press("Enter")
    expect(page.locator("nav a[href='/our-work/educating/']")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("nav a[href='/our-work/educating/']")).to_be_hidden()
    expect(page.locator("summary", has_text="More in Our Work")).to_be_focused()

    narrow = visitor(width=375).go("/")
    narrow.get_by_role("button", name="Menu", exact=True).click()
    narrow.keyboard.press("Escape")
    expect(narrow.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(narrow.get_by_role("button", name="Menu", exact=True)).to_be_focused()


def test_the_menu_is_used_by_touch(visitor: Visitors, browser: object) -> None:
    """No meaning hangs on hovering: each target is as large as a thumb needs (WCAG 2.5.8: 24 px)."""
    page = visitor(width=375).go("/")
    page.get_by_role("button", name="Menu", exact=True).click()
    targets = page.locator("#menu a:visible, #menu summary:visible, #menu button:visible").all()
    assert len(targets) > 5
    for target in targets:
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 24, target.inner_text()
        assert box["width"] >= 24, target.inner_text()


@WIDTHS
def test_the_way_back_up_and_past_the_header(visitor: Visitors, width: int) -> None:
    someone = visitor(width=width)
    page = someone.go(DEEP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash"), "The first tab stop is no way past the header."
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Hopeful Towns").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hopeful Towns")


def test_a_page_that_is_not_there_says_so_kindly(visitor: Visitors) -> None:
    someone = visitor(width=375)
    page = someone.go("/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("main a[href='/']").first.click()
    expect(page).to_have_url(someone.site)
