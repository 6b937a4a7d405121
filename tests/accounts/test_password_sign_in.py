"""Staff come in by password and a second step."""

import logging
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from site_core.accounts import encryption, throttle
from site_core.accounts.models import User

from .conftest import PASSWORD, SECRET, add_app, app_code, last_mail, path_in, sign_in, signed_in
from .test_code_sign_in import seen

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "a quite new passphrase"


def test_staff_go_to_the_admin_after_signing_in(client: Client, editor: User) -> None:
    assert sign_in(client, editor)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_session_ends_with_the_browser(client: Client, editor: User) -> None:
    sign_in(client, editor)
    assert client.session.get_expire_at_browser_close()


def test_the_session_is_a_new_one_after_signing_in(client: Client, editor: User) -> None:
    add_app(editor)
    sign_in(client, editor)
    before = client.cookies["sessionid"].value
    client.post("/account/login/second-step/", {"code": app_code()})
    assert client.cookies["sessionid"].value != before


def test_a_wrong_password_is_answered_alike_for_known_and_unknown_addresses(editor: User) -> None:
    answers = []
    for email in (editor.email, "nobody@example.org"):
        client = Client()
        client.get("/account/login/password/")
        response = client.post("/account/login/password/", {"login": email, "password": "wrong password"})
        status, headers, cookies, body = seen(response)
        headers.pop("Content-Length")
        answers.append((status, headers, cookies, body.replace(email.encode(), b"")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 200


def test_guessing_a_password_is_refused_after_some_tries(editor: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(10):
        assert sign_in(Client(), editor, "wrong password").status_code == 200
    assert sign_in(Client(), editor).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="198.51.100.7"), editor).status_code == 302


def test_right_passwords_are_no_guesses(editor: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(11):
        assert sign_in(Client(), editor).status_code == 302


def test_the_second_step_is_asked_for_when_there_is_one(client: Client, editor: User) -> None:
    add_app(editor)
    assert sign_in(client, editor)["Location"] == "/account/login/second-step/"
    assert client.get("/admin/").status_code == 302
    assert client.get("/account/login/second-step/").status_code == 200
    response = client.post("/account/login/second-step/", {"code": app_code()})
    assert response["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_wrong_second_step_keeps_the_door_closed(client: Client, editor: User) -> None:
    add_app(editor)
    sign_in(client, editor)
    wrong = "000000" if app_code() != "000000" else "111111"
    assert client.post("/account/login/second-step/", {"code": wrong}).status_code == 200
    assert client.get("/admin/").status_code == 302


def test_guessing_the_second_step_is_refused_after_some_tries(editor: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    add_app(editor)
    for _ in range(throttle.SECOND_FACTOR.limit):
        assert throttle.SECOND_FACTOR.hit(str(editor.pk))
    client = Client()
    sign_in(client, editor)
    response = client.post("/account/login/second-step/", {"code": app_code()})
    assert b"too many tries" in response.content
    assert client.get("/admin/").status_code == 302


def test_a_recovery_code_works_once(editor: User) -> None:
    add_app(editor)
    code = RecoveryCodes.activate(editor).get_unused_codes()[0]
    first, second = Client(), Client()
    sign_in(first, editor)
    assert first.post("/account/login/second-step/", {"code": code})["Location"] == "/admin/"
    sign_in(second, editor)
    assert second.post("/account/login/second-step/", {"code": code}).status_code == 200


def test_staff_set_up_an_app_and_get_recovery_codes(
    editor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = signed_in(editor)
    assert client.get("/account/second-step/").status_code == 200
    asked = client.get("/account/second-step/app/add/")
    assert asked["Location"].startswith("/account/confirm/?next=")
    client.post(asked["Location"], {"password": PASSWORD, "next": "/account/second-step/app/add/"})
    page = client.get("/account/second-step/app/add/")
    assert b"data:image/svg+xml" in page.content
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/account/second-step/app/add/", {"code": app_code(secret)})
    assert response["Location"] == "/account/second-step/codes/"
    codes = client.get("/account/second-step/codes/").content
    assert codes.count(b"<code>") == 10
    download = client.get("/account/second-step/codes/download/")
    assert len(download.content.split()) == 10
    assert "An authenticator app was added" in last_mail(editor.email)
    assert sign_in(Client(), editor)["Location"] == "/account/login/second-step/"


def test_every_page_about_the_second_step_can_be_read(editor: User) -> None:
    client = signed_in(editor)
    client.post("/account/confirm/", {"password": PASSWORD})
    add_app(editor)
    for path in ("", "app/remove/", "codes/new/", "passkeys/", "passkeys/add/"):
        response = client.get(f"/account/second-step/{path}")
        assert response.status_code == 200, path
        assert response.content.count(b"<h1") == 1
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
    for path in ("/account/confirm/", "/account/confirm/code/", "/account/password/", "/account/logout/"):
        assert client.get(path).status_code == 200, path


def test_the_passkey_page_hands_over_its_question_without_inline_scripts(editor: User) -> None:
    client = signed_in(editor)
    client.post("/account/confirm/", {"password": PASSWORD})
    page = client.get("/account/second-step/passkeys/add/").content.decode().split("<main")[1]
    assert 'data-passkey="create"' in page
    assert "&quot;challenge&quot;" in page
    assert 'src="/static/js/passkey.js"' in page
    assert not re.search(r"<script(?![^>]*\ssrc=)", page), "a script stands in a file"


def test_a_nonsense_passkey_is_refused_without_a_crash(editor: User) -> None:
    client = signed_in(editor)
    client.post("/account/confirm/", {"password": PASSWORD})
    client.get("/account/second-step/passkeys/add/")
    response = client.post("/account/second-step/passkeys/add/", {"name": "x", "credential": "{}"})
    assert response.status_code == 200
    assert not Authenticator.objects.exists()


def test_the_seed_of_an_app_is_not_readable_in_the_database(editor: User) -> None:
    add_app(editor)
    stored = Authenticator.objects.get(user=editor).data["secret"]
    assert SECRET not in stored
    assert encryption.decrypt(stored) == SECRET


def test_a_seed_stays_readable_with_the_old_key_as_fallback(settings: Settings) -> None:
    stored = encryption.encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key " * 6
    assert encryption.decrypt(stored) == SECRET


def test_a_seed_that_cannot_be_read_fits_no_code(client: Client, editor: User, settings: Settings) -> None:
    add_app(editor)
    sign_in(client, editor)
    data = Authenticator.objects.get(user=editor)
    data.data["secret"] = "gAAAA" + data.data["secret"][5:-4] + "AAAA"
    data.save()
    # The code of an empty seed would be known to everybody.
    for code in (app_code(), app_code("")):
        client.post("/account/login/second-step/", {"code": code})
    assert client.get("/admin/").status_code == 302


def test_changing_the_password_ends_the_other_sessions(editor: User) -> None:
    here, elsewhere = signed_in(editor), signed_in(editor)
    response = here.post(
        "/account/password/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert response["Location"] == "/account/"
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302
    assert "Your password was changed" in last_mail(editor.email)


def test_a_forgotten_password_is_set_anew_and_the_second_step_remains(client: Client, editor: User) -> None:
    add_app(editor)
    elsewhere = Client()
    client.post("/account/password/forgotten/", {"email": editor.email})
    link = path_in(last_mail(editor.email))
    page = client.get(link, follow=True)
    assert page.status_code == 200
    form = page.redirect_chain[-1][0]
    response = client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert response["Location"] == "/account/password/new/done/"
    assert client.get("/account/password/new/done/").status_code == 200
    assert "_auth_user_id" not in client.session, "setting a password signs nobody in"
    again = elsewhere.get(link, follow=True)
    assert b"does not work any more" in again.content
    assert sign_in(Client(), editor, NEW_PASSWORD)["Location"] == "/account/login/second-step/"


def test_a_link_to_set_a_password_is_too_old_after_an_hour(settings: Settings) -> None:
    assert settings.PASSWORD_RESET_TIMEOUT == 3600


def test_a_closed_account_says_so_only_to_who_knows_the_password(client: Client, editor: User) -> None:
    editor.is_active = False
    editor.save()
    assert sign_in(client, editor, "wrong password").status_code == 200
    assert sign_in(client, editor)["Location"] == "/account/closed/"
    assert client.get("/account/closed/").status_code == 200


def test_signing_out_needs_a_post(editor: User) -> None:
    client = signed_in(editor)
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/admin/").status_code == 200
    response = client.post("/account/logout/")
    assert response["Location"] == "/account/login/"
    assert response.cookies["sessionid"].value == "", "no cookie stays behind: public pages are shared"
    assert client.get("/admin/").status_code == 302


def test_the_log_tells_who_came_in_without_personal_data(
    editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="site_core.accounts.audit")
    sign_in(Client(), editor, "wrong password")
    signed_in(editor)
    lines = [record.getMessage() for record in caplog.records if record.name == "site_core.accounts.audit"]
    assert lines == ["sign-in refused: wrong address or password", f"user {editor.pk} signed in"]
    assert editor.email not in caplog.text


def test_supporters_have_no_pages_about_passwords_and_second_steps(supporter: User) -> None:
    client = Client()
    client.force_login(supporter)
    for path in ("/account/password/", "/account/second-step/", "/account/second-step/app/add/"):
        assert client.get(path).status_code == 403, path


@pytest.mark.parametrize("path", ["social/connections/", "3rdparty/", "email/", "password/set/", "signup/"])
def test_what_is_not_used_has_no_address(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404
