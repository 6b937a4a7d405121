"""The parts in templates/components, printed on their own."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string


class Questions(forms.Form):
    name = forms.CharField(label="Your name")
    email = forms.EmailField(label="E-mail", help_text="Only to answer you.")
    how = forms.ChoiceField(label="How?", choices=[("a", "E-mail"), ("b", "Post")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Days", choices=[("1", "Monday")], widget=forms.CheckboxSelectMultiple, required=False
    )
    consent = forms.BooleanField(label="You may keep this.", help_text="For six months.")


# Typed as Any: a part that is missing fails the test at its line, which is all that a test wants.
def printed(template: str, **context: Any) -> Any:
    return BeautifulSoup(render_to_string(template, context), "html.parser")


@pytest.fixture
def refused() -> Any:
    return printed(
        "components/form.html", form=Questions({"name": "", "email": "sam@"}), submit_text="Send it"
    )


def test_every_control_has_a_label_or_legend(refused: Any) -> None:
    labels = {label["for"] for label in refused.find_all("label") if label.get("for")}
    controls = {control["id"] for control in refused.find_all(["input", "textarea", "select"])}
    assert controls
    assert controls <= labels
    assert [legend.get_text(" ", strip=True) for legend in refused.find_all("legend")] == [
        "How?",
        "Days (optional)",
    ]


def test_help_and_error_are_tied_to_their_control(refused: Any) -> None:
    tied = 0
    for described in refused.find_all(attrs={"aria-describedby": True}):
        for name in described["aria-describedby"].split():
            assert refused.find(id=name) is not None, name
            tied += 1
    assert tied >= 4
    email = refused.find(id="id_email")
    assert email["aria-describedby"].split() == ["id_email_helptext", "id_email_error"]
    assert email["aria-invalid"] == "true"
    assert email["value"] == "sam@"


def test_every_entry_of_the_summary_leads_to_a_control(refused: Any) -> None:
    links = refused.select(".error-summary a")
    assert len(links) == 4
    for link in links:
        assert refused.find(id=link["href"][1:]) is not None, link["href"]


def test_a_form_without_faults_has_no_summary() -> None:
    assert printed("components/form.html", form=Questions()).select_one(".error-summary") is None


def test_a_form_has_a_token_only_where_it_is_asked_for() -> None:
    assert (
        printed("components/form.html", form=Questions()).find(attrs={"name": "csrfmiddlewaretoken"}) is None
    )
    page = printed("components/form.html", form=Questions(), token=True, csrf_token="abc")
    assert page.find(attrs={"name": "csrfmiddlewaretoken"}) is not None


def test_a_long_list_shows_the_pages_around_this_one() -> None:
    page = printed(
        "components/pagination.html", page_obj=Paginator(range(500), 10).get_page(6), query="q=tea&amp;"
    )
    assert page.find(attrs={"aria-current": "page"}).get_text() == "Page 6"
    assert [link.get_text() for link in page.find_all("a")][:3] == ["Previous page", "Page 1", "Page 4"]
    assert page.find("a", rel="next")["href"].endswith("page=7")


def test_a_short_list_has_no_page_numbers() -> None:
    page = printed("components/pagination.html", page_obj=Paginator(range(5), 10).get_page(1))
    assert page.find("nav") is None


def test_a_card_has_one_link_and_the_scene_of_its_colour() -> None:
    card = printed(
        "components/card.html", title="Volunteer", url="/v/", scene="volunteer", hue="brick", level=3
    )
    assert [link["href"] for link in card.find_all("a")] == ["/v/"]
    assert card.find("img")["alt"] == ""
    assert "/brick-" in card.find("img")["src"]
    assert card.find("source")["media"] == "(prefers-color-scheme: dark)"


@pytest.mark.parametrize("template", ["500.html", "maintenance.html"])
def test_the_pages_for_bad_days_need_nothing(template: str) -> None:
    # No database mark: a query would fail the test.
    page = printed(template)
    assert page.find("h1")
    assert page.find("link", rel="stylesheet")["href"] == "/static/css/site.css"


def test_the_sun_rises_with_the_progress() -> None:
    below = printed("components/progress_sun.html", percent=0).find("circle")["transform"]
    above = printed("components/progress_sun.html", percent=100).find("circle")["transform"]
    assert (below, above) == ("translate(0 -0)", "translate(0 -74)")
