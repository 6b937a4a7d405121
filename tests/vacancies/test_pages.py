"""The list of vacancies and one vacancy's page."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import html5lib
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from site_core.demo.factories import CollectionFactory, DocumentFactory
from site_core.pages import providers
from site_core.pages.vacancies.models import VacanciesPage

from .conftest import MakeVacancy, SetClock

BEFORE = datetime(2026, 6, 1, 12, tzinfo=UTC)
PATH = "/jobs/organiser/"


@pytest.fixture(autouse=True)
def _in_early_june(set_clock: SetClock) -> None:
    set_clock(BEFORE)


def shown(client: Client, path: str = PATH) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def titles(client: Client, path: str = "/jobs/") -> list[str]:
    return re.findall(r'date-row__title">\s*<a href="[^"]*">([^<]*)</a>', shown(client, path))


def job(client: Client) -> dict[str, Any]:
    document = html5lib.parse(client.get(PATH).content, namespaceHTMLElements=False)
    scripts = [node.text for node in document.iter("script") if node.get("type") == "application/ld+json"]
    (found,) = [data for text in scripts if (data := json.loads(text))["@type"] == "JobPosting"]
    return dict(found)


def test_open_vacancies_stand_in_the_order_in_which_they_close(
    add_vacancy: MakeVacancy, client: Client
) -> None:
    add_vacancy("Third", closes_on=date(2026, 7, 1))
    add_vacancy("Second", closes_on=date(2026, 6, 18))
    add_vacancy("First", closes_on=date(2026, 6, 18), closes_time=time(12))
    add_vacancy("Closed", closes_on=date(2026, 5, 31))
    add_vacancy("Draft", live=False)
    add_vacancy("Draft without a day", closes_on=None, live=False)
    private = add_vacancy("Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert titles(client) == ["First", "Second", "Third"]
    provider = providers.get("vacancies")
    assert provider is not None
    assert [page.title for page in provider.fetch(2)] == ["First", "Second"]
    assert provider.all_url() == "/jobs/"


def test_when_nothing_is_open_the_editors_own_words_say_so(jobs: VacanciesPage, client: Client) -> None:
    assert "No vacancies just now" in shown(client, "/jobs/")
    jobs.empty_title = "Everybody is staying"
    jobs.empty_text = "<p>Come and volunteer instead.</p>"
    jobs.save()
    page = shown(client, "/jobs/")
    assert "Everybody is staying" in page
    assert "Come and volunteer instead." in page
    assert "No vacancies just now" not in page


def test_everything_that_people_ask_stands_on_the_page(add_vacancy: MakeVacancy, client: Client) -> None:
    add_vacancy(
        closes_time=time(12),
        salary="£28,600 a year <pro rata>",
        contract="fixed-term",
        working_time="part",
        hours="21 hours a week",
        remote="some-days",
        how_to_apply="<p>Write <b>two</b> pages.</p>",
    )
    page = shown(client)
    assert re.search(r'<time datetime="2026-06-18T12:00:00\+01:00">\s*Midday on Thursday 18 June 2026', page)
    for words in (
        "£28,600 a year &lt;pro rata&gt;",
        "Fixed term",
        "Part time, 21 hours a week",
        "Tarnwick, some days at home",
        "Write <b>two</b> pages.",
    ):
        assert words in page
    assert 'href="mailto:jobs@example.org?subject=Organiser"' in page


def test_people_may_apply_on_another_website(add_vacancy: MakeVacancy, client: Client) -> None:
    add_vacancy(apply_email="", apply_url="https://www.example.org/apply?job=1")
    page = shown(client)
    assert re.search(r'href="https://www.example.org/apply\?job=1">\s*Apply now', page)
    assert "mailto:jobs" not in page


def test_documents_say_what_they_are_and_private_ones_are_not_given_away(
    add_vacancy: MakeVacancy, client: Client
) -> None:
    closed = CollectionFactory(name="Closed")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    public = DocumentFactory(title="Job description", file__data=b"x" * 2048, file__filename="job.pdf")
    secret = DocumentFactory(title="Quokka salaries", collection=closed)
    add_vacancy(documents=[public, secret])
    page = shown(client)
    assert "Job description" in page
    assert "(PDF, 2.0\xa0KB)" in page
    assert "Quokka" not in page
    assert secret.url not in page


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"closes_on": None}, "closes_on", "cannot be blank"),
        ({"place": ""}, "place", "Say in which town the work is"),
        ({"apply_email": ""}, "how_to_apply", "Say how people apply"),
        ({"apply_url": "https://www.example.org/"}, "apply_email", "not both"),
        ({"apply_email": "", "apply_url": "www.example.org"}, "apply_url", "Give a whole web address"),
        ({"apply_email": "jobs at example"}, "apply_email", "valid email"),
        ({"salary_to": 30_000_00}, "salary_from", "Give the lower amount"),
        ({"salary_from": 31_000_00, "salary_to": 30_000_00}, "salary_to", "must not be less"),
    ],
)
def test_each_fault_is_named_at_its_field(
    add_vacancy: MakeVacancy, fields: dict[str, Any], field: str, words: str
) -> None:
    page = add_vacancy()
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    found = caught.value.message_dict
    assert list(found) == [field]
    assert words in found[field][0]


def test_a_draft_may_be_incomplete(add_vacancy: MakeVacancy) -> None:
    page = add_vacancy()
    page.place = page.apply_email = ""
    page.may_be_incomplete = True
    page.full_clean()


def test_search_engines_are_told_about_the_job(add_vacancy: MakeVacancy, client: Client) -> None:
    page = add_vacancy(
        closes_time=time(12),
        teaser="You & the town <3",
        salary_from=28_600_00,
        salary_to=31_000_00,
        contract="fixed-term",
        working_time="either",
    )
    page.first_published_at = datetime(2026, 5, 20, 23, 30, tzinfo=UTC)
    page.save()
    found = job(client)
    assert found["title"] == "Organiser"
    assert found["validThrough"] == "2026-06-18T12:00:00+01:00"
    # Half past midnight in London.
    assert found["datePosted"] == "2026-05-21"
    assert found["employmentType"] == ["FULL_TIME", "PART_TIME", "TEMPORARY"]
    assert found["hiringOrganization"]["name"] == "Brighter Towns"
    assert found["jobLocation"]["address"]["addressLocality"] == "Tarnwick"
    assert found["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "GBP",
        "value": {
            "@type": "QuantitativeValue",
            "unitText": "YEAR",
            "minValue": "28600.00",
            "maxValue": "31000.00",
        },
    }
    assert "<p>You &amp; the town &lt;3</p>" in found["description"]


def test_work_at_home_is_told_as_such(add_vacancy: MakeVacancy, client: Client) -> None:
    add_vacancy(place="", remote="at-home", salary_from=12_60, salary_per="HOUR")
    found = job(client)
    assert found["jobLocationType"] == "TELECOMMUTE"
    assert found["applicantLocationRequirements"] == {"@type": "Country", "name": "GB"}
    assert found["baseSalary"]["value"]["value"] == "12.60"
    assert "jobLocation" not in found
    assert "At home, anywhere in the United Kingdom" in shown(client)


@pytest.fixture
def queries(client: Client) -> Callable[[str], int]:
    def count(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200, path
        return len(asked)

    return count


def test_many_vacancies_cost_no_more_queries_than_one(
    add_vacancy: MakeVacancy, queries: Callable[[str], int], client: Client
) -> None:
    page = add_vacancy(documents=[DocumentFactory()])
    few = {path: queries(path) for path in ("/jobs/", page.url)}
    assert few["/jobs/"] <= 15
    assert few[page.url] <= 10
    for number in range(30):
        add_vacancy(f"Post {number}")
    many = {path: queries(path) for path in few}
    assert many["/jobs/"] == few["/jobs/"]
    assert many[page.url] == few[page.url]
    assert len(titles(client, "/jobs/?page=2")) == 7
