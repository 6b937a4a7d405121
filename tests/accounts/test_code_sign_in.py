"""Supporters come in by a code from an e-mail."""

import re
from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from site_core.accounts import throttle
from site_core.accounts.models import User
from site_core.mail.models import OutboxMessage

from .conftest import ask_for_code, code_in, last_mail

pytestmark = pytest.mark.django_db

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def seen(response: Any) -> tuple[int, dict[str, str], dict[str, dict[str, str]], bytes]:
    """What a stranger can compare: status, headers, cookies without values, body without the token."""
    cookies: SimpleCookie = response.cookies
    shapes = {
        name: {key: value for key, value in morsel.items() if key != "expires"}
        for name, morsel in cookies.items()
    }
    headers = {name: value for name, value in response.headers.items() if name not in {"Expires"}}
    return response.status_code, headers, shapes, TOKEN.sub(b"", response.content)


def test_the_first_page_sets_no_cookie_but_the_token(client: Client) -> None:
    response = client.get("/account/login/")
    assert response.status_code == 200
    assert set(response.cookies) == {"csrftoken"}
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_a_supporter_signs_in_with_the_code_and_sees_their_details(client: Client, supporter: User) -> None:
    response = ask_for_code(client, "Rosa@Example.org")
    assert response["Location"] == "/account/login/code/"
    response = client.post("/account/login/code/", {"code": code_in(last_mail(supporter.email))})
    assert response["Location"] == "/account/"
    page = client.get("/account/")
    assert supporter.email in page.content.decode()


def test_the_session_is_a_new_one_after_signing_in(client: Client, supporter: User) -> None:
    ask_for_code(client, supporter.email)
    before = client.cookies["sessionid"].value
    client.post("/account/login/code/", {"code": code_in(last_mail(supporter.email))})
    assert client.cookies["sessionid"].value != before


def test_somebody_new_makes_an_account_with_a_code_and_no_password(client: Client) -> None:
    response = client.post("/account/sign-up/", {"email": "New@Example.org"})
    assert response["Location"] == "/account/sign-up/code/"
    assert client.get("/account/").status_code == 302
    response = client.post("/account/sign-up/code/", {"code": code_in(last_mail("new@example.org"))})
    assert response["Location"] == "/account/"
    user = User.objects.get(email="new@example.org")
    assert not user.has_usable_password()
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/account/login/", "/account/sign-up/", "/account/password/forgotten/"],
)
def test_known_and_unknown_addresses_and_staff_get_the_same_answer(
    address: str, supporter: User, editor: User
) -> None:
    """The address itself is printed on the next page, so all three have the same length and are masked."""
    answers = []
    for email in (supporter.email, editor.email, "nobody@example.org"):
        client = Client()
        client.get(address)
        posted = client.post(address, {"email": email})
        followed = client.get(posted["Location"])
        status, headers, cookies, body = seen(followed)
        assert status == 200
        headers.pop("Content-Length", None)
        answers.append((seen(posted), headers, cookies, body.replace(email.encode(), b"")))
        assert OutboxMessage.objects.filter(recipients__email=email).count() == 1, (
            "each of them gets one mail"
        )
    assert answers[0] == answers[1] == answers[2]


def test_a_wrong_code_is_answered_alike_for_known_and_unknown_addresses(supporter: User) -> None:
    answers = []
    for email in (supporter.email, "nobody@example.org"):
        client = Client()
        ask_for_code(client, email)
        tries = [client.post("/account/login/code/", {"code": "000-000"}) for _ in range(3)]
        answers.append([(one.status_code, one.get("Location")) for one in tries])
    assert answers[0] == answers[1]
    assert answers[0][-1] == (302, "/account/login/")


def test_after_three_wrong_codes_the_right_one_is_no_use(client: Client, supporter: User) -> None:
    ask_for_code(client, supporter.email)
    code = code_in(last_mail(supporter.email))
    wrong = "111111" if code != "111111" else "222222"
    for _ in range(3):
        client.post("/account/login/code/", {"code": wrong})
    client.post("/account/login/code/", {"code": code})
    assert client.get("/account/").status_code == 302


def test_a_code_is_too_old_after_a_quarter_of_an_hour(
    client: Client, supporter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_code(client, supporter.email)
    code = code_in(last_mail(supporter.email))
    later = (timezone.now() + timedelta(minutes=16)).timestamp()
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: later)
    client.post("/account/login/code/", {"code": code})
    assert client.get("/account/").status_code == 302


def test_a_code_works_once(supporter: User) -> None:
    first, second = Client(), Client()
    ask_for_code(first, supporter.email)
    code = code_in(last_mail(supporter.email))
    first.post("/account/login/code/", {"code": code})
    ask_for_code(second, supporter.email)
    second.post("/account/login/code/", {"code": code})
    assert second.get("/account/").status_code == 302


