"""The scripts around a page, in Chromium: the beacon, the basket's number, copying; and life without them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.browser import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
ABOUT = "/our-story/about-us/"
# Chromium says that a program steers it, which the beacon takes for what it is.
AS_A_PERSON = """
Object.defineProperty(navigator, "webdriver", {get: () => false, configurable: true});
window.sent = [];
navigator.sendBeacon = (address, body) => window.sent.push([address, body]);
"""


def sent_after(visitor: Visitor, seconds: int, script: str = "") -> list[Any]:
    """What the page says to the counter when it has been open for so many seconds."""
    visitor.page.clock.install()
    visitor.page.add_init_script(AS_A_PERSON + script)
    visitor.go(ABOUT)
    visitor.page.clock.run_for(seconds * 1000)
    sent: list[Any] = visitor.page.evaluate("window.sent")
    return sent


def test_a_page_that_somebody_looks_at_is_counted_once(visitor: Visit) -> None:
    reader = visitor()
    sent = sent_after(reader, 60)
    assert sent == [["/reads/", reader.page.locator("body").get_attribute("data-page")]]
    assert sent[0][1].isdigit()
    assert reader.errors == []


def test_a_page_that_is_left_at_once_is_not_counted(visitor: Visit) -> None:
    assert sent_after(visitor(), 3) == []


@pytest.mark.parametrize(
    "script",
    [
        'Object.defineProperty(navigator, "doNotTrack", {get: () => "1"});',
        'Object.defineProperty(navigator, "globalPrivacyControl", {get: () => true});',
        'Object.defineProperty(navigator, "webdriver", {get: () => true});',
        'Object.defineProperty(document, "visibilityState", {get: () => "hidden"});',
    ],
    ids=["do not track", "global privacy control", "a program", "a tab behind"],
)
def test_a_browser_that_asks_to_be_left_alone_sends_nothing(visitor: Visit, script: str) -> None:
    assert sent_after(visitor(), 60, script) == []


def test_the_basket_shows_how_many_things_lie_in_it(visitor: Visit) -> None:
    shopper = visitor()
    shopper.page.context.add_cookies([{"name": "basket", "value": "3", "url": shopper.site}])
    page = shopper.go(ABOUT)
    expect(page.get_by_role("link", name="Basket (3 items)")).to_be_visible()
    expect(page.locator(".site-header__tools [data-basket-count]")).to_have_text("3")
    for value, words in (("1", "Basket (1 item)"), ("<b>9", "Basket (0 items)"), ("", "Basket (0 items)")):
        page.context.add_cookies([{"name": "basket", "value": value, "url": shopper.site}])
        page.reload()
        expect(page.get_by_role("link", name=words)).to_be_visible()


def test_the_link_of_a_page_is_copied(visitor: Visit) -> None:
    reader = visitor()
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.go(ABOUT)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".share [role=status]")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == reader.site.rstrip("/") + ABOUT


def test_everything_around_a_page_works_without_a_script(visitor: Visit) -> None:
    reader = visitor(width=375, scripts=False)
    page = reader.go(ABOUT)
    expect(page.get_by_role("button", name="Copy the link")).to_have_count(0)
    for name in ("E-mail", "Facebook", "X", "Bluesky", "WhatsApp"):
        expect(page.locator(".share").get_by_role("link", name=name)).to_be_visible()
    expect(page.locator(".latest .card")).to_have_count(4)
    first = page.locator(".most-read a").first
    address = first.get_attribute("href")
    first.click()
    assert page.url == reader.site.rstrip("/") + str(address)
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu").get_by_role("link", name="Basket (0 items)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The shop opens soon")
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu").get_by_role("link", name="Sign in").click()
    assert page.url.endswith("/account/login/")


@pytest.mark.parametrize("width", [320, 375])
def test_on_a_phone_the_header_is_one_row(visitor: Visit, width: int) -> None:
    reader = visitor(width=width)
    page = reader.go(ABOUT)
    boxes = [
        page.locator(f".site-header {part}").first.bounding_box()
        for part in (".brand", ".button--donate", ".menu-open")
    ]
    middles = [box["y"] + box["height"] / 2 for box in boxes if box]
    assert len(middles) == 3
    assert max(middles) - min(middles) < 2
    header = page.locator(".site-header").bounding_box()
    assert header
    assert header["height"] < 80
    assert min(box["height"] for box in boxes[1:] if box) >= 44
    assert not reader.scrolls_sideways()
    expect(page.locator(".site-header__tools .tool-link").first).to_be_hidden()
