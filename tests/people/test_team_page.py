"""The team page: who is shown, how, and what it costs."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from site_core.demo.factories import DocumentFactory, ImageFactory, PersonFactory
from site_core.pages import renditions
from site_core.pages.people.models import Person, TeamPage
from site_core.pages.people.showing import initials
from tests.support.html import Document, text_of

from .conftest import MakeTeam

ADDRESS = "/our-story/team/"
LONG = "<p>" + "She listens first, and then she asks one more question. " * 12 + "</p>"


def look(client: Client, address: str = ADDRESS) -> Document:
    response = client.get(address)
    assert response.status_code == 200
    document = Document(response.content.decode())
    assert document.problems() == []
    return document


def headings(document: Document) -> list[tuple[int, str]]:
    """The headings of the page itself, without its foot's."""
    (main,) = document.all("main")
    page = [element for element in main.iter() if element.tag in ("h1", "h2", "h3", "h4")]
    return [(int(element.tag[1]), text_of(element)) for element in page if element.get("id") != "share-title"]


def names(document: Document) -> list[str]:
    return [text_of(element) for element in document.all("h3") if element.get("class") == "person__name"]


def data(document: Document, kind: str) -> dict[str, Any] | None:
    scripts = [node for node in document.all("script") if node.get("type") == "application/ld+json"]
    found = [json.loads(node.text or "") for node in scripts]
    return next((one for one in found if one["@type"] == kind), None)


def test_people_stand_in_their_groups_in_the_editors_order(team: MakeTeam, client: Client) -> None:
    zoe, adam, mia = (PersonFactory(name=name) for name in ("Zoe", "Adam", "Mia"))
    team(("Staff", "<p>We do the work.</p>", [zoe, adam]), ("Trustees", "", [mia]))
    document = look(client)
    assert headings(document) == [
        (1, "Our team"),
        (2, "Staff"),
        (3, "Zoe"),
        (3, "Adam"),
        (2, "Trustees"),
        (3, "Mia"),
    ]
    assert "We do the work." in document.source


def test_a_person_is_shown_with_role_words_and_links_that_say_whose_they_are(
    team: MakeTeam, nadia: Person, client: Client
) -> None:
    team(("Staff", "", [nadia]))
    document = look(client)
    (entry,) = [element for element in document.all("li") if element.get("class") == "person"]
    assert "Director" in text_of(entry)
    assert "Began with a kettle." in text_of(entry)
    links = {
        element.get("href"): " ".join(text_of(element).split())
        for element in entry.iter()
        if element.tag == "a"
    }
    assert links == {
        "mailto:nadia@example.org": "E-mail: Nadia Rowan",
        "tel:01632960124": "01632 960 124 (Telephone): Nadia Rowan",
        "https://www.linkedin.com/in/nadia-rowan": "LinkedIn: Nadia Rowan",
        "https://nadia.example.org/": "Website: Nadia Rowan",
    }


def test_a_photograph_is_a_portrait_in_several_sizes(team: MakeTeam, nadia: Person, client: Client) -> None:
    nadia.photo = ImageFactory(description="Nadia laughs", file__width=800, file__height=1000)
    nadia.save()
    renditions.prepare_renditions.call(nadia.photo.pk)
    team(("Staff", "", [nadia]))
    document = look(client)
    (image,) = [element for element in document.all("img") if element.get("alt") == "Nadia laughs"]
    assert (image.get("width"), image.get("height")) == ("320", "400")
    assert "fill-640x800" in document.source
    assert "house--" not in document.source


def test_a_house_with_the_initials_stands_in_for_a_photograph(
    team: MakeTeam, nadia: Person, client: Client
) -> None:
    team(("Staff", "", [nadia]))
    document = look(client)
    (house,) = [one for one in document.root.iter() if str(one.get("class")).startswith("house house--")]
    assert house.get("aria-hidden") == "true"
    assert "".join(text_of(house).split()) == "NR"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nadia Rowan", "NR"),
        ("Ana María de la Cruz", "AC"),
        ("Cher", "C"),
        ("مريم يوسف", "مي"),
        ("éloïse (Ellie) Ürgüp", "ÉÜ"),
        ("  ", ""),
        ("42", ""),
    ],
)
def test_initials_are_the_first_letters_of_first_and_last_name(name: str, expected: str) -> None:
    assert initials(name).replace("\u200a", "") == expected


def test_a_long_biography_waits_until_it_is_asked_for(team: MakeTeam, client: Client) -> None:
    wordy, brief = (
        PersonFactory(name="Wordy", biography=LONG),
        PersonFactory(name="Brief", biography="<p>Hi.</p>"),
    )
    team(("Staff", "", [wordy, brief]))
    (more,) = look(client).all("details")
    assert "About Wordy" in text_of(more)
    assert more.get("open") is None
    assert "one more question" in text_of(more)


