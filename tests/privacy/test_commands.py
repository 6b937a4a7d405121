"""Staff give a person a copy of their data, and erase it, by command."""

import json
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from site_core.guard.models import RateCount
from site_core.privacy import services
from site_core.privacy.registry import Keep
from site_core.privacy.registry import register as site_register
from site_core.privacy.services import ErasureRefused, Outcome, preview_for

from .test_services import registered, row

pytestmark = pytest.mark.django_db

EMAIL = "ann@example.org"


@pytest.fixture
def ann() -> Any:
    return get_user_model().objects.create_user(email=EMAIL, password="x")


def run(command: str, *args: str) -> str:
    said = StringIO()
    call_command(command, *args, stdout=said, stderr=said)
    return said.getvalue()


def answer(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setattr("builtins.input", lambda question: word)


def exists() -> bool:
    return get_user_model().objects.filter(email=EMAIL).exists()


@pytest.mark.usefixtures("ann")
def test_an_export_is_json_on_the_screen() -> None:
    (account,) = json.loads(run("privacy_export", EMAIL))["records"]["accounts.User"]["rows"]
    assert account["email"] == EMAIL


@pytest.mark.usefixtures("ann")
def test_an_export_in_a_file_is_for_its_writer_only_and_replaces_nothing(tmp_path: Path) -> None:
    file = tmp_path / "ann.json"

    assert EMAIL not in run("privacy_export", EMAIL, "--output", str(file))

    assert "accounts.User" in json.loads(file.read_text())["records"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="exists already"):
        run("privacy_export", EMAIL, "--output", str(file))


def test_an_export_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        run("privacy_export", EMAIL, "--output", str(tmp_path / "missing" / "ann.json"))


def test_nobody_is_told_about_a_stranger() -> None:
    for command in ("privacy_export", "privacy_erase"):
        assert f"Nothing is held about {EMAIL}." in run(command, EMAIL)


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize("word", ["", "no"])
def test_erasing_asks_first(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    answer(monkeypatch, word)
    with pytest.raises(CommandError, match="Nothing was erased"):
        run("privacy_erase", EMAIL)
    assert exists()


@pytest.mark.usefixtures("ann")
def test_erasing_shows_what_will_go_before_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[bool] = []
    said = StringIO()

    def agree(question: str) -> str:
        shown.append("accounts.User: erased" in said.getvalue() and exists())
        return "yes"

    monkeypatch.setattr("builtins.input", agree)
    call_command("privacy_erase", EMAIL, stdout=said)

    assert shown == [True]
    assert said.getvalue().count("accounts.User: erased") == 2
    assert not exists()


@pytest.mark.usefixtures("ann")
def test_erasing_with_yes_does_not_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("builtins.input")
    run("privacy_erase", EMAIL, "--yes")
    assert not exists()


def test_the_last_administrator_is_refused_in_clear_words() -> None:
    get_user_model().objects.create_superuser(email=EMAIL, password="x")
    with pytest.raises(CommandError, match=r"Nothing was erased\. This is the last administrator"):
        run("privacy_erase", EMAIL, "--yes")
    assert exists()


def test_a_refusal_of_any_room_erases_nothing() -> None:
    def refuse(email: str) -> int:
        raise ErasureRefused("An order is on its way.")

    row(EMAIL)
    with pytest.raises(ErasureRefused, match="on its way"):
        services.erase_for(EMAIL, registered(refuse, export=lambda email: []))
    assert RateCount.objects.count() == 1


def test_the_preview_tells_what_stays_and_why_and_changes_nothing() -> None:
    row("Ann@example.org")
    register = registered(Keep(because="the law asks for it"))

    assert preview_for(EMAIL, register).kept == (
        Outcome("guard.RateCount", "kept", 1, because="the law asks for it"),
    )
    assert preview_for(EMAIL, registered()).outcomes == (Outcome("guard.RateCount", "deleted", 1),)
    assert RateCount.objects.count() == 1


def test_the_preview_can_count_every_model_of_the_site() -> None:
    assert preview_for(EMAIL, site_register).outcomes == ()
