"""A visitor writes to the charity; the worker really delivers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Visitor, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]
WORDS = "We would like to start a group in Harbour Street."


def mail_in_box(page: Page, address: str, words: str = "") -> Page:
    """Look into the demo mailbox until the worker has delivered; open the newest message.

    With `words` until the newest one has them: an earlier test may have written to the same address.
    """
    inbox = page.url.split("/", 3)
    for _ in range(60):
        page.goto(f"{inbox[0]}//{inbox[2]}/demo/mailbox/?to={address}")
        sent = page.locator(".mailbox__item", has=page.locator("[data-state=sent]"))
        if sent.count():
            sent.first.get_by_role("link").first.click()
            if page.get_by_text(words).count():
                return page
        page.wait_for_timeout(500)
    raise AssertionError(f"No message was delivered to {address}.")


@pytest.mark.parametrize(("width", "scripts"), [(375, True), (1280, True), (375, False), (1280, False)])
def test_a_message_with_mistakes_is_put_right_and_sent(
    own_visitor: Visitors, width: int, scripts: bool
) -> None:
    someone = own_visitor(width=width, scripts=scripts)
    page = someone.go("/contact/")
    address = f"rosa{width}{scripts}@example.com"
    page.get_by_label("Your name").fill("Rosa Bell")
    page.get_by_label("Your e-mail").fill("rosa")
    page.get_by_label("Your message").fill(WORDS)
    page.get_by_role("button", name="Send message").click()

    # Each mistake is said beside its field and tied to it; what was typed is still there.
    field = page.get_by_label("Your e-mail")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby") or ""
    assert any(page.locator(f"#{name}").inner_text() for name in described.split() if "error" in name)
    expect(field).to_have_value("rosa")
    expect(page.get_by_label("Your message")).to_have_value(WORDS)

    field.fill(address)
    page.get_by_label("What is it about?").select_option("A question")
    page.get_by_role("checkbox").check()
    # Two seconds is the least that a person needs (site_core/guard/forms.py).
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your message")
    assert someone.page.context.cookies() == []

    expect(mail_in_box(page, address).get_by_text(WORDS).first).to_be_visible()
    assert [error for error in someone.errors if "favicon" not in error] == []


def test_a_message_is_written_by_keyboard_alone(own_visitor: Visitors) -> None:
    page = own_visitor(width=1280).go("/contact/")
    for label, text in (("Your name", "Dev"), ("Your e-mail", "dev@example.com")):
        tab_to(page, label)
        page.keyboard.type(text)
    tab_to(page, "What is it about?")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Your message")
    page.keyboard.type(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_timeout(2100)
    tab_to(page, "Send message")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your message")


def test_the_charity_hears_of_it(own_visitor: Visitors) -> None:
    page = own_visitor(width=375).go("/contact/")
    page.get_by_label("Your name").fill("Joe")
    page.get_by_label("Your e-mail").fill("joe@example.com")
    page.get_by_label("What is it about?").select_option("A question")
    page.get_by_label("Your message").fill("A word for the office.")
    page.get_by_role("checkbox").check()
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your message")
    words = "A word for the office."
    expect(mail_in_box(page, "office@example.org", words).get_by_text(words).first).to_be_visible()
