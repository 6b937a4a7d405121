"""A visitor opens an answer by its address, and reads about somebody, with whatever they have."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.browser import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]
QUESTIONS = "/our-story/questions/"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_address_of_an_answer_opens_it(visitor: Visitors, scripts: bool) -> None:
    someone = visitor(width=375, scripts=scripts)
    page = someone.go(QUESTIONS + "#q-can-you-come-to-our-town")
    expect(page.get_by_text("We can take on two new towns a year.")).to_be_in_viewport()
    # The question itself is not left above the edge of the screen.
    expect(page.get_by_role("heading", name="Can you come to our town?")).to_be_in_viewport()
    expect(page.get_by_text("Most people do the first time.")).to_be_hidden()
    assert someone.errors == []


def test_the_link_of_an_answer_is_its_address(visitor: Visitors) -> None:
    someone = visitor(width=1280)
    page = someone.go(QUESTIONS)
    page.locator("summary", has_text="Can I come alone?").click()
    page.get_by_role("link", name=re.compile("Link to this answer.*Can I come alone")).click()
    expect(page).to_have_url(someone.site + QUESTIONS.lstrip("/") + "#q-can-i-come-alone")
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Giving money").click()
    expect(page.get_by_role("heading", name="Giving money")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_long_biography_opens_when_it_is_asked_for(visitor: Visitors, scripts: bool) -> None:
    page = visitor(width=375, scripts=scripts).go("/our-story/our-team/")
    expect(page.get_by_text("the timetable of line 14")).to_be_hidden()
    page.locator("summary", has_text="About Nadia Rowan").click()
    expect(page.get_by_text("the timetable of line 14")).to_be_visible()


def test_what_is_folded_is_open_on_paper(visitor: Visitors) -> None:
    page = visitor(width=1280).go("/our-story/our-team/")
    page.emulate_media(media="print")
    expect(page.get_by_text("the timetable of line 14")).to_be_visible()
    page.goto(page.url.replace("our-team", "questions"))
    expect(page.get_by_text("Most people do the first time.")).to_be_visible()
    expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()


def test_a_campaign_leads_nowhere_but_to_its_buttons(visitor: Visitors) -> None:
    page = visitor(width=1280).go("/do-something/two-hundred-lanterns/")
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Breadcrumbs")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_role("main").get_by_role("link", name="Help to make one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Volunteer")
