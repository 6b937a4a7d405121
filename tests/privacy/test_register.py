import re
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, load_command_class
from django.test import Client
from django.urls import reverse

from site_core.guard.models import RateCount
from site_core.privacy.entries import as_markdown, entries
from site_core.privacy.registry import CONSENT, Keep, Register, Retention


@pytest.fixture
def register() -> Register:
    register = Register()
    register.declare(
        RateCount,
        purpose="Keep | out",
        lawful_basis=CONSENT,
        fields=("name", "ends_at"),
        subject_email="name",
        retention=Retention(days=30, since="ends_at"),
        erase=Keep(because="the law asks for it"),
    )
    return register


def test_the_register_says_in_words_what_the_declaration_says(register: Register) -> None:
    (entry,) = entries(register)

    assert entry.label == "guard.RateCount"
    assert entry.title == "Rate counts"
    assert entry.fields == "name, ends at"
    assert entry.retention == "deleted 30 days after “ends at”"
    assert entry.erasure == "kept: the law asks for it"


def test_the_markdown_is_one_table_row_a_model(register: Register) -> None:
    head, line, row = as_markdown(entries(register)).splitlines()

    assert head.count("|") == line.count("|") == row.replace("\\|", "").count("|") == 7
    assert "Rate counts (`guard.RateCount`)" in row
    assert "Keep \\| out" in row


def test_the_command_prints_the_sites_register() -> None:
    said = StringIO()

    call_command("privacy_register", stdout=said)

    for label in ("accounts.User", "mail.OutboxMessage", "sessions.Session"):
        assert f"(`{label}`)" in said.getvalue()


def test_the_document_holds_the_sites_register_as_it_is() -> None:
    printed = StringIO()
    call_command("privacy_register", stdout=printed)

    document = (settings.BASE_DIR / "docs" / "data-protection.md").read_text(encoding="utf-8")

    introduction, _, table = document.partition("\n| What |")
    assert f"| What |{table}" == printed.getvalue(), "copy what manage.py privacy_register prints"
    for command in ("privacy_register", "privacy_export", "privacy_erase", "apply_retention"):
        assert f"manage.py {command}" in introduction
        load_command_class("site_core.privacy", command)


@pytest.mark.django_db
def test_staff_find_the_register_among_the_reports(client: Client) -> None:
    boss = get_user_model().objects.create_superuser(email="boss@example.org", password="x")
    client.force_login(boss)

    page = client.get(reverse("privacy_register"))
    html = page.content.decode()

    assert page.status_code == 200
    assert "Let people sign in" in html
    heading = re.findall(r"<h1.*?</h1>", html, re.DOTALL)
    assert len(heading) == 1
    assert "Personal data" in heading[0]
    assert reverse("privacy_register") in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.django_db
def test_strangers_and_supporters_do_not_see_it(client: Client) -> None:
    assert client.get(reverse("privacy_register")).status_code == 302

    supporter = get_user_model().objects.create_user(email="ann@example.org", password="x")
    client.force_login(supporter)
    assert client.get(reverse("privacy_register")).status_code in {302, 403}
