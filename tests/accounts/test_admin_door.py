"""Nobody gets into the admin by half."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from site_core.accounts import policy
from site_core.accounts.models import User

from .conftest import add_app, app_code, ask_for_code, code_in, last_mail, sign_in, signed_in

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_the_password_page(client: Client) -> None:
    assert client.get("/admin/pages/")["Location"] == "/account/login/password/?next=/admin/pages/"


def test_wagtails_own_log_in_page_cannot_be_reached(client: Client, editor: User) -> None:
    response = client.get("/admin/login/?next=/admin/pages/")
    assert response["Location"] == "/account/login/password/?next=/admin/pages/"
    client.post("/admin/login/", {"username": editor.email, "password": "correct horse battery"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["", "done/", "complete/", "confirm/MQ/set-password/"])
def test_wagtails_own_password_reset_cannot_be_reached(client: Client, path: str) -> None:
    assert client.get(f"/admin/password_reset/{path}").status_code == 404


def test_a_foreign_next_is_dropped_on_the_way_through(client: Client, editor: User) -> None:
    hop = client.get("/admin/login/?next=https://evil.example/")
    response = client.post(
        hop["Location"],
        {"login": editor.email, "password": "correct horse battery", "next": "https://evil.example/"},
    )
    assert response["Location"] == "/admin/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/users/"])
def test_a_supporter_gets_a_clear_no_and_no_circle(
    client: Client, supporter: User, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    ask_for_code(client, supporter.email)
    client.post("/account/login/code/", {"code": code_in(last_mail(supporter.email))})
    response = client.get(path)
    assert response.status_code == 403
    assert "no access to the admin" in response.content.decode()
    assert f"admin refused: user {supporter.pk}" in caplog.text
    assert "no-store" in response["Cache-Control"]


def test_a_supporter_who_became_staff_must_come_by_password(
    client: Client, supporter: User, editor: User
) -> None:
    ask_for_code(client, supporter.email)
    client.post("/account/login/code/", {"code": code_in(last_mail(supporter.email))})
    supporter.groups.set(editor.groups.all())
    response = client.get("/admin/")
    assert response.status_code == 403
    assert "sign in with your password" in response.content.decode()


def test_staff_set_up_a_second_step_before_anything_else(editor: User, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    client = signed_in(editor)
    for path in ("/admin/", "/admin/pages/", "/admin/api/main/pages/"):
        assert client.get(path)["Location"] == "/account/second-step/", path
    assert client.post("/admin/logout/").status_code == 302


def test_with_a_second_step_the_admin_opens(editor: User, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    add_app(editor)
    client = Client()
    sign_in(client, editor)
    client.post("/account/login/second-step/", {"code": app_code()})
    assert client.get("/admin/").status_code == 200


def test_by_setting_no_second_step_is_needed(editor: User, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    settings.DEMO = False
    assert signed_in(editor).get("/admin/").status_code == 200


@pytest.mark.parametrize(("demo", "setting", "required"), [
    (True, None, False), (False, None, True), (True, True, True), (False, False, False),
])  # fmt: skip
def test_a_second_step_is_the_rule_everywhere_but_in_the_demo(
    settings: Settings, demo: bool, setting: bool | None, required: bool
) -> None:
    settings.DEMO, settings.STAFF_SECOND_FACTOR_REQUIRED = demo, setting
    assert policy.second_factor_required() is required


def test_a_visitor_without_a_session_costs_no_look_at_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/admin/login/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_signing_out_of_the_admin_is_a_post_and_leads_to_our_page(editor: User) -> None:
    client = signed_in(editor)
    assert client.get("/admin/logout/").status_code == 405
    assert client.get("/admin/").status_code == 200, "a GET changes nothing"
    assert client.post("/admin/logout/")["Location"] == "/account/login/password/"
    assert client.get("/admin/").status_code == 302
