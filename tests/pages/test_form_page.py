"""A form that an editor builds: asked, answered, mailed, listed, exported, deleted in time."""

import csv
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from site_core.accounts.models import User
from site_core.guard.forms import TRAP
from site_core.guard.limits import Limit
from site_core.mail.models import OutboxMessage
from site_core.pages.models import FormAnswer, FormPage, FormPageField, HomePage
from site_core.privacy.services import export_for
from site_core.privacy.tasks import apply_retention

HERE = {"Origin": "http://testserver"}


@pytest.fixture
def contact(home: HomePage) -> FormPage:
    page = FormPage(
        title="Contact us",
        slug="contact",
        consent_text="You may use my details to answer me.",
        notify_addresses="office@example.org, desk@example.org",
        copy_to_sender=True,
        keep_days=30,
    )
    home.add_child(instance=page)
    for order, (label, kind) in enumerate(
        [("Your name", "singleline"), ("Your e-mail", "email"), ("Message", "multiline")]
    ):
        FormPageField.objects.create(page=page, sort_order=order, label=label, field_type=kind)
    return page


def answers(client: Client, **changes: Any) -> dict[str, Any]:
    """What a person sends: the page's own stamp, some seconds old, and words."""
    page = client.get("/contact/").content.decode()
    stamp = re.search(r'name="form_stamp" value="([^"]+)"', page)
    assert stamp
    return {
        "form_stamp": stamp[1],
        "your_name": "Sam Example",
        "your_e_mail": "sam@example.org",
        "message": "Hello there",
        "consent-to-use": "on",
    } | changes


@pytest.fixture(autouse=True)
def nobody_is_too_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_core.guard.forms.GuardedFormMixin.guard_min_age", timedelta(0))


def test_an_answer_is_stored_and_thanked_for(contact: FormPage, client: Client) -> None:
    response = client.post("/contact/", answers(client), headers=HERE, follow=True)
    assert response.redirect_chain == [("/contact/thank-you/", 302)]
    assert "Thank you" in response.content.decode()
    (kept,) = FormAnswer.objects.all()
    assert kept.form_data["message"] == "Hello there"
    assert kept.sender_email == "sam@example.org"
    assert kept.consent_text == "You may use my details to answer me."


def test_staff_get_a_notice_and_the_sender_a_copy(contact: FormPage, client: Client) -> None:
    client.post("/contact/", answers(client), headers=HERE)
    messages = {message.template: message for message in OutboxMessage.objects.all()}
    assert set(messages) == {"contact_notice", "contact_copy"}
    assert "sam@example.org" in str(messages["contact_notice"].reply_to)
    for message in messages.values():
        assert "Hello there" in message.text
        assert "Hello there" in message.html


