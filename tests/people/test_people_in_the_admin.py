"""People in the admin: who may do what, the list, the preview. And what a change does elsewhere."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from site_core.accounts.models import User
from site_core.demo.factories import ImageFactory, PersonFactory, StandardPageFactory
from site_core.pages.models import CustomImage
from site_core.pages.people.blocks import PeopleGroupBlock
from site_core.pages.people.models import Person, TeamPage
from site_core.pages.people.personal_data import erase
from site_core.privacy.services import ErasureRefused, erase_for, export_for, preview_for

from .conftest import MakeTeam

Capture = Callable[..., AbstractContextManager[list[Any]]]
SignIn = Callable[[str], Client]
LIST = "wagtailsnippets_people_person:list"

MATRIX = {
    # role: add, change, delete
    "editor": (True, True, False),
    "publisher": (True, True, True),
    "administrator": (True, True, True),
    "moderator": (False, False, False),
    "fundraising": (False, False, False),
    "shop": (False, False, False),
    "packer": (False, False, False),
    "finance": (False, False, False),
}


@pytest.mark.parametrize("role", MATRIX)
def test_roles_may_do_what_the_table_says(role: str, make_staff: Callable[[str], User]) -> None:
    user = make_staff(role)
    found = tuple(user.has_perm(f"people.{action}_person") for action in ("add", "change", "delete"))
    assert found == MATRIX[role]


def test_an_editor_adds_a_person_who_comes_last(signed_in: SignIn, nadia: Person) -> None:
    client = signed_in("editor")
    response = client.post(
        reverse("wagtailsnippets_people_person:add"),
        {
            "name": "Beth Juniper",
            "role": "Organiser",
            "biography": '{"blocks": [], "entityMap": {}}',
            "email": "",
            "telephone": "",
            "links-count": "0",
        },
    )
    assert response.status_code == 302
    assert list(Person.objects.values_list("name", flat=True)) == ["Nadia Rowan", "Beth Juniper"]


def test_a_profile_needs_a_whole_address(signed_in: SignIn) -> None:
    response = signed_in("editor").post(
        reverse("wagtailsnippets_people_person:add"),
        {
            "name": "Beth Juniper",
            "biography": '{"blocks": [], "entityMap": {}}',
            "links-count": "1",
            "links-0-deleted": "",
            "links-0-order": "0",
            "links-0-type": "link",
            "links-0-value-network": "website",
            "links-0-value-url": "javascript:alert(1)",
        },
    )
    assert response.status_code == 200
    assert "Enter a valid URL" in response.content.decode()
    assert not Person.objects.exists()


def test_an_editor_cannot_delete_and_a_packer_sees_no_list(signed_in: SignIn, nadia: Person) -> None:
    client = signed_in("editor")
    assert client.get(reverse(LIST)).status_code == 200
    address = reverse("wagtailsnippets_people_person:delete", args=[nadia.pk])
    assert client.post(address).status_code == 302
    assert Person.objects.filter(pk=nadia.pk).exists()
    assert signed_in("packer").get(reverse(LIST)).status_code == 302


def test_a_publisher_deletes(signed_in: SignIn, nadia: Person) -> None:
    signed_in("publisher").post(reverse("wagtailsnippets_people_person:delete", args=[nadia.pk]))
    assert not Person.objects.filter(pk=nadia.pk).exists()


def test_the_list_shows_photographs_and_finds_by_name_and_role(signed_in: SignIn, nadia: Person) -> None:
    nadia.photo = ImageFactory(file__width=80, file__height=100)
    nadia.save()
    PersonFactory(name="Beth Juniper", role="Organiser")
    client = signed_in("editor")
    source = client.get(reverse(LIST)).content.decode()
    assert "Nadia Rowan" in source
    assert nadia.photo.get_rendition("fill-320x400|format-jpeg").url in source
    for words, found in (("rowan", "Nadia Rowan"), ("organis", "Beth Juniper")):
        results = client.get(reverse(LIST), {"q": words}).content.decode()
        others = {"Nadia Rowan", "Beth Juniper"} - {found}
        assert found in results
        assert others.isdisjoint(name for name in others if name in results)


def test_the_list_asks_no_more_for_many_people(signed_in: SignIn) -> None:
    client = signed_in("editor")

    def queries() -> int:
        client.get(reverse(LIST))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(LIST)).status_code == 200
        return len(asked)

    PersonFactory(photo=ImageFactory(file__width=80, file__height=100))
    few = queries()
    for _ in range(12):
        PersonFactory(photo=ImageFactory(file__width=80, file__height=100))
    assert queries() == few


def test_staff_see_where_somebody_is_shown(signed_in: SignIn, team: MakeTeam, nadia: Person) -> None:
    team(("Staff", "", [nadia]))
    usage = signed_in("editor").get(reverse("wagtailsnippets_people_person:usage", args=[nadia.pk]))
    assert "Our team" in usage.content.decode()


def test_a_preview_shows_the_person_as_on_a_page(nadia: Person) -> None:
    response = nadia.make_preview_request()
    source = response.content.decode()
    assert response.status_code == 200
    assert "Began with a kettle." in source
    assert "LinkedIn" in source


def test_a_team_page_and_its_group_have_a_preview(team: MakeTeam, nadia: Person) -> None:
    page = team(("Staff", "", [nadia]))
    assert "Nadia Rowan" in page.make_preview_request().content.decode()
    block = PeopleGroupBlock()
    assert "Nadia Rowan" in block.render(block.get_preview_value())
    assert block.meta.icon
    assert block.meta.description


def test_a_group_needs_a_heading(team: MakeTeam) -> None:
    page = team(("", "", []))
    with pytest.raises(StreamBlockValidationError) as refused:
        page.groups.stream_block.clean(page.groups)
    assert set(refused.value.block_errors[0].block_errors) == {"heading"}


# --- what a change of a person does elsewhere -----------------------------------------------------


def test_a_stored_page_shows_the_change(
    team: MakeTeam, nadia: Person, client: Client, django_capture_on_commit_callbacks: Capture
) -> None:
    team(("Staff", "", [nadia]))
    assert "Director" in client.get("/our-story/team/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        nadia.role = "Chair"
        nadia.save()
    assert "Chair" in client.get("/our-story/team/").content.decode()


@pytest.mark.both
def test_a_page_is_found_by_its_people_until_they_are_deleted(
    team: MakeTeam, nadia: Person, django_capture_on_commit_callbacks: Capture
) -> None:
    def found(words: str) -> int:
        return len(get_search_backend().search(words, TeamPage))

    with django_capture_on_commit_callbacks(execute=True):
        page = team(("Staff", "", [nadia]))
    assert ReferenceIndex.get_references_to(nadia).exists()
    assert found("Rowan") == 1
    with django_capture_on_commit_callbacks(execute=True):
        nadia.name = "Nadia Hazel"
        nadia.save()
    assert (found("Rowan"), found("Hazel")) == (0, 1)
    with django_capture_on_commit_callbacks(execute=True):
        nadia.delete()
    assert found("Hazel") == 0
    assert TeamPage.objects.get() == page


def test_what_is_shown_about_somebody_can_be_exported(nadia: Person) -> None:
    rows = export_for("NADIA@example.org")["records"]["people.Person"]["rows"]
    assert rows == [
        {
            "name": "Nadia Rowan",
            "role": "Director",
            "photo": "",
            "biography": "<p>Began with a kettle.</p>",
            "email": "nadia@example.org",
            "telephone": "01632 960 124",
            "links": ["https://www.linkedin.com/in/nadia-rowan", "https://nadia.example.org/"],
        }
    ]


def test_erasing_somebody_deletes_the_entry_and_the_photograph(nadia: Person) -> None:
    other = PersonFactory(email="adam@example.org")
    nadia.photo = ImageFactory()
    nadia.save()
    assert [
        outcome.done
        for outcome in preview_for("nadia@example.org").outcomes
        if outcome.label == "people.Person"
    ] == [  # fmt: skip
        "deleted, with the photograph unless a page shows it"
    ]
    erase_for("Nadia@example.org")
    assert list(Person.objects.all()) == [other]
    assert not CustomImage.objects.exists()


def test_an_address_that_several_people_show_erases_nobody(nadia: Person) -> None:
    shared: Any = PersonFactory(name="Adam Birch", email="Nadia@example.org")
    with pytest.raises(ErasureRefused, match="2 people .*: Nadia Rowan, Adam Birch.*Take it out"):
        erase_for("nadia@example.org")
    assert Person.objects.count() == 2
    Person.objects.filter(pk=shared.pk).update(email="")
    erase_for("nadia@example.org")
    assert list(Person.objects.all()) == [shared]


def test_a_photograph_that_is_shown_elsewhere_stays(
    nadia: Person, django_capture_on_commit_callbacks: Capture, team: MakeTeam
) -> None:
    nadia.photo = ImageFactory()
    nadia.save()
    with django_capture_on_commit_callbacks(execute=True):
        StandardPageFactory(card_image=nadia.photo)
    assert erase("nadia@example.org") == 1
    assert CustomImage.objects.exists()


def test_a_photograph_of_two_entries_goes_with_the_last(nadia: Person) -> None:
    twin: Any = PersonFactory(email="twin@example.org", photo=ImageFactory())
    nadia.photo = twin.photo
    nadia.save()
    erase("nadia@example.org")
    assert CustomImage.objects.exists()
    erase("twin@example.org")
    assert not CustomImage.objects.exists()
