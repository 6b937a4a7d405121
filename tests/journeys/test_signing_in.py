"""A supporter signs in with a code that was mailed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.test_writing_to_us import mail_in_box
from tests.support.browser import Visitor, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]


@pytest.mark.parametrize(("width", "scripts"), [(375, True), (1280, False)])
def test_a_supporter_signs_in_with_a_mailed_code(own_visitor: Visitors, width: int, scripts: bool) -> None:
    someone = own_visitor(width=width, scripts=scripts)
    page = someone.go("/account/login/")
    page.get_by_label("E-mail address").fill("supporter@example.org" if scripts else "runner@example.org")
    page.get_by_role("button", name="E-mail me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Type in the code")

    box = own_visitor(width=width)
    box.go("/")
    address = "supporter@example.org" if scripts else "runner@example.org"
    text = mail_in_box(box.page, address).locator(".mailbox__text").inner_text()
    code = re.search(r"\b\d{6}\b", text)
    assert code
    page.get_by_label("Code from the e-mail").fill(code[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(someone.site + "account/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.context.cookies()

    # Signed in, and public pages are still the same for everyone else.
    someone.go("/")
    assert own_visitor().go("/").locator("body").inner_text()


def test_the_way_in_is_used_by_keyboard_alone(own_visitor: Visitors) -> None:
    someone = own_visitor(width=1280)
    page = someone.go("/account/login/")
    tab_to(page, "E-mail address")
    page.keyboard.type("stranger@example.com")
    tab_to(page, "E-mail me a code")
    page.keyboard.press("Enter")
    # The same answer for an address that nobody knows.
    expect(page.get_by_role("heading", level=1)).to_have_text("Type in the code")
