"""What the room registers with others, its settings' checks, and its templates' manners."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest
from pytest_django import Settings

from site_core.jobs.registry import jobs
from site_core.mail import checks, identity, tasks
from site_core.mail.identity import MailIdentity
from site_core.mail.models import OutboxMessage, State
from site_core.mail.rendering import compose
from tests.mail.conftest import Queue

MAILS = Path(__file__).resolve().parent.parent.parent / "templates" / "mail"
NAMES = sorted(
    str(path.relative_to(MAILS)).removesuffix(".subject.txt") for path in MAILS.rglob("*.subject.txt")
)


def test_the_scheduler_delivers_and_sweeps() -> None:
    found = {job.key: (job.task, job.every) for job in jobs() if job.key.startswith("mail.")}
    assert found == {
        "mail.deliver_due": (tasks.deliver_due, timedelta(seconds=20)),
        "mail.sweep_claims": (tasks.sweep_claims, timedelta(minutes=5)),
    }


@pytest.mark.django_db
def test_a_long_queue_is_worked_off_in_batches(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "BATCH", 2)
    for _ in range(5):
        queue()
    tasks.deliver_due.call()
    assert not OutboxMessage.objects.exclude(state=State.SENT).exists()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"MAIL_TRANSPORT": "pigeon"}, "mail.E001"),
        ({"DEFAULT_FROM_EMAIL": "the charity"}, "mail.E002"),
        ({"EMAIL_USE_TLS": True, "EMAIL_USE_SSL": True}, "mail.E003"),
    ],
)
def test_settings_that_cannot_work_are_named(
    settings: Settings, change: dict[str, Any], complaint: str
) -> None:
    assert checks.settings_can_work() == []
    for name, value in change.items():
        setattr(settings, name, value)
    assert [problem.id for problem in checks.settings_can_work()] == [complaint]


def test_a_public_site_is_warned_when_its_mail_stays_at_home(settings: Settings) -> None:
    assert [problem.id for problem in checks.mail_leaves_the_site()] == ["mail.W001", "mail.W002"]
    settings.MAIL_TRANSPORT, settings.DEFAULT_FROM_EMAIL = "smtp", "website@charity.org.uk"
    assert checks.mail_leaves_the_site() == []


def test_words_on_the_charitys_colour_can_be_read() -> None:
    def words_on(accent: str) -> str:
        return MailIdentity(name="", site_url="", accent=accent).on_accent

    assert words_on("#ffc22e") == identity.INK
    assert words_on("#0b2a69") == identity.PAPER


def test_paths_become_whole_addresses() -> None:
    charity = MailIdentity(name="", site_url="https://hope.example/")
    assert charity.absolute("/contact/") == "https://hope.example/contact/"


def test_the_provider_that_came_last_answers(charity: MailIdentity) -> None:
    assert identity.current() == charity
    other = MailIdentity(name="Other", site_url="https://other.example")
    identity.register(lambda: other)
    assert identity.current() == other


def test_every_mail_has_its_three_parts() -> None:
    assert {"contact_notice", "contact_copy"} <= set(NAMES)
    for name in NAMES:
        assert (MAILS / f"{name}.txt").is_file(), name
        assert (MAILS / f"{name}.html").is_file(), name


@pytest.mark.parametrize("name", ["contact_notice", "contact_copy"])
def test_a_mail_is_valid_asks_nobody_for_anything_and_can_be_read_aloud(
    name: str, answers: dict[str, Any]
) -> None:
    message = compose(name, ["a@example.org"], answers)
    html = str(message.alternatives[0][0])
    html5lib.HTMLParser(strict=True).parse(html)
    assert '<html lang="en-GB"' in html
    assert html.count("<h1") == 1
    assert len(html.encode()) < 100_000  # Gmail cuts off what is above 102 kB
    # No picture, font or style sheet is loaded.
    assert not re.search(r"<(img|link|script)\b|url\(|@import", html)
    layout = re.findall(r"<table\b[^>]*>", html)
    facts = [table for table in layout if 'role="presentation"' not in table]
    assert len(layout) > len(facts) == 1
    assert 'scope="row"' in html


def test_a_charitys_own_logo_stands_for_its_name(
    monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any]
) -> None:
    own = MailIdentity(name="Hope", site_url="https://hope.example", logo_url="https://hope.example/l.png")
    monkeypatch.setattr(identity, "_providers", [lambda: own])
    html = str(compose("contact_copy", ["a@example.org"], answers).alternatives[0][0])
    assert re.search(r'<img src="https://hope.example/l.png"\s+alt="Hope"', html)


def test_a_notice_without_an_address_says_that_it_cannot_be_answered(answers: dict[str, Any]) -> None:
    answers["sender_email"] = ""
    message = compose("contact_notice", ["a@example.org"], answers)
    assert "you cannot answer this mail" in message.body
    assert "you cannot answer this mail" in str(message.alternatives[0][0])
