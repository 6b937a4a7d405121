"""An editor is told of a link that says nothing, on the page and beside the editor."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.browser import Visitor
from tests.support.site import RunningSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]
VAGUE = "A link that does not say where it leads"
ADD_A_PAGE = """
from wagtail.models import Page
from site_core.pages.models import StandardPage
page = StandardPage(title="Vague", slug="vague", teaser="Words.")
page.body = [("rich_text", '<p><a href="https://www.example.org/a">Click here</a> or '
    '<a href="https://www.example.org/b">read more…</a>, and see '
    '<a href="https://www.example.org/c">our report on schools</a>.</p>')]
Page.objects.get(slug="our-work").add_child(instance=page)
page.save_revision().publish()
print(page.pk)
"""
ISSUES = """() => [...document.querySelector("wagtail-userbar").shadowRoot
  .querySelectorAll("[data-content-checker-name]")].map(name => name.textContent.trim()).filter(Boolean)"""


def test_the_checks_work_on_the_page_and_in_the_editor(own_visitor: Visitors, own_site: RunningSite) -> None:
    key = own_site.python(ADD_A_PAGE).split()[-1]
    someone = own_visitor(width=1400)
    page = someone.go("/admin/")
    page.get_by_label("E-mail address").fill("editor@example.org")
    page.get_by_label("Password").fill("hope street 2026")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(someone.site + "admin/")
    someone.errors.clear()

    someone.go("/our-work/vague/")
    page.locator("#wagtail-userbar-trigger").click()
    page.locator("#checker-trigger").click()
    expect(page.locator("#checker-results").first).to_be_attached()
    page.wait_for_function(f"() => ({ISSUES})().length > 0")
    assert page.evaluate(ISSUES) == [VAGUE, VAGUE]
    # The policy stops nothing; what the checker finds, it also writes to the console.
    assert [error for error in someone.errors if not error.startswith("axe.run results")] == []

    someone.go(f"/admin/pages/{key}/edit/")
    page.get_by_role("button", name="Toggle checks").click()
    panel = page.locator("[data-checks-panel]")
    expect(panel.get_by_text(VAGUE)).to_have_count(2, timeout=30_000)
    assert [error for error in someone.errors if "Content Security Policy" in error] == []
