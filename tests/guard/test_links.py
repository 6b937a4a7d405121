import re
import time
from datetime import timedelta

import pytest

from site_core.guard import links
from site_core.guard.links import LinkExpired, LinkInvalid, LinkUsed

WEEK = timedelta(days=7)


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)


@pytest.mark.parametrize("value", ["ann@example.org", 12, ["gift", 3], {"id": 5, "to": "é"}])
def test_a_link_gives_back_what_was_signed(value: object) -> None:
    assert links.read("test.confirm", links.sign("test.confirm", value), WEEK) == value


def test_a_token_has_only_letters_that_survive_in_every_mail_program() -> None:
    token = links.sign("test.confirm", {"email": "ännchen+tag@example.org", "n": 1})

    assert re.fullmatch(r"[A-Za-z0-9_~-]+", token)


def test_a_link_works_for_its_own_purpose_only() -> None:
    token = links.sign("newsletter.confirm", 12)

    with pytest.raises(LinkInvalid):
        links.read("newsletter.end", token, WEEK)


def test_a_link_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    token = links.sign("test.confirm", 12)
    later(monkeypatch, WEEK.total_seconds() - 5)
    assert links.read("test.confirm", token, WEEK) == 12

    later(monkeypatch, 10)
    with pytest.raises(LinkExpired):
        links.read("test.confirm", token, WEEK)


@pytest.mark.parametrize("broken", ["", "x", "~~", "a~b~c", "é", "\0"])
def test_what_is_no_token_is_invalid(broken: str) -> None:
    with pytest.raises(LinkInvalid):
        links.read("test.confirm", broken, WEEK)


def test_a_changed_or_cut_token_is_invalid() -> None:
    token = links.sign("test.confirm", 12)
    for changed in (token[:-1], "A" + token[1:] if token[0] != "A" else "B" + token[1:], token + "A"):
        with pytest.raises(LinkInvalid):
            links.read("test.confirm", changed, WEEK)


def test_a_link_signed_with_a_state_works_until_the_state_changes() -> None:
    status = {12: "pending"}
    token = links.sign("test.confirm", 12, state=status[12])

    assert links.read("test.confirm", token, WEEK, state=lambda pk: status[pk]) == 12

    status[12] = "confirmed"
    with pytest.raises(LinkUsed):
        links.read("test.confirm", token, WEEK, state=lambda pk: status[pk])


def test_whoever_forgets_to_ask_for_the_state_lets_nothing_through() -> None:
    token = links.sign("test.confirm", 12, state="pending")

    with pytest.raises(LinkUsed):
        links.read("test.confirm", token, WEEK)
