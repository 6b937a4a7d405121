"""Lists out and in: columns, formulas, round trip, what changed since, bad files, and nobody added."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from site_core.accounts.models import User
from site_core.mail import services as mail
from site_core.mail.models import Suppression
from site_core.newsletter import exports, imports, services
from site_core.newsletter.models import Consent, State, Subscriber, Transfer
from tests.newsletter.conftest import ANN, WORDING, Person, after, ask, history, state

pytestmark = pytest.mark.django_db

Kind = Transfer.Kind


@pytest.fixture
def worker() -> User:
    return User.objects.create(email="worker@example.org")


def table(kind: Transfer.Kind, by: User) -> list[dict[str, str]]:
    """A list that was taken out, read as a provider reads it."""
    text = "".join(exports.take_out(kind, by).lines())
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def listed(*addresses: str, head: str = "Email Address") -> bytes:
    return "\r\n".join([head, *addresses]).encode()


def test_a_hand_over_has_the_columns_of_a_provider_and_only_who_is_confirmed(
    person: Person, worker: User
) -> None:
    person()
    ask("pending@example.org")
    person("left@example.org", unsubscribed=True)
    person("bounced@example.org")
    mail.suppress("bounced@example.org", Suppression.Reason.BOUNCED)
    person("unnoticed@example.org")
    Suppression.objects.bulk_create([Suppression(email="unnoticed@example.org")])
    (row,) = table(Kind.HAND_OVER, worker)
    assert list(row) == ["Email Address", "First Name", "Status", "Opt-in Time", "Source"]
    assert (row["Email Address"], row["First Name"], row["Status"]) == (ANN, "Ann", "subscribed")
    confirmed = Subscriber.objects.get(email=ANN).confirmed_at
    assert confirmed is not None
    assert row["Opt-in Time"] == confirmed.strftime("%Y-%m-%d %H:%M:%S")


def test_it_is_written_down_who_took_what_out_and_when(person: Person, worker: User) -> None:
    person()
    before = timezone.now()
    exports.take_out(Kind.HAND_OVER, worker)
    transfer = Transfer.objects.get()
    assert (transfer.kind, transfer.user, transfer.rows) == (Kind.HAND_OVER, worker, 1)
    assert before <= transfer.at <= timezone.now()


def test_only_lists_that_go_out_can_be_taken_out(worker: User) -> None:
    with pytest.raises(ValueError, match="no list to take out"):
        exports.take_out(Kind.BOUNCED, worker)
    assert not Transfer.objects.exists()


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_be_taken_for_a_formula(person: Person, worker: User, first: str) -> None:
    person()
    Subscriber.objects.update(first_name=f"{first}cmd|calc", source=f"{first}x")
    for kind in (Kind.HAND_OVER, Kind.EXPORT):
        (row,) = table(kind, worker)
        assert [cell for cell in row.values() if cell.startswith(first)] == []
        assert f"'{first}cmd|calc" in row.values()


def test_the_whole_list_has_everybody_with_their_consent(person: Person, worker: User) -> None:
    person(source="footer")
    ask("pending@example.org")
    rows = {row["E-mail address"]: row for row in table(Kind.EXPORT, worker)}
    assert set(rows) == {ANN, "pending@example.org"}
    assert rows[ANN]["Words agreed to"] == WORDING
    assert rows[ANN]["Version of the words"] == Consent.objects.given().get().wording_version
    assert (rows[ANN]["Lawful basis"], rows[ANN]["Channel"], rows[ANN]["Source"]) == (
        "Consent",
        "E-mail",
        "footer",
    )
    assert rows["pending@example.org"]["Words agreed to"] == ""
    assert rows["pending@example.org"]["State"] == "Not confirmed yet"


def test_the_first_hand_over_of_changes_is_the_whole_list(person: Person, worker: User) -> None:
    person()
    assert [row["Email Address"] for row in table(Kind.CHANGES, worker)] == [ANN]


def test_changes_are_who_came_and_left_since_the_last_hand_over(person: Person, worker: User) -> None:
    for email in (ANN, "stays@example.org", "left@example.org", "bounced@example.org"):
        person(email)
    with after(timedelta(hours=1)):
        table(Kind.HAND_OVER, worker)
    with after(timedelta(hours=2)):
        services.unsubscribe_address("left@example.org", Consent.How.ONE_CLICK)
        mail.suppress("bounced@example.org")
        person("new@example.org")
        ask("never@example.org")
        services.unsubscribe_address("never@example.org", Consent.How.STAFF)
    with after(timedelta(hours=3)):
        rows = {row["Email Address"]: row["Status"] for row in table(Kind.CHANGES, worker)}
    # Somebody who never confirmed is no business of the provider's.
    assert rows == {
        "left@example.org": "unsubscribed",
        "bounced@example.org": "cleaned",
        "new@example.org": "subscribed",
    }
    with after(timedelta(hours=4)):
        assert table(Kind.CHANGES, worker) == []


def test_who_left_and_is_asked_again_is_off_the_providers_list_until_they_confirm(
    person: Person, worker: User
) -> None:
    person()
    with after(timedelta(hours=1)):
        table(Kind.HAND_OVER, worker)
    with after(timedelta(hours=2)):
        services.unsubscribe_address(ANN, Consent.How.ONE_CLICK)
        # By themselves, or by anybody who types their address.
        ask(ANN)
    with after(timedelta(hours=3)):
        rows = {row["Email Address"]: row["Status"] for row in table(Kind.CHANGES, worker)}
    assert rows == {ANN: "unsubscribed"}


def test_an_export_for_ourselves_tells_the_provider_nothing(person: Person, worker: User) -> None:
    person()
    with after(timedelta(hours=1)):
        table(Kind.EXPORT, worker)
        assert [row["Email Address"] for row in table(Kind.CHANGES, worker)] == [ANN]


def test_what_goes_out_can_come_back(person: Person, worker: User) -> None:
    addresses = [ANN, "+plus@example.org", "o'neill@example.org"]
    for address in addresses:
        person(address)
    text = "".join(exports.take_out(Kind.HAND_OVER, worker).lines())
    report = imports.take_in(text.encode(), Kind.UNSUBSCRIBED, worker)
    assert (report.changed, report.unknown, report.rejected) == (3, 0, [])
    assert set(Subscriber.objects.values_list("state", flat=True)) == {State.UNSUBSCRIBED}


def test_a_long_list_is_sent_line_by_line(worker: User, django_assert_max_num_queries: Any) -> None:
    Subscriber.objects.bulk_create(
        Subscriber(email=f"p{number}@example.org", state=State.CONFIRMED, source="x")
        for number in range(1200)
    )
    sheet = exports.take_out(Kind.EXPORT, worker)
    with django_assert_max_num_queries(10):
        assert len(list(sheet.lines())) == 1201


@pytest.mark.parametrize(
    ("kind", "expected", "reason"),
    [
        (Kind.UNSUBSCRIBED, State.UNSUBSCRIBED, ""),
        (Kind.BOUNCED, State.SUPPRESSED, "bounced"),
        (Kind.COMPLAINED, State.SUPPRESSED, "complained"),
    ],
)
def test_a_providers_list_takes_people_off(
    person: Person, worker: User, kind: Transfer.Kind, expected: State, reason: str
) -> None:
    person()
    report = imports.take_in(listed("ANN@example.org", ANN), kind, worker)
    assert (report.changed, report.already) == (1, 0)
    assert state() == expected
    assert history()[-1][1] == "provider"
    assert "".join(Suppression.objects.values_list("reason", flat=True)) == reason
    again = imports.take_in(listed(ANN), kind, worker)
    assert (again.changed, again.already) == (0, 1)
    assert [transfer.rows for transfer in Transfer.objects.filter(kind=kind)] == [1, 1]


@pytest.mark.parametrize("kind", imports.KINDS)
def test_a_list_adds_nobody_and_brings_nobody_back(person: Person, worker: User, kind: Transfer.Kind) -> None:
    person(unsubscribed=True)
    content = listed(f"{ANN},subscribed", "new@example.org,subscribed", head="Email Address,Status")
    report = imports.take_in(content, kind, worker)
    assert (report.changed, report.already, report.unknown) == (0, 1, 1)
    assert state() == State.UNSUBSCRIBED
    assert not Subscriber.objects.filter(email="new@example.org").exists()
    assert not mail.is_suppressed("new@example.org")


def test_lines_that_cannot_be_read_are_reported_with_their_reason(person: Person, worker: User) -> None:
    person()
    content = listed("First,Email Address", "Bob,bob@", ",", f"Ann,{ANN}", "Alone", head="").lstrip()
    report = imports.take_in(content, Kind.UNSUBSCRIBED, worker)
    assert report.changed == 1
    assert [(entry.line, entry.text) for entry in report.rejected] == [(2, "Bob, bob@"), (5, "Alone")]
    assert [entry.reason for entry in report.rejected] == [
        "This is not an e-mail address.",
        "There is no e-mail address on this line.",
    ]
    assert Transfer.objects.get().rejected == 2


@pytest.mark.parametrize(
    "head", ["Email Address", "email", "E-mail", "EMAIL_ADDRESS", "\ufeffE-Mail address"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_column_is_found_by_its_name(person: Person, worker: User, head: str, delimiter: str) -> None:
    person()
    content = f"Name{delimiter}{head.strip()}\nZoë{delimiter}{ANN}\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        report = imports.take_in(content.replace("\ufeff", "").encode(encoding), Kind.UNSUBSCRIBED, worker)
        assert report.changed + report.already == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Name,Town\nAnn,Tarnwick\n", "No column is called"),
        (b"", "No column is called"),
        (b"PK\x03\x04rest of a spreadsheet", "no CSV file"),
        ("Email Address\nann@example.org\n".encode("utf-16"), "no CSV file"),
        (b"Email Address\n\x81\x8d\n", "cannot be read"),
        (b'Email Address\n"' + b"a" * 200_000 + b'"\n', "cannot be read as CSV"),
        (b"Email Address\n" + b"a@b.example\n" * (imports.MAX_ROWS + 1), "20,000 lines"),
        (b"x" * (imports.MAX_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_a_bad_file_says_what_to_do_and_leaves_nothing_behind(
    person: Person, worker: User, content: bytes, words: str
) -> None:
    person()
    with pytest.raises(imports.UnreadableFile, match=words):
        imports.take_in(content, Kind.UNSUBSCRIBED, worker)
    assert state() == State.CONFIRMED
    assert not Transfer.objects.exists()


def test_a_file_whose_end_is_broken_does_nothing_at_all(person: Person, worker: User) -> None:
    person()
    content = listed(ANN, '"' + "a" * 200_000)
    with pytest.raises(imports.UnreadableFile, match="Line"):
        imports.take_in(content, Kind.UNSUBSCRIBED, worker)
    assert state() == State.CONFIRMED


@pytest.mark.both
def test_a_fault_in_the_middle_is_reported_and_the_file_can_be_put_in_again(
    person: Person, worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    emails = [ANN, "bea@example.org", "bob@example.org", "cy@example.org", "dee@example.org"]
    for email in emails:
        person(email)
    content = listed(*emails, "nobody")
    monkeypatch.setattr(imports, "BATCH", 2)
    original = services.unsubscribe_address

    def fails_for_cy(email: str, how: Consent.How) -> bool:
        if email.startswith("cy"):
            raise DatabaseError
        return original(email, how)

    with monkeypatch.context() as broken:
        broken.setattr(services, "unsubscribe_address", fails_for_cy)
        report = imports.take_in(content, Kind.UNSUBSCRIBED, worker)
    # Bob was in one transaction with Cy.
    assert (report.changed, report.already, report.unknown, report.left) == (2, 0, 0, 3)
    assert [state(email) for email in emails] == [State.UNSUBSCRIBED] * 2 + [State.CONFIRMED] * 3
    first = Transfer.objects.get()
    assert (first.rows, first.rejected) == (2, 1)

    report = imports.take_in(content, Kind.UNSUBSCRIBED, worker)
    assert (report.changed, report.already, report.left) == (3, 2, 0)
    assert {state(email) for email in emails} == {State.UNSUBSCRIBED}
    assert [event for event, _ in history()].count("withdrawn") == 1
    assert Transfer.objects.latest("pk").rows == 5


@pytest.mark.django_db(transaction=True)
def test_a_long_file_lets_others_write_in_between(
    person: Person, worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    emails = [f"p{number}@example.org" for number in range(4)]
    Subscriber.objects.bulk_create(
        Subscriber(email=email, state=State.CONFIRMED, source="x") for email in emails
    )
    monkeypatch.setattr(imports, "BATCH", 1)
    commits: list[int] = []
    original = services.unsubscribe_address

    def noted(email: str, how: Consent.How) -> bool:
        transaction.on_commit(lambda: commits.append(Transfer.objects.get().rows))
        return original(email, how)

    monkeypatch.setattr(services, "unsubscribe_address", noted)
    imports.take_in(listed(*emails), Kind.UNSUBSCRIBED, worker)
    assert commits == [1, 2, 3, 4]
