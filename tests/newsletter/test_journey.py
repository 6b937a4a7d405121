"""A reader signs up, confirms and leaves, in a real browser, on a telephone and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Visitor, tab_to
from tests.support.site import RunningSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]
NAME = "Letters from the towns"


def open_mail(page: Page, address: str, subject: str) -> Page:
    """Wait until the worker has delivered a mail with this subject, and open it."""
    start = "/".join(page.url.split("/", 3)[:3])
    for _ in range(60):
        page.goto(f"{start}/demo/mailbox/?to={address}")
        found = page.get_by_role("link", name=subject)
        if found.count():
            found.first.click()
            return page
        page.wait_for_timeout(500)
    raise AssertionError(f"No mail “{subject}” came to {address}.")


def follow(page: Page, label: str) -> None:
    """Press a link inside the mail, which the mailbox shows in a frame."""
    page.frame_locator("iframe").get_by_role("link", name=label).first.click()


@pytest.mark.parametrize(("width", "scripts"), [(375, True), (1280, True), (375, False)])
def test_a_reader_signs_up_from_any_page_confirms_and_leaves(
    own_visitor: Visitors, width: int, scripts: bool
) -> None:
    someone = own_visitor(width=width, scripts=scripts)
    page = someone.go("/our-story/about-us/")
    address = f"rosa{width}{scripts}@example.com".lower()
    form = page.locator("footer .newsletter-form")
    form.get_by_label("E-mail for the newsletter").fill("rosa")
    form.get_by_role("button", name="Sign up").click()

    # What was wrong is said on the full page, and what was typed is still there.
    field = page.get_by_label("E-mail address")
    expect(field).to_have_value("rosa")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert not someone.scrolls_sideways()
    field.fill(address)
    page.get_by_label("First name").fill("Rosa")
    box = page.get_by_role("checkbox")
    expect(box).not_to_be_checked()
    box.check()
    # Two seconds is the least that a person needs (site_core/guard/forms.py).
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please look into your mailbox")

    follow(open_mail(page, address, f"Please confirm: {NAME}"), "Confirm my address")
    expect(page.get_by_role("heading", level=1)).to_have_text("One last step")
    page.get_by_role("button", name="Yes, send me the newsletter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are on the list")

    follow(open_mail(page, address, f"Welcome to {NAME}"), "Stop the newsletter")
    page.get_by_role("button", name="Stop the newsletter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are off the list")
    page.get_by_label("There were too many e-mails").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
    assert page.context.cookies() == []
    assert [error for error in someone.errors if "favicon" not in error] == []


def test_one_step_is_enough_from_a_small_form_by_keyboard_alone(own_visitor: Visitors) -> None:
    page = own_visitor(width=1280).go("/our-story/about-us/")
    tab_to(page, "E-mail for the newsletter")
    page.keyboard.type("keys@example.com")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Please look into your mailbox")
    open_mail(page, "keys@example.com", f"Please confirm: {NAME}")


def test_pages_with_the_form_are_stored_for_everyone(own_site: RunningSite) -> None:
    for path in ("/our-story/about-us/", "/newsletter/check-your-mail/"):
        own_site.fetch(path)
        answer = own_site.fetch(path)
        assert "set-cookie" not in answer.headers
        assert "no-store" not in answer.headers.get("cache-control", "")
    assert "newsletter-form" in own_site.fetch("/our-story/about-us/").text