def test_whoever_is_deleted_drops_out_quietly(team: MakeTeam, nadia: Person, client: Client) -> None:
    other = PersonFactory(name="Adam")
    page = team(("Staff", "", [nadia, other]), ("Directors", "", [nadia]))
    assert names(look(client)) == ["Nadia Rowan", "Adam", "Nadia Rowan"]
    nadia.delete()
    document = look(client)
    assert names(document) == ["Adam"]
    assert "Directors" not in document.source
    assert [group.value.people for group in TeamPage.objects.get(pk=page.pk).groups] == [[other], []]


def test_an_empty_group_prints_nothing_and_one_with_words_stays(team: MakeTeam, client: Client) -> None:
    team(("Nobody", "<p> </p>", []), ("Trustees", "<p>We are looking for three.</p>", []))
    document = look(client)
    assert [text for _, text in headings(document)] == ["Our team", "Trustees"]
    assert "people__list" not in document.source


def test_a_page_without_anybody_is_still_a_page(team: MakeTeam, client: Client) -> None:
    team()
    document = look(client)
    assert headings(document) == [(1, "Our team")]
    assert data(document, "NGO") is None


def test_whoever_is_chosen_twice_in_a_group_stands_there_once(
    team: MakeTeam, nadia: Person, client: Client
) -> None:
    team(("Staff", "", [nadia, nadia]))
    assert names(look(client)) == ["Nadia Rowan"]


def test_groups_of_the_same_name_have_addresses_of_their_own(
    team: MakeTeam, nadia: Person, client: Client
) -> None:
    team(("Staff", "", [nadia]), ("Staff", "", [nadia]))
    ids = [element.get("id") for element in look(client).all("h2") if text_of(element) == "Staff"]
    assert len(set(ids)) == len(ids) == 2


def test_difficult_people_fit(team: MakeTeam, client: Client) -> None:
    people = [
        PersonFactory(name="مريم يوسف", role="مديرة التعليم", biography="<p>تعمل معنا منذ عام ٢٠١٥.</p>"),
        PersonFactory(name="N" * 120, role="R" * 120),
        PersonFactory(name="<b>Bold</b> & Co", role=""),
    ]
    team(("T" * 120, "", people), teaser="t" * 300)
    document = look(client)
    assert names(document)[0] == "مريم يوسف"
    named = [element for element in document.all("h3") if element.get("class") == "person__name"]
    assert all(element.get("dir") == "auto" for element in named)
    assert names(document)[2] == "<b>Bold</b> & Co"


def test_the_introduction_and_what_comes_below_frame_the_people(
    team: MakeTeam, nadia: Person, client: Client
) -> None:
    team(
        ("Staff", "", [nadia]),
        body=[{"type": "rich_text", "value": "<p>Before everybody.</p>"}],
        closing=[{"type": "rich_text", "value": "<p>After everybody.</p>"}],
    )
    source = look(client).source
    assert (
        source.index("Before everybody") < source.index("Nadia Rowan</h3>") < source.index("After everybody")
    )


def test_search_engines_learn_the_members_each_once(team: MakeTeam, nadia: Person, client: Client) -> None:
    team(("Staff", "", [nadia, PersonFactory(name="Adam", role="")]), ("Directors", "", [nadia]))
    found = data(look(client), "NGO")
    assert found
    assert found["member"] == [
        {"@type": "Person", "name": "Nadia Rowan", "jobTitle": "Director"},
        {"@type": "Person", "name": "Adam"},
    ]


def crowd(count: int) -> list[Any]:
    document: Any = DocumentFactory()
    section = Page.objects.get(slug="our-story")
    return [
        PersonFactory(
            photo=ImageFactory(file__width=80, file__height=100),
            biography=f'<p><a linktype="page" id="{section.pk}">Our story</a> and '
            f'<a linktype="document" id="{document.pk}">a paper</a></p>',
            links=[{"type": "link", "value": {"network": "website", "url": "https://a.example.org/"}}],
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("count", [10, 100])
def test_a_hundred_people_cost_no_more_queries_than_ten(team: MakeTeam, client: Client, count: int) -> None:
    people = crowd(count)
    half = count // 2
    team(("Staff", "", people[:half]), ("Trustees", "", people[half:]))
    client.get(ADDRESS)  # makes the sizes of the pictures
    with CaptureQueriesContext(connection) as asked:
        document = look(client)
    assert len(names(document)) == count
    assert len(asked) <= 10
