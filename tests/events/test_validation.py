"""What editors get wrong is said in words, at the field."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from wagtail.test.utils.form_data import nested_form_data, streamfield

from site_core.accounts.models import User
from site_core.demo.factories import FormPageFactory
from site_core.pages.events.models import EventPage, EventsPage
from site_core.pages.money import read_pounds

from .conftest import MakeEvent


def errors_of(page: EventPage) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    return dict(caught.value.message_dict)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"end_time": time(17)}, "end_time", "The end must come after the start"),
        ({"end_time": time(18)}, "end_time", "The end must come after the start"),
        ({"end_day": date(2026, 6, 17)}, "end_day", "must not come before the first"),
        ({"end_day": date.max}, "end_day", "Give a day"),
        ({"start_day": date.max, "start_time": None, "end_time": None}, "start_day", "Give a day"),
        ({"end_time": None}, "end_time", "Say when it ends"),
        ({"start_time": None}, "start_time", "Say when it begins"),
        ({"start_day": date(2026, 3, 29), "start_time": time(1, 30)}, "start_time", "The clocks go forward"),
        (
            {"start_day": date(2026, 3, 28), "end_day": date(2026, 3, 29), "end_time": time(1)},
            "end_time",
            "no 01:00 on that day",
        ),
        ({"place": ""}, "place", "Give the place, or tick"),
        ({"kind": "online"}, "is_online", "Tick this for an online event"),
        ({"booking_url": "example.org/book"}, "booking_url", "Give a whole web address"),
        ({"booking_url": "javascript:alert(1)"}, "booking_url", "Give a whole web address"),
        ({"map_url": "over there"}, "map_url", "Give a whole web address"),
        ({"change": "cancelled"}, "change_words", "Say in a few words why"),
        ({"start_day": None}, "start_day", "cannot be blank"),
    ],
)
def test_each_fault_is_named_at_its_field(
    add_event: MakeEvent, fields: dict[str, Any], field: str, words: str
) -> None:
    page = add_event()
    for name, value in fields.items():
        setattr(page, name, value)
    found = errors_of(page)
    assert list(found) == [field]
    assert words in found[field][0]


def test_there_is_one_way_to_book(add_event: MakeEvent) -> None:
    page = add_event(booking_url="https://www.example.org/book")
    page.booking_form = FormPageFactory()
    assert set(errors_of(page)) == {"booking_url", "booking_form"}


def test_the_hour_that_comes_twice_may_be_used(add_event: MakeEvent) -> None:
    page = add_event(start_day=date(2026, 10, 25), start_time=time(1, 15), end_time=time(1, 45))
    page.full_clean()
    assert page.period is not None
    assert page.period.end - page.period.start == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("text", "pence"),
    [("12.50", 1250), ("£12.50", 1250), ("12", 1200), ("£1,250", 125_000), ("0", 0), (" £ 3.05 ", 305)],
)
def test_a_price_is_read_into_pence(text: str, pence: int) -> None:
    assert read_pounds(text) == pence


@pytest.mark.parametrize(
    "text",
    ["12.5", "12,50", "-3", "£", "free", "1.234", "1e3", "12.50 GBP", "9" * 40, "1,2345", "NaN", "12.50\x00"],
)
def test_what_is_no_price_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValidationError, match="Write an amount in pounds, like 12.50"):
        read_pounds(text)


def bound_form(page: Any, editor: User, **changes: Any) -> Any:
    """The editor's form with what it shows, changed."""
    form_class = type(page).get_edit_handler().get_form_class()
    shown = form_class(instance=page, for_user=editor)
    data: dict[str, Any] = {}
    for name, field in shown.fields.items():
        value = shown[name].value()
        if name == "body":
            data |= nested_form_data({"body": streamfield([])})
        elif value is not None and (shown_value := field.widget.format_value(value)) is not None:
            data[name] = shown_value
    for formset in shown.formsets.values():
        data |= {f"{formset.prefix}-TOTAL_FORMS": "0", f"{formset.prefix}-INITIAL_FORMS": "0"}
    data |= changes
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [str(value)])
    return form_class(query, instance=page, for_user=editor, parent_page=page.get_parent())


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("editor@example.org", "x" * 20)


def test_the_editors_form_reads_pounds_and_shows_them_again(add_event: MakeEvent, editor: User) -> None:
    page = add_event(price=1250)
    form = bound_form(page, editor)
    assert form.is_valid(), form.errors
    assert not form.fields["price"].has_changed(1250, "£12.50")
    assert form["price"].value() == "12.50"
    form = bound_form(page, editor, price="12,50")
    assert not form.is_valid()
    assert form.errors["price"] == ["Write an amount in pounds, like 12.50 or 12."]
    # What was typed stays.
    assert form["price"].value() == "12,50"


def test_a_draft_may_lack_its_place_and_date_but_not_be_published_so(
    add_event: MakeEvent, editor: User
) -> None:
    page = add_event()
    draft = bound_form(page, editor, place="", start_day="")
    draft.defer_required_fields()
    assert draft.is_valid(), draft.errors
    final = bound_form(page, editor, place="", start_day="")
    assert not final.is_valid()
    assert set(final.errors) == {"place", "start_day"}


def test_an_event_must_be_of_a_kind_that_its_list_shows(
    events: EventsPage, add_event: MakeEvent, editor: User
) -> None:
    events.kinds = ["training", "workshop"]
    events.save()
    form = bound_form(add_event(), editor, kind="talk")
    assert not form.is_valid()
    assert form.errors["kind"] == ["“Events” lists only these kinds: training, workshop. Choose one of them."]
    assert bound_form(add_event("Another"), editor, kind="workshop").is_valid()


def test_the_kinds_of_a_list_are_ticked(events: EventsPage, editor: User) -> None:
    form = bound_form(events, editor, kinds=["talk", "training"])
    assert form.is_valid(), form.errors
    assert form.save(commit=False).kinds == ["talk", "training"]
    assert not bound_form(events, editor, kinds=["picnic"]).is_valid()