@pytest.mark.parametrize("email", ["rosa@example.org", "nobody@example.org"])
def test_asking_again_and_again_is_refused_for_known_and_unknown_addresses(
    email: str, supporter: User, settings: Settings
) -> None:
    """allauth's own counters are off here: the database's must do it alone."""
    settings.ACCOUNT_RATE_LIMITS = False
    answers = [ask_for_code(Client(), email).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


@pytest.mark.parametrize("email", ["rosa@example.org", "nobody@example.org"])
def test_nobody_elsewhere_keeps_a_person_out(email: str, supporter: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(20):
        last = ask_for_code(Client(REMOTE_ADDR="198.51.100.7"), email)
    assert last.status_code == 429
    assert ask_for_code(Client(), email).status_code == 302


def test_asking_for_other_things_counts_apart(supporter: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for path in ("sign-up/", "password/forgotten/"):
        answers = [
            Client().post(f"/account/{path}", {"email": supporter.email}).status_code for _ in range(11)
        ]
        assert answers == [302] * 10 + [429]
    assert ask_for_code(Client(), supporter.email).status_code == 302


@pytest.mark.parametrize("email", ["rosa@example.org", "nobody@example.org"])
def test_many_networks_together_are_slowed_down(email: str, supporter: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for network in range(6):
        for _ in range(10):
            asked = ask_for_code(Client(REMOTE_ADDR=f"198.51.{network}.7"), email)
            assert asked.status_code == 302
    assert ask_for_code(Client(), email).status_code == 429


def test_one_network_alone_cannot_use_up_the_limit_for_everybody() -> None:
    limits = throttle.CODE_REQUEST
    windows = limits.by_address_anywhere.per / limits.by_address.per
    assert windows * limits.by_address.limit < limits.by_address_anywhere.limit


def test_who_has_to_wait_is_told_how_long(supporter: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(11):
        refused = ask_for_code(Client(), supporter.email)
    assert 0 < int(refused["Retry-After"]) <= 900


def test_allauths_own_limits_also_say_how_long(db: None, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    for email in ("one@example.org", "two@example.org"):
        refused = Client().post("/account/sign-up/", {"email": email})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


def test_wrong_codes_from_many_browsers_with_one_session_are_refused(
    client: Client, supporter: User, settings: Settings
) -> None:
    """Parallel tries could all read the same number of failed ones: the limit of the address stops them."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 1000
    ask_for_code(client, supporter.email)
    answers = [client.post("/account/login/code/", {"code": "x"}).status_code for _ in range(11)]
    assert answers[-1] == 429


def test_many_tries_from_one_network_are_refused(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for number in range(throttle.CODE_REQUEST.by_network.limit):
        client.post("/account/login/", {"email": f"not an address {number}"})
    assert ask_for_code(client, "rosa@example.org").status_code == 429
    elsewhere = ask_for_code(Client(REMOTE_ADDR="198.51.100.7"), "rosa@example.org")
    assert elsewhere.status_code == 302


def test_the_limit_looks_through_trusted_proxies_only(settings: Settings, rf: RequestFactory) -> None:
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": "203.0.113.9"})
    assert get_adapter().get_client_ip(request) == "192.0.2.1"
    settings.TRUSTED_PROXIES = ["192.0.2.0/24"]
    assert get_adapter().get_client_ip(request) == "203.0.113.9"


def test_staff_get_no_code_but_a_word_about_their_password(client: Client, editor: User) -> None:
    ask_for_code(client, editor.email)
    text = last_mail(editor.email)
    assert "/account/login/password/" in text
    assert not re.search(r"\d{6}", text)


def test_staff_who_asked_for_a_code_can_still_choose_the_password(client: Client, editor: User) -> None:
    ask_for_code(client, editor.email)
    assert client.get("/account/login/password/").status_code == 200


def test_someone_who_became_staff_in_the_meantime_does_not_get_in_by_code(
    client: Client, supporter: User, make_staff: Callable[..., User]
) -> None:
    ask_for_code(client, supporter.email)
    code = code_in(last_mail(supporter.email))
    supporter.groups.set(make_staff("editor").groups.all())
    response = client.post("/account/login/code/", {"code": code})
    assert response["Location"] == "/account/login/password/"
    assert "_auth_user_id" not in client.session


def test_the_password_page_does_not_let_supporters_set_one(client: Client, supporter: User) -> None:
    client.post("/account/password/forgotten/", {"email": supporter.email})
    text = last_mail(supporter.email)
    assert "/password/new/" not in text
    assert "/account/login/" in text


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: Client, supporter: User, following: str) -> None:
    ask_for_code(client, supporter.email, next=following)
    response = client.post(
        "/account/login/code/", {"code": code_in(last_mail(supporter.email)), "next": following}
    )
    assert response["Location"] == "/account/"


def test_another_allowed_host_is_another_site_too(
    client: Client, supporter: User, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    ask_for_code(client, supporter.email)
    code = code_in(last_mail(supporter.email))
    response = client.post("/account/login/code/", {"code": code, "next": "http://other.example/"})
    assert response["Location"] == "/account/"


def test_people_go_on_to_the_page_that_they_wanted(client: Client, supporter: User) -> None:
    ask_for_code(client, supporter.email, next="/somewhere/")
    code = code_in(last_mail(supporter.email))
    response = client.post("/account/login/code/", {"code": code, "next": "/somewhere/"})
    assert response["Location"] == "/somewhere/"