def test_the_mails_are_part_of_the_answers_transaction(
    contact: FormPage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(limit: Limit, key: str) -> bool:
        """Stand in for the limit of copies, which is asked when the notice to staff is written."""
        if limit.name != "form-copies":
            return True
        assert OutboxMessage.objects.count() == 1
        raise RuntimeError("the copy could not be written")

    monkeypatch.setattr(Limit, "hit", break_down)
    with pytest.raises(RuntimeError):
        client.post("/contact/", answers(client), headers=HERE)
    assert not FormAnswer.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_each_fault_is_said_at_its_field_and_the_words_stay(contact: FormPage, client: Client) -> None:
    data = answers(client, your_e_mail="not an address", message="A long letter", **{"consent-to-use": ""})
    page = client.post("/contact/", data, headers=HERE).content.decode()
    assert "A long letter" in page
    assert 'value="not an address"' in page
    assert page.count('aria-invalid="true"') == 2
    assert re.search(r'<input [^>]*aria-describedby="id_your_e_mail_error" id="id_your_e_mail"', page)
    assert "Please tick this box" in page
    assert not FormAnswer.objects.exists()


def test_a_double_click_stores_and_mails_once(contact: FormPage, client: Client) -> None:
    data = answers(client)
    for _ in range(2):
        assert client.post("/contact/", data, headers=HERE).status_code == 302
    assert FormAnswer.objects.count() == 1
    assert OutboxMessage.objects.count() == 2


def test_a_robots_answer_is_kept_for_staff_and_mails_nobody(contact: FormPage, client: Client) -> None:
    client.post("/contact/", answers(client, **{TRAP: "https://spam.example.org/"}), headers=HERE)
    (kept,) = FormAnswer.objects.all()
    assert kept.suspicion
    assert not OutboxMessage.objects.exists()


def test_an_editors_question_about_a_website_is_no_trap(contact: FormPage, client: Client) -> None:
    field = FormPageField.objects.create(page=contact, sort_order=9, label="Website", field_type="singleline")
    client.post("/contact/", answers(client, **{field.clean_name: "https://example.org/"}), headers=HERE)
    assert FormAnswer.objects.get().suspicion == ""


def test_a_foreign_site_cannot_post(contact: FormPage, client: Client) -> None:
    response = client.post("/contact/", answers(client), HTTP_ORIGIN="https://evil.example.org")
    assert response.status_code == 403
    assert not FormAnswer.objects.exists()


def test_the_form_sets_no_cookie_and_has_no_token(contact: FormPage, client: Client) -> None:
    response = client.get("/contact/")
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "Cookie" not in response.get("Vary", "")


def test_too_many_answers_are_stopped_with_words_and_lose_nothing(contact: FormPage, client: Client) -> None:
    for _ in range(10):
        client.post("/contact/", answers(client), headers=HERE)
    page = client.post("/contact/", answers(client, message="The eleventh"), headers=HERE).content.decode()
    assert "Please wait an hour" in page
    assert "The eleventh" in page
    assert FormAnswer.objects.count() == 10


def test_a_stranger_cannot_be_flooded_with_copies(contact: FormPage, client: Client) -> None:
    for _ in range(5):
        client.post("/contact/", answers(client), headers=HERE)
    assert OutboxMessage.objects.filter(template="contact_copy").count() == 3
    assert OutboxMessage.objects.filter(template="contact_notice").count() == 5


def test_words_with_a_link_are_not_sent_to_an_unproven_address(contact: FormPage, client: Client) -> None:
    client.post("/contact/", answers(client, message="Win at https://prize.example.org/"), headers=HERE)
    assert [message.template for message in OutboxMessage.objects.all()] == ["contact_notice"]


def test_an_editors_question_about_consent_is_not_the_consent(contact: FormPage, client: Client) -> None:
    field = FormPageField.objects.create(
        page=contact, sort_order=9, label="Consent to use", field_type="singleline"
    )
    client.post("/contact/", answers(client, **{field.clean_name: "Of the hall"}), headers=HERE)
    kept = FormAnswer.objects.get()
    assert kept.form_data["consent_to_use"] == "Of the hall"
    assert kept.consent_text


def test_a_fault_that_is_no_second_click_is_not_hidden(
    contact: FormPage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError("something else")

    monkeypatch.setattr("site_core.pages.form_services._queue_mails", refuse)
    with pytest.raises(IntegrityError):
        client.post("/contact/", answers(client), headers=HERE)


def test_without_a_consent_wording_there_is_no_box(contact: FormPage, client: Client) -> None:
    contact.consent_text = ""
    contact.save()
    assert "consent-to-use" not in client.get("/contact/").content.decode()
    data = answers(client)
    del data["consent-to-use"]
    client.post("/contact/", data, headers=HERE)
    assert FormAnswer.objects.get().consent_text == ""


def test_answers_are_listed_and_exported_for_staff(contact: FormPage, client: Client) -> None:
    client.post("/contact/", answers(client), headers=HERE)
    client.force_login(User.objects.create_superuser("boss@example.org", "a long pass phrase"))
    address = f"/admin/forms/submissions/{contact.pk}/"
    assert "Hello there" in client.get(address).content.decode()
    export = b"".join(client.get(f"{address}?export=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "sam@example.org" in export
    assert "You may use my details" in export


def test_an_export_holds_no_formula_of_a_stranger(contact: FormPage, client: Client) -> None:
    formula = '=HYPERLINK("https://evil.example.org/")'
    client.post("/contact/", answers(client, your_name=formula, message="+44 1632 960000"), headers=HERE)
    client.force_login(User.objects.create_superuser("boss@example.org", "a long pass phrase"))
    export = client.get(f"/admin/forms/submissions/{contact.pk}/?export=csv")
    table = b"".join(export.streaming_content).decode()  # type: ignore[attr-defined]
    (row,) = csv.DictReader(table.splitlines())
    assert (row["Your name"], row["Message"]) == (f"'{formula}", "'+44 1632 960000")
    assert row["Your e-mail"] == "sam@example.org"


def test_answers_are_deleted_after_the_editors_period(contact: FormPage, client: Client) -> None:
    client.post("/contact/", answers(client), headers=HERE)
    client.post("/contact/", answers(client, message="Still young"), headers=HERE)
    old = FormAnswer.objects.earliest("pk")
    FormAnswer.objects.filter(pk=old.pk).update(submit_time=timezone.now() - timedelta(days=31))
    apply_retention.enqueue()
    assert [kept.form_data["message"] for kept in FormAnswer.objects.all()] == ["Still young"]


def test_a_person_gets_their_own_answers_exported(contact: FormPage, client: Client) -> None:
    client.post("/contact/", answers(client), headers=HERE)
    other = answers(client, your_e_mail="other@example.org", message="Not mine")
    client.post("/contact/", other, headers=HERE)
    exported = str(export_for("SAM@example.org"))
    assert "Hello there" in exported
    assert "Not mine" not in exported


def test_the_thank_you_page_of_a_draft_is_not_there(contact: FormPage, client: Client) -> None:
    assert client.get("/contact/thank-you/").status_code == 200
    contact.unpublish()
    assert client.get("/contact/thank-you/").status_code == 404


def test_a_choice_is_never_made_for_people(contact: FormPage, client: Client) -> None:
    FormPageField.objects.create(
        page=contact, sort_order=9, label="Topic", field_type="dropdown", choices="Lessons,Money"
    )
    assert '<option value="" selected>Please choose</option>' in client.get("/contact/").content.decode()
    page = client.post("/contact/", answers(client, topic=""), headers=HERE).content.decode()
    assert "Please choose one." in page
    client.post("/contact/", answers(client, topic="Money"), headers=HERE)
    assert FormAnswer.objects.get().form_data["topic"] == "Money"


def test_errors_say_what_to_do_and_the_title_says_that_there_are_some(
    contact: FormPage, client: Client
) -> None:
    page = client.post("/contact/", answers(client, your_name="", your_e_mail="me"), headers=HERE)
    content = page.content.decode()
    assert "Please fill this in." in content
    assert "like name@example.org" in content
    assert re.search(r"<title>\s*Error:", content)
    assert "Error:" not in client.get("/contact/").content.decode()
