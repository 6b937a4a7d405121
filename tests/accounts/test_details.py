"""My details."""

import pytest
from django.test import Client

from site_core.accounts.models import User

pytestmark = pytest.mark.django_db


def test_strangers_sign_in_first(client: Client) -> None:
    assert client.get("/account/")["Location"] == "/account/login/?next=/account/"


def test_scripts_may_know_that_somebody_is_signed_in_and_nothing_else(
    client: Client, supporter: User
) -> None:
    client.force_login(supporter)
    cookie = client.get("/account/").cookies["signed_in"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("1", "", "Lax")
    client.post("/account/logout/")
    assert client.cookies["signed_in"].value == ""


def test_a_cookie_left_behind_is_cleared_and_opens_nothing(client: Client) -> None:
    client.cookies["signed_in"] = "1"
    assert client.get("/account/").status_code == 302
    assert client.get("/account/login/").cookies["signed_in"]["max-age"] == 0


def test_people_see_their_address_and_change_their_name(client: Client, supporter: User) -> None:
    client.force_login(supporter)
    page = client.get("/account/").content.decode()
    assert "rosa@example.org" in page
    assert 'autocomplete="given-name"' in page
    response = client.post(
        "/account/", {"first_name": "Rosalind", "last_name": "Bell", "email": "x@example.org"}
    )
    assert response["Location"] == "/account/"
    supporter.refresh_from_db()
    assert (supporter.first_name, supporter.last_name) == ("Rosalind", "Bell")
    assert supporter.email == "rosa@example.org", "an address is not changed by typing another one"


def test_a_name_that_is_too_long_is_told_beside_its_field(client: Client, supporter: User) -> None:
    client.force_login(supporter)
    page = client.post("/account/", {"first_name": "x" * 101}).content.decode()
    assert 'aria-describedby="id_first_name_error"' in page
    assert 'id="id_first_name_error"' in page
    assert "x" * 101 in page


def test_staff_find_the_way_to_the_admin(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert b'href="/admin/"' in client.get("/account/").content
