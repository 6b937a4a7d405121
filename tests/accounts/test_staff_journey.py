"""Staff in a real browser, under the strict policy: a passkey as the second step, and the header."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from site_core.accounts.demo_people import DEMO_PASSWORD
from tests.support.browser import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]


def a_finger_on_the_reader(page: Page) -> None:
    """Give the browser a built-in authenticator that always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_staff_add_a_passkey_and_sign_in_with_it(own_visitor: Visitors) -> None:
    someone = own_visitor()
    page = someone.page
    a_finger_on_the_reader(page)
    someone.go("/account/login/password/?next=/account/second-step/")
    page.get_by_label("E-mail address").fill("editor@example.org")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("Work laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")

    someone.go("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    someone.go("/admin/")
    page.get_by_label("E-mail address").fill("editor@example.org")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{someone.site.rstrip('/')}/admin/")


def test_a_passkey_that_the_browser_does_not_give_is_told_in_words(own_visitor: Visitors) -> None:
    someone = own_visitor()
    page = someone.page
    someone.go("/account/login/password/?next=/account/second-step/passkeys/add/")
    page.get_by_label("E-mail address").fill("publisher@example.org")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not work")


def test_the_header_knows_who_is_signed_in(own_visitor: Visitors) -> None:
    someone = own_visitor()
    page = someone.page
    someone.go("/account/login/password/?next=/account/")
    page.get_by_label("E-mail address").fill("moderator@example.org")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My details")
    someone.go("/")
    expect(page.get_by_role("banner").get_by_role("link", name="My details").first).to_be_visible()
    expect(
        own_visitor().go("/").get_by_role("banner").get_by_role("link", name="Sign in").first
    ).to_be_visible()
