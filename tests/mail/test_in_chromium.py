"""Mails as a mail program shows them, and the mailbox as a visitor of the demo uses it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from site_core.mail.rendering import compose
from tests.support.site import RunningSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.support.browser import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def letter(browser: "Browser") -> "Iterator[Callable[..., Page]]":
    """Open a mail's HTML part: `letter(html, width=320, scheme="dark")`. Nothing may be loaded."""
    contexts = []
    asked: list[str] = []

    def show(html: str, width: int, scheme: str) -> "Page":
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(html)
        return page

    yield show
    for context in contexts:
        context.close()
    assert asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [280, 375, 700])
@pytest.mark.parametrize("name", ["contact_notice", "contact_copy"])
def test_a_mail_fits_and_can_be_read_by_everybody(
    letter: "Callable[..., Page]", answers: dict[str, Any], name: str, width: int, scheme: str
) -> None:
    html = str(compose(name, ["a@example.org"], answers).alternatives[0][0])
    page = letter(html, width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".sheet").evaluate("sheet => sheet.offsetWidth") <= 600
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.slow
def test_a_message_is_found_read_and_its_link_followed_without_javascript(
    own_site: RunningSite, own_visitor: "Callable[..., Visitor]"
) -> None:
    own_site.python(
        "from site_core.mail.services import queue;"
        "queue('contact_copy', 'aisha@example.org', {'form_title': 'Garden club', 'answers': [('A', 'B')],"
        f" 'sender_email': 'aisha@example.org', 'page_url': '{own_site.url.rstrip('/')}/'}})"
    )
    visitor = own_visitor(scripts=False)
    page = visitor.go("/demo/mailbox/")
    page.get_by_label("Messages to").fill("aisha@example.org")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="We have your message: Garden club").click()
    frame = page.frame_locator("iframe")
    assert frame.get_by_role("heading", level=1).inner_text() == "Thank you, we have your message"
    frame.get_by_role("link", name="Garden club").click()
    page.wait_for_url(own_site.url.rstrip("/") + "/")
    assert visitor.errors == []
