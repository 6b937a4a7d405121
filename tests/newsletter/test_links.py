"""The links in the mails: what scanners, mail programs and people do with them."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from site_core.mail.models import OutboxMessage
from site_core.newsletter import services
from site_core.newsletter.models import Consent, Departure, NewsletterSettings, State, Subscriber
from tests.newsletter.conftest import ANN, WORDING, Person, after, ask, history, link_in, mails_to, state
from tests.support.html import Document, text_of

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def confirm_path() -> str:
    return link_in(mails_to(ANN, "confirm")[-1], "confirm")


def header_path(message: OutboxMessage) -> str:
    """The path in the header that mail programs read."""
    address = message.headers["List-Unsubscribe"].strip()
    assert address.startswith("<http")
    assert address.endswith("/>")
    return "/" + address[1:-1].split("/", 3)[3]


def test_a_scanner_that_opens_the_link_confirms_nothing(client: Client) -> None:
    ask()
    answer = client.get(confirm_path())
    client.head(confirm_path())
    assert state() == State.PENDING
    assert WORDING in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert Document(answer.text).problems() == []


def test_a_persons_button_confirms(client: Client) -> None:
    ask()
    answer = client.post(confirm_path(), follow=True)
    assert answer.redirect_chain == [("/newsletter/welcome/", 302)]
    assert state() == State.CONFIRMED
    assert not answer.cookies


def test_pressing_twice_says_the_same_and_opening_later_says_so(client: Client) -> None:
    ask()
    path = confirm_path()
    assert [client.post(path).status_code for _ in range(2)] == [302, 302]
    page = client.get(path).text
    assert "You are on the list" in page
    assert Document(page).one("form", method="post") is None


def test_a_strangers_page_cannot_press_the_button(client: Client) -> None:
    ask()
    assert client.post(confirm_path(), headers={"Origin": "https://evil.example"}).status_code == 403
    assert state() == State.PENDING


def test_an_old_link_sends_people_back_to_the_form_and_a_new_one_works(client: Client) -> None:
    ask()
    old = confirm_path()
    with after(services.CONFIRM_WITHIN + timedelta(minutes=1)):
        answer = client.post(old)
        assert answer.status_code == 410
        assert 'href="/newsletter/"' in answer.text
        ask()
        assert client.post(confirm_path()).status_code == 302
    assert state() == State.CONFIRMED


@pytest.mark.parametrize("token", ["x", "WzEsIiJd~1tdq~abc", "%00", "a" * 2000])
def test_a_made_up_token_is_no_link(client: Client, token: str) -> None:
    assert client.get(f"/newsletter/confirm/{token}/").status_code == 404


def test_a_link_to_a_deleted_sign_up_says_so(client: Client) -> None:
    ask()
    path = confirm_path()
    Subscriber.objects.all().delete()
    assert "does not work" in client.get(path).text
    assert client.post(path).status_code == 410


def test_mails_of_the_list_carry_the_headers_of_rfc_8058(person: Person) -> None:
    person()
    ask()
    for template in ("welcome", "already"):
        (message,) = mails_to(ANN, template)
        assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        path = header_path(message)
        assert path == f"/newsletter/unsubscribe/{Subscriber.objects.get().key}/"
        for body in (message.text, message.html):
            assert path in body


def test_the_question_is_no_newsletter_and_has_no_such_header() -> None:
    ask()
    assert "List-Unsubscribe" not in mails_to(ANN)[0].headers


def test_a_mail_program_unsubscribes_without_token_origin_or_cookie(person: Person) -> None:
    person()
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = strict.post(header_path(mails_to(ANN, "welcome")[0]), ONE_CLICK)
        # No redirect: RFC 8058, 3.1.
        assert answer.status_code == 200
        assert not answer.cookies
    assert state() == State.UNSUBSCRIBED
    assert history()[-1] == ("withdrawn", "one_click")
    assert [event for event, _ in history()].count("withdrawn") == 1


def test_a_mail_program_may_send_its_answer_in_parts(person: Person, client: Client) -> None:
    key = person().key
    boundary = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    client.generic("POST", f"/newsletter/unsubscribe/{key}/", boundary, "multipart/form-data; boundary=x")
    assert history()[-1] == ("withdrawn", "one_click")


def test_a_scanner_that_opens_the_link_unsubscribes_nobody(person: Person, client: Client) -> None:
    path = f"/newsletter/unsubscribe/{person().key}/"
    page = Document(client.get(path).text)
    client.head(path)
    assert state() == State.CONFIRMED
    form = page.one("form", method="post")
    assert form is not None
    assert [text_of(button) for button in form.iter("button")] == ["Stop the newsletter"]
    assert not [control for control in form.iter("input") if control.get("type") != "hidden"]
    assert page.problems() == []


def test_a_person_unsubscribes_by_the_page_with_one_click(person: Person, client: Client) -> None:
    path = f"/newsletter/unsubscribe/{person().key}/"
    answer = client.post(path)
    assert "You are off the list" in answer.text
    assert Document(answer.text).problems() == []
    assert history()[-1] == ("withdrawn", "mailed_link")
    again = client.get(path)
    assert "There is nothing left to do" in again.text
    assert "/newsletter/" in again.text


def test_the_link_never_expires(person: Person, client: Client) -> None:
    path = f"/newsletter/unsubscribe/{person().key}/"
    with after(timedelta(days=3650)):
        client.post(path)
    assert state() == State.UNSUBSCRIBED


def test_the_link_outlives_a_change_of_the_secret_key(
    person: Person, client: Client, settings: Settings
) -> None:
    path = f"/newsletter/unsubscribe/{person().key}/"
    settings.SECRET_KEY = "another" * 10
    client.post(path)
    assert state() == State.UNSUBSCRIBED


def test_the_link_works_while_nobody_can_sign_up(person: Person, client: Client) -> None:
    NewsletterSettings.objects.create(is_open=False)
    client.post(f"/newsletter/unsubscribe/{person().key}/")
    assert state() == State.UNSUBSCRIBED


def test_a_key_that_nobody_has_any_more_is_answered_alike(person: Person, client: Client) -> None:
    subscriber = person()
    path = f"/newsletter/unsubscribe/{subscriber.key}/"
    subscriber.delete()
    assert client.post(path, ONE_CLICK).status_code == 200
    assert "not on our list" in client.get(path).text


def test_a_link_that_was_cut_says_so(client: Client) -> None:
    answer = client.get("/newsletter/unsubscribe/abc/")
    assert answer.status_code == 404
    assert "whole link" in answer.text


def test_people_may_say_why_without_their_name(person: Person, client: Client) -> None:
    path = f"/newsletter/unsubscribe/{person().key}/"
    client.post(path)
    for _ in range(2):
        assert "Thank you" in client.post(f"{path}why/", {"reason": "too_many"}).text
    departure = Departure.objects.get()
    assert departure.reason == "too_many"
    assert {field.name for field in Departure._meta.get_fields()} == {"id", "reason", "on"}


def test_no_answer_is_a_mistake_at_its_field(person: Person, client: Client) -> None:
    path = f"/newsletter/unsubscribe/{person().key}/why/"
    client.post(path.removesuffix("why/"))
    answer = client.post(path, {})
    assert "Choose one of the answers" in answer.text
    assert Document(answer.text).problems() == []
    assert not Departure.objects.exists()


def test_only_those_who_left_are_counted(person: Person, client: Client) -> None:
    path = f"/newsletter/unsubscribe/{person().key}/why/"
    client.post(path, {"reason": "too_many"})
    client.post(f"/newsletter/unsubscribe/{'x' * 32}/why/", {"reason": "too_many"})
    assert not Departure.objects.exists()


def test_the_mails_say_what_they_are_and_show_no_markup_of_strangers(client: Client) -> None:
    NewsletterSettings.objects.create(
        name="Harbour <Letters>", welcome_text="Hello there.\n\nSee you.", reply_to="letters@example.org"
    )
    services.confirm(ask(name="<b>Ann</b>").pk)
    confirm, welcome = mails_to(ANN)
    assert confirm.subject == "Please confirm: Harbour <Letters>"
    assert welcome.reply_to == "letters@example.org"
    assert "<p>Hello there.</p>" in welcome.html
    assert "Hello there.\n\nSee you." in welcome.text
    for message in (confirm, welcome):
        assert "<b>Ann" not in message.html
        assert "Harbour &lt;Letters&gt;" in message.html
        assert "Harbour <Letters>" in message.text
        # RFC 3834: no answering machine need answer.
        assert message.headers["Auto-Submitted"] == "auto-generated"


def test_addresses_of_pages_hold_no_personal_data(person: Person, client: Client) -> None:
    person()
    ask("bob@example.org")
    for message in OutboxMessage.objects.all():
        assert "ann" not in "".join(part for part in message.text.split() if "/newsletter/" in part).lower()
    assert Consent.objects.count() == 3
