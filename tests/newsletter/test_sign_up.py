"""The sign-up page, and the small form that stands on stored pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from site_core.guard.forms import TRAP
from site_core.mail.models import OutboxMessage
from site_core.newsletter import views, wording
from site_core.newsletter.models import Consent, NewsletterSettings, Subscriber
from tests.newsletter.conftest import ANN, Person, after, mails_to
from tests.support.html import Document, text_of

pytestmark = pytest.mark.django_db

PATH = "/newsletter/"
CHECK_MAIL = "/newsletter/check-your-mail/"


def fields_of(page: str, css_class: str) -> dict[str, str]:
    """The hidden fields of a form with this class, as a browser would send them."""
    form = next(form for form in Document(page).all("form") if form.get("class") == css_class)
    controls = [control for control in form.iter() if control.tag == "input"]
    return {c.get("name", ""): c.get("value", "") for c in controls if c.get("type") in ("hidden", "text")}


def full(client: Client, **typed: str) -> Any:
    """Fill in the full form as a person does, who takes more than two seconds."""
    with after(-timedelta(seconds=30)):
        given = fields_of(client.get(PATH).text, "form")
    return client.post(PATH, given | {"email": ANN, "first_name": "Ann", "consent": "on"} | typed)


def small(client: Client, **typed: str) -> Any:
    """Send the small form as it stands at the foot of a page."""
    page = client.get("/account/login/").text
    return client.post(PATH, fields_of(page, "newsletter-form") | {"email": ANN} | typed)


def test_the_box_is_not_ticked_and_stands_beside_the_settings_words(client: Client) -> None:
    NewsletterSettings.objects.create(consent_wording="Yes, send me Harbour Letters.", name="Harbour Letters")
    page = Document(client.get(PATH).text)
    box = page.one("input", name="consent")
    assert box is not None
    assert box.get("checked") is None
    assert "Yes, send me Harbour Letters." in [text_of(label) for label in page.all("label")]
    assert page.problems() == []
    assert "Harbour Letters" in page.title


def test_the_form_sets_no_cookie_and_is_not_stored(client: Client) -> None:
    answer = client.get(PATH)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "csrfmiddlewaretoken" not in answer.text
    assert "Cookie" not in answer.get("Vary", "")


def test_the_full_form_signs_up_and_the_record_has_its_words(client: Client) -> None:
    answer = full(client)
    assert (answer.status_code, answer["Location"]) == (302, CHECK_MAIL)
    consent = Consent.objects.get()
    assert consent.wording == wording.current().consent
    assert consent.source == "newsletter page"
    assert consent.subscriber.first_name == "Ann"
    assert len(mails_to(ANN, "confirm")) == 1


def test_the_name_may_be_left_out(client: Client) -> None:
    assert full(client, first_name="").status_code == 302
    assert Subscriber.objects.get().first_name == ""


@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ({"email": ""}, "email", "Write your e-mail address."),
        ({"email": "ann@"}, "email", "such as ann@example.org"),
        ({"email": "a" * 250 + "@example.org"}, "email", "at most 254"),
        ({"email": "ann@example.org\x00"}, "email", "Null characters"),
        ({"first_name": "A" * 61}, "first_name", "at most 60"),
        ({"consent": ""}, "consent", "Tick this box if you want the newsletter"),
    ],
)
def test_each_mistake_is_said_at_its_field_and_what_was_typed_is_kept(
    client: Client, typed: dict[str, str], name: str, words: str
) -> None:
    answer = full(client, **typed)
    assert answer.status_code == 200
    page = Document(answer.text)
    control = page.one("input", name=name)
    assert control is not None
    assert control.get("aria-invalid") == "true"
    described = (control.get("aria-describedby") or "").split()
    said = [
        text_of(e)
        for e in page.root.iter()
        if e.get("id") in described or "field__error" in e.get("class", "")
    ]
    assert any(words in text for text in said), said
    kept = page.one("input", name="first_name" if name != "first_name" else "email")
    assert kept is not None
    assert kept.get("value") in ("Ann", ANN)
    # What nobody can type is no letter in HTML either.
    assert page.problems() == [] or "\x00" in "".join(typed.values())
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("way", [full, small])
def test_the_answer_never_tells_whether_an_address_is_known(client: Client, person: Person, way: Any) -> None:
    person()
    known, unknown = way(client), way(client, email="new@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    assert ANN not in client.get(CHECK_MAIL).text


def test_a_small_form_signs_up_in_one_step_with_its_own_words(client: Client) -> None:
    answer = small(client)
    assert (answer.status_code, answer["Location"]) == (302, CHECK_MAIL)
    consent = Consent.objects.get()
    assert consent.wording == wording.current().short_consent
    assert consent.source == "footer"


def test_a_small_form_with_a_mistake_leads_to_the_full_one_filled_in(client: Client) -> None:
    answer = small(client, email="ann@")
    page = Document(answer.text)
    field, box, source = (page.one("input", name=name) for name in ("email", "consent", "source"))
    assert field is not None
    assert (field.get("value"), field.get("aria-invalid")) == ("ann@", "true")
    assert box is not None
    assert (box.get("checked"), box.get("aria-invalid")) == (None, None)
    assert source is not None
    assert source.get("value") == "footer"
    assert page.problems() == []
    assert not Subscriber.objects.exists()


def test_the_full_form_remembers_where_the_person_began(client: Client) -> None:
    with after(-timedelta(seconds=30)):
        page = small(client, email="ann@").text
    given = fields_of(page, "form") | {"email": ANN, "consent": "on"}
    assert client.post(PATH, given).status_code == 302
    assert Consent.objects.get().source == "footer"


@pytest.mark.django_db(transaction=True)
def test_words_that_changed_since_the_page_was_stored_are_shown_first(client: Client) -> None:
    given = fields_of(client.get("/account/login/").text, "newsletter-form") | {"email": ANN}
    NewsletterSettings.objects.create(short_wording="We will write every day.")
    answer = client.post(PATH, given)
    assert answer.status_code == 200
    assert "One more step" in answer.text
    assert f'value="{ANN}"' in answer.text
    assert not Subscriber.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_words_that_changed_while_the_form_was_open_are_shown_first(client: Client) -> None:
    with after(-timedelta(seconds=30)):
        given = fields_of(client.get(PATH).text, "form") | {"email": ANN, "consent": "on"}
    NewsletterSettings.objects.create(consent_wording="Yes, every day.")
    answer = client.post(PATH, given)
    assert "One more step" in answer.text
    assert "Yes, every day." in answer.text
    assert "checked" not in answer.text
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("way", [full, small])
def test_what_looks_like_a_program_is_asked_once_more_and_nothing_is_lost(client: Client, way: Any) -> None:
    answer = way(client, **{TRAP: "https://spam.example"})
    assert answer.status_code == 200
    assert f'value="{ANN}"' in answer.text
    assert "spam.example" not in answer.text
    assert not OutboxMessage.objects.exists()


def test_a_form_sent_at_once_is_asked_once_more(client: Client) -> None:
    given = fields_of(client.get(PATH).text, "form") | {"email": ANN, "consent": "on"}
    answer = client.post(PATH, given)
    assert "once more" in answer.text
    assert "checked" in answer.text
    with after(timedelta(seconds=3)):
        assert client.post(PATH, given).status_code == 302


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_strangers_page_cannot_sign_anybody_up(client: Client, headers: dict[str, str]) -> None:
    assert client.post(PATH, {"email": ANN}, headers=headers).status_code == 403
    assert not Subscriber.objects.exists()


def test_one_neighbourhood_signs_up_so_many_in_an_hour(client: Client) -> None:
    for number in range(views.SIGN_UPS_AN_HOUR.limit):
        assert full(client, email=f"ann{number}@example.org").status_code == 302
    answer = full(client)
    assert answer.status_code == 200
    assert "wait an hour" in answer.text
    assert f'value="{ANN}"' in answer.text
    assert small(client).status_code == 200
    assert not Subscriber.objects.filter(email=ANN).exists()


def test_in_a_flood_small_forms_lead_to_the_full_one(client: Client) -> None:
    for _ in range(views.SMALL_FORMS_AN_HOUR.limit):
        views.SMALL_FORMS_AN_HOUR.hit("all")
    assert "One more step" in small(client).text
    assert not Subscriber.objects.exists()
    assert full(client).status_code == 302


@pytest.mark.parametrize(
    "given", [{}, {"email": "\x00"}, {"email": "ä" * 10_000}, {"source": "x" * 5000, "email": ANN}]
)
def test_odd_posts_are_no_server_error(client: Client, given: dict[str, str]) -> None:
    assert client.post(PATH, given).status_code == 200
    assert not Subscriber.objects.exists()


def test_a_closed_newsletter_has_no_forms_and_takes_none(client: Client) -> None:
    NewsletterSettings.objects.create(is_open=False)
    assert "newsletter-form" not in client.get("/account/login/").text
    answer = client.get(PATH)
    assert answer.status_code == 200
    assert Document(answer.text).one("input", name="email") is None
    client.post(PATH, {"email": ANN, "wording": wording.current().short_version})
    assert not Subscriber.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_form_leaves_the_foot_of_pages_when_the_setting_says_so(client: Client) -> None:
    assert "newsletter-form" in client.get("/account/login/").text
    NewsletterSettings.objects.create(in_footer=False)
    assert "newsletter-form" not in client.get("/account/login/").text
    assert client.get(PATH).status_code == 200


def test_the_sign_up_page_has_one_form(client: Client) -> None:
    assert "newsletter-form" not in client.get(PATH).text


def test_the_words_cost_stored_pages_no_query(client: Client, django_assert_num_queries: Any) -> None:
    wording.current()
    with django_assert_num_queries(0):
        wording.current()


def test_reading_writes_nothing(client: Client) -> None:
    for path in (PATH, CHECK_MAIL, "/newsletter/welcome/"):
        assert client.get(path).status_code == 200
    assert not NewsletterSettings.objects.exists()
