"""The newsletter in the admin: who may do what, and how it looks with ten thousand people."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from site_core.accounts import roles
from site_core.accounts.models import RoleGroup, User
from site_core.mail import services as mail
from site_core.newsletter import services
from site_core.newsletter.models import Departure, State, Subscriber, Transfer
from tests.newsletter.conftest import ANN, WORDING, Person, Staff, ask, history, state

pytestmark = pytest.mark.django_db

LIST = "subscriber:index"
ADDRESSES = ["subscriber:index", "transfer:index", "transfer:take_out", "transfer:put_in"]
RIGHTS = {
    "subscriber:index": "view_subscriber",
    "subscriber:inspect": "view_subscriber",
    "subscriber:unsubscribe": "unsubscribe_subscriber",
    "subscriber:bounced": "unsubscribe_subscriber",
    "subscriber:erase": "erase_subscriber",
    "transfer:take_out": "export_subscriber",
    "transfer:put_in": "import_subscriber",
}


def address(name: str, person: Subscriber) -> str:
    one = name.startswith("subscriber:") and name != LIST
    return reverse(name, args=[person.pk] if one else [])


@pytest.mark.parametrize("name", RIGHTS)
def test_each_page_is_for_those_with_its_own_right(person: Person, staff: Staff, name: str) -> None:
    someone = person()
    others = set(RIGHTS.values()) - {RIGHTS[name]}
    assert staff(RIGHTS[name]).get(address(name, someone)).status_code == 200
    refused = staff(*others)
    for answer in (refused.get(address(name, someone)), refused.post(address(name, someone))):
        assert answer.status_code in (302, 405)
    assert state() == State.CONFIRMED


@pytest.mark.both
def test_roles_that_run_the_newsletter_have_the_rights_and_editors_do_not() -> None:
    def rights(role: str) -> set[str]:
        group = RoleGroup.objects.get(role=role).group
        assert group is not None
        return set(
            group.permissions.filter(content_type__app_label="newsletter").values_list("codename", flat=True)
        )

    everything = {name.partition(".")[2] for name in roles.RUN_NEWSLETTER}
    assert everything == {*RIGHTS.values(), "change_newslettersettings"}
    assert rights("fundraising") == everything
    assert rights("administrator") == everything
    for role in set(roles.ROLES) - {"fundraising", "administrator"}:
        assert rights(role) == set(), role


def test_the_menu_shows_the_newsletter_only_to_them(staff: Staff) -> None:
    home = reverse("wagtailadmin_home")
    assert reverse(LIST) in staff("view_subscriber").get(home).text
    assert reverse("transfer:index") in staff("export_subscriber").get(home).text
    nobody = staff().get(home).text
    assert reverse(LIST) not in nobody
    assert reverse("transfer:index") not in nobody


def test_the_list_counts_filters_and_searches(person: Person, staff: Staff) -> None:
    person()
    person("left@example.org", unsubscribed=True, source="shop")
    ask("waits@example.com", "Wilma")
    Departure.objects.create(reason="too_many")
    client = staff("view_subscriber")
    page = client.get(reverse(LIST))
    words = " ".join(page.text.split())
    assert "<strong>1</strong> not confirmed yet" in words
    assert "<strong>0</strong> held back" in words
    assert "There were too many e-mails (1)" in words

    def found(**query: str) -> set[str]:
        listed = client.get(reverse(LIST), query).context["object_list"]
        return {subscriber.email for subscriber in listed}

    assert found() == {ANN, "left@example.org", "waits@example.com"}
    assert found(q="WAITS@") == {"waits@example.com"}
    assert found(q="wilma") == {"waits@example.com"}
    assert found(state="unsubscribed") == {"left@example.org"}
    assert found(source="shop") == {"left@example.org"}
    assert found(created_at_from="2100-01-01") == set()
    assert found(q="=1+1'\"") == set()


def test_one_persons_page_has_the_history_of_consent(person: Person, staff: Staff) -> None:
    someone = person(source="footer", unsubscribed=True)
    page = staff("view_subscriber").get(reverse("subscriber:inspect", args=[someone.pk])).text
    for words in (WORDING, "Signed up", "Confirmed", "Unsubscribed", "The link in our e-mail", "footer"):
        assert words in page


def test_buttons_are_those_that_somebody_may_press_and_that_make_sense(person: Person, staff: Staff) -> None:
    someone = person()
    page = reverse("subscriber:inspect", args=[someone.pk])
    assert reverse("subscriber:erase", args=[someone.pk]) not in staff("view_subscriber").get(page).text
    chief = staff("view_subscriber", "unsubscribe_subscriber", "erase_subscriber")
    text = chief.get(page).text
    for name in ("unsubscribe", "bounced", "erase"):
        assert reverse(f"subscriber:{name}", args=[someone.pk]) in text
    Subscriber.objects.update(state=State.UNSUBSCRIBED)
    text = chief.get(page).text
    assert reverse("subscriber:unsubscribe", args=[someone.pk]) not in text
    assert reverse("subscriber:erase", args=[someone.pk]) in text


def test_staff_unsubscribe_by_post_only_and_once(person: Person, staff: Staff) -> None:
    path = reverse("subscriber:unsubscribe", args=[person().pk])
    client = staff("view_subscriber", "unsubscribe_subscriber")
    client.get(path)
    assert state() == State.CONFIRMED
    assert "They are off the list." in client.post(path, follow=True).text
    assert state() == State.UNSUBSCRIBED
    assert history()[-1] == ("withdrawn", "staff")
    assert "somebody was quicker" in client.post(path, follow=True).text


def test_staff_hold_a_bouncing_address_back(person: Person, staff: Staff) -> None:
    path = reverse("subscriber:bounced", args=[person().pk])
    staff("view_subscriber", "unsubscribe_subscriber").post(path)
    assert state() == State.SUPPRESSED
    assert mail.is_suppressed(ANN)
    assert history()[-1] == ("held_back", "staff")
    assert len(history()) == 3


def test_staff_erase_a_person_and_the_log_names_nobody(
    person: Person, staff: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    path = reverse("subscriber:erase", args=[person().pk])
    with caplog.at_level("INFO", logger="site_core.newsletter.audit"):
        staff("view_subscriber", "erase_subscriber").post(path)
    assert not Subscriber.objects.exists()
    assert history() == []
    assert "Erase" in caplog.text
    assert ANN not in caplog.text


def test_nobody_types_a_subscriber_in_or_changes_one(person: Person) -> None:
    someone = person()
    client = Client()
    client.force_login(User.objects.create(email="chief@example.org", is_superuser=True))
    assert client.get(reverse(LIST)).status_code == 200
    for action in ("new/", f"edit/{someone.pk}/", f"delete/{someone.pk}/", f"copy/{someone.pk}/"):
        assert client.get(f"/admin/newsletter/subscribers/{action}").status_code == 404


def test_a_list_is_downloaded_by_post_and_written_down(person: Person, staff: Staff) -> None:
    person()
    client = staff("export_subscriber")
    path = reverse("transfer:take_out")
    assert "Nothing was handed over yet." in client.get(path).text
    assert not Transfer.objects.exists()
    answer: Any = client.post(path, {"kind": "hand_over"})
    assert answer.streaming
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    text = answer.getvalue().decode("utf-8-sig")
    assert [row["Email Address"] for row in csv.DictReader(io.StringIO(text))] == [ANN]
    user = User.objects.get(email__startswith="staff")
    assert (Transfer.objects.get().user, Transfer.objects.get().kind) == (user, "hand_over")
    listed = client.get(reverse("transfer:index")).text
    assert user.email in listed or str(user) in listed
    assert "everybody who is confirmed" in listed
    assert "Last hand-over" in client.get(path).text


def test_a_list_that_is_no_choice_is_refused(staff: Staff) -> None:
    answer = staff("export_subscriber").post(reverse("transfer:take_out"), {"kind": "bounced"})
    assert answer.status_code == 200
    assert not Transfer.objects.exists()


def test_the_list_itself_exports_nothing(person: Person, staff: Staff) -> None:
    person()
    for kind in ("csv", "xlsx"):
        answer: Any = staff("view_subscriber").get(reverse(LIST), {"export": kind})
        content = answer.getvalue() if answer.streaming else answer.content
        assert ANN.encode() not in content or b"<html" in content


def test_a_providers_list_is_put_in_and_reported(person: Person, staff: Staff) -> None:
    person()
    client = staff("import_subscriber")
    content = f"Email Address\n{ANN}\nnobody@example.org\n<b>no</b>\n".encode()
    upload = SimpleUploadedFile("list.csv", content)
    answer = client.post(reverse("transfer:put_in"), {"kind": "unsubscribed", "file": upload})
    words = " ".join(answer.text.split())
    assert "Taken off the list: <strong>1</strong>" in words
    assert "Not on our list, and not added: <strong>1</strong>" in words
    assert "Lines that could not be read: <strong>1</strong>" in words
    assert "&lt;b&gt;no&lt;/b&gt;" in words
    assert state() == State.UNSUBSCRIBED


def test_a_list_that_was_put_in_only_in_part_says_so(
    person: Person, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any) -> bool:
        raise DatabaseError

    person()
    client = staff("import_subscriber")
    monkeypatch.setattr(services, "unsubscribe_address", fails)
    upload = SimpleUploadedFile("list.csv", f"Email Address\n{ANN}\n".encode())
    words = client.post(reverse("transfer:put_in"), {"kind": "unsubscribed", "file": upload}).text
    assert "nothing was done about 1 address." in words
    assert "Put the same file in again." in words


def test_a_bad_file_is_a_mistake_at_its_field(person: Person, staff: Staff) -> None:
    person()
    client = staff("import_subscriber")
    upload = SimpleUploadedFile("list.xlsx", b"PK\x03\x04")
    answer = client.post(reverse("transfer:put_in"), {"kind": "unsubscribed", "file": upload})
    assert "no CSV file" in answer.text
    assert "Choose the file." in client.post(reverse("transfer:put_in"), {"kind": "bounced"}).text
    assert state() == State.CONFIRMED
    assert not Transfer.objects.exists()


def test_the_settings_are_changed_by_those_who_may(staff: Staff) -> None:
    path = reverse("wagtailsettings:edit", args=["newsletter", "newslettersettings"])
    client = staff("change_newslettersettings")
    assert client.get(path, follow=True).status_code == 200
    assert staff("view_subscriber").get(path).status_code == 302


def test_ten_thousand_subscribers_ask_no_more_than_ten(staff: Staff) -> None:
    client = staff("view_subscriber", "erase_subscriber", "unsubscribe_subscriber")

    def queries(query: dict[str, str]) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(LIST), query).status_code == 200
        return len(asked)

    def fill(first: int, last: int) -> None:
        Subscriber.objects.bulk_create(
            Subscriber(email=f"p{n}@example.org", source=f"page {n % 7}", state=State.values[n % 4])
            for n in range(first, last)
        )

    fill(0, 10)
    queries({})
    looks: list[dict[str, str]] = [{}, {"q": "p5"}, {"state": "confirmed"}, {"p": "2"}]
    few = [queries(look) for look in looks[:3]]
    fill(10, 10_000)
    many = [queries(look) for look in looks]
    assert many[:3] <= few
    assert max(many) <= max(few) + 1


def test_roles_can_be_given_the_permissions() -> None:
    from wagtail.users.forms import GroupForm

    offered = {permission.codename for permission in GroupForm().registered_permissions}
    assert set(RIGHTS.values()) <= offered
    assert not {"add_subscriber", "change_subscriber", "delete_subscriber"} & offered
