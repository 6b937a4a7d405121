from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django import forms
from django.utils import timezone

from site_core.guard import forms as guard_forms
from site_core.guard.forms import EXPIRED, STAMP, TOO_FAST, TRAP, TRAPPED, GuardedForm


class Contact(GuardedForm):
    guard_purpose = "test"
    message = forms.CharField(max_length=20)


class Other(Contact):
    guard_purpose = "another"


class Inputs(HTMLParser):
    """The inputs of a form, and which of them lie inside something hidden."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inputs: dict[str, dict[str, str | None]] = {}
        self.hidden: set[str] = set()
        self._inside_hidden = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "div":
            self._inside_hidden = "hidden" in named
        if tag == "input":
            name = str(named["name"])
            self.inputs[name] = named
            if self._inside_hidden:
                self.hidden.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._inside_hidden = False


def printed(form: GuardedForm) -> dict[str, str]:
    return {name: str(found["value"]) for name, found in Inputs(form.guard_fields()).inputs.items()}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    return Clock(monkeypatch)


class Clock:
    """Moves on when told to, as the guard sees it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = timezone.now()
        monkeypatch.setattr(guard_forms.timezone, "now", lambda: self.now)

    def wait(self, how_long: timedelta) -> None:
        self.now += how_long


@pytest.fixture
def sent(clock: Clock) -> dict[str, str]:
    """What a browser sends a minute after the form was printed."""
    data = printed(Contact()) | {"message": "Hello"}
    clock.wait(timedelta(minutes=1))
    return data


def test_a_form_filled_in_by_a_person_is_valid_and_not_suspected(sent: dict[str, str]) -> None:
    form = Contact(sent)

    assert form.is_valid()
    assert form.suspicion == ""
    assert form.cleaned_data == {"message": "Hello"}


def test_the_trap_is_hidden_from_eyes_keyboard_and_screen_reader_without_inline_style() -> None:
    html = Contact().guard_fields()
    found = Inputs(html)

    assert TRAP in found.hidden
    assert found.inputs[TRAP]["tabindex"] == "-1"
    assert found.inputs[TRAP]["autocomplete"] == "off"
    assert found.inputs[TRAP]["type"] == "text"
    assert "style" not in html
    assert found.inputs[STAMP]["type"] == "hidden"


def test_the_guards_are_no_fields_so_that_nothing_stores_them() -> None:
    assert list(Contact().fields) == ["message"]


def test_whoever_fills_in_the_trap_is_suspected_without_being_told(sent: dict[str, str]) -> None:
    form = Contact(sent | {TRAP: "https://pills.example"})

    assert form.is_valid()
    assert form.suspicion == TRAPPED


def test_whoever_is_too_fast_is_suspected_without_being_told(clock: Clock) -> None:
    data = printed(Contact()) | {"message": "Hello"}
    clock.wait(timedelta(seconds=1.9))
    assert Contact(data).suspicion == TOO_FAST
    assert Contact(data).is_valid()

    clock.wait(timedelta(seconds=0.2))
    assert Contact(data).suspicion == ""


def test_an_expired_form_says_so_keeps_what_was_typed_and_can_be_sent_again(
    sent: dict[str, str], clock: Clock
) -> None:
    clock.wait(Contact.guard_max_age)
    form = Contact(sent)

    assert form.errors == {"__all__": [EXPIRED]}
    assert form["message"].value() == "Hello"
    again = printed(form) | {"message": form["message"].value()}
    assert again[STAMP] != sent[STAMP]
    clock.wait(timedelta(seconds=3))
    assert Contact(again).is_valid()
    assert Contact(again).suspicion == ""


def test_after_an_error_the_same_stamp_is_printed_again(sent: dict[str, str]) -> None:
    form = Contact(sent | {"message": "much too long for this small field"})

    assert list(form.errors) == ["message"]
    assert printed(form)[STAMP] == sent[STAMP]


@pytest.mark.parametrize("stamp", [None, "", "x", "a~b~c", "\0", "~", "é~"])
def test_a_stamp_that_is_none_of_ours_asks_to_send_again(sent: dict[str, str], stamp: str | None) -> None:
    data = {key: value for key, value in sent.items() if key != STAMP}
    form = Contact(data if stamp is None else data | {STAMP: stamp})

    assert form.errors == {"__all__": [EXPIRED]}


def test_the_trap_is_printed_empty_again(sent: dict[str, str]) -> None:
    form = Contact(sent | {TRAP: '"><script>'})
    form.is_valid()

    assert printed(form)[TRAP] == ""


def test_a_stamp_of_another_form_is_none_of_ours(sent: dict[str, str]) -> None:
    assert not Other(sent).is_valid()


def test_a_double_click_has_the_same_nonce_and_another_page_view_a_new_one(
    sent: dict[str, str], clock: Clock
) -> None:
    another = printed(Contact()) | {"message": "Hello"}

    assert Contact(sent).nonce == Contact(sent).nonce
    assert Contact(sent).nonce != Contact(another).nonce


def test_a_form_without_a_valid_stamp_has_no_nonce() -> None:
    with pytest.raises(ValueError, match="stamp"):
        _ = Contact({"message": "Hello"}).nonce


@pytest.mark.both
@pytest.mark.django_db
def test_a_copy_of_a_form_can_be_claimed_once(sent: dict[str, str], clock: Clock) -> None:
    another = printed(Contact()) | {"message": "Hello"}

    assert Contact(sent).claim()
    clock.wait(timedelta(hours=2))
    assert not Contact(sent).claim()
    assert Contact(another).claim()


def test_a_form_that_overrides_clean_is_still_guarded(sent: dict[str, str], clock: Clock) -> None:
    class Careless(Contact):
        def clean(self) -> dict[str, str]:
            return self.cleaned_data

    clock.wait(Contact.guard_max_age)
    assert not Careless(sent).is_valid()


def test_a_prefix_keeps_two_forms_on_a_page_apart() -> None:
    assert set(printed(Contact(prefix="footer"))) == {f"footer-{TRAP}", f"footer-{STAMP}"}
