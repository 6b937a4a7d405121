"""What pages point at, and what of it leads nowhere."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from site_core.demo.factories import (
    DocumentFactory,
    FormPageFactory,
    ImageFactory,
    SectionPageFactory,
    StandardPageFactory,
)
from site_core.pages.editing import looking
from site_core.pages.editing.models import Address, Pointer
from site_core.pages.editing.pointers import pointers_of
from site_core.pages.models import HomePage, NavigationSettings, SectionPage, StandardPage

SignIn = Callable[[str], Client]
Kind = Pointer.Kind
Blocks = list[tuple[str, Any]]


def page_with(parent: Any, blocks: Blocks, **fields: Any) -> StandardPage:
    page: StandardPage = StandardPageFactory(parent=parent, **fields)
    page.body = json.dumps([{"type": name, "value": value} for name, value in blocks])
    page.save_revision().publish()
    return page


def text(html: str) -> Blocks:
    return [("rich_text", html)]


def link_to(**target: Any) -> dict[str, Any]:
    return {"page": None, "document": None, "external": "", "anchor": "", "label": "There", **target}


def button(**target: Any) -> dict[str, Any]:
    return {"type": "item", "value": {"link": link_to(**target), "look": ""}}


def found(page: Any) -> set[tuple[str, Any]]:
    return {(one.kind, one.target) for one in pointers_of(page)}


def broken() -> list[tuple[str, str]]:
    rows = Pointer.objects.broken().select_related("page", "address")
    return [(row.page.title if row.page else str(row.source_type), row.kind) for row in rows]


def test_links_are_found_in_every_kind_of_place(section: SectionPage) -> None:
    document: Any = DocumentFactory()
    page = page_with(
        section,
        [
            ("rich_text", f'<p><a linktype="page" id="{section.pk}">a</a> '
                          f'<a linktype="document" id="{document.pk}">b</a> '
                          '<a href="https://rich.example.org/x#part">c</a>'
                          '<a href="mailto:a@example.org">d</a>'),
            ("buttons", {"buttons": [
                button(external="https://b.example.org/"), button(page=section.pk),
                button(document=document.pk), button(external="tel:01632 960123"),
            ]}),
            ("accordion", {"entries": [
                {"type": "item", "id": "5", "value": {
                    "question": "Who?", "answer": '<p><a href="http://in-an-answer.example.org/">e</a></p>'}},
            ]}),
            ("table", {"table": {
                "caption": "T", "columns": [{"type": "rich_text", "heading": "H"}],
                "rows": [{"values": ['<a href="https://in-a-table.example.org/">f</a>']}]}}),
        ],
    )  # fmt: skip
    assert found(page) >= {
        (Kind.PAGE, section.pk),
        (Kind.DOCUMENT, document.pk),
        (Kind.ADDRESS, "https://rich.example.org/x"),
        (Kind.ADDRESS, "https://b.example.org/"),
        (Kind.ADDRESS, "http://in-an-answer.example.org/"),
        (Kind.ADDRESS, "https://in-a-table.example.org/"),
    }
    assert not any("@" in str(target) or "tel:" in str(target) for _, target in found(page))


def test_links_of_fields_are_found_too(home: HomePage, section: SectionPage) -> None:
    home.first_action = section
    assert (Kind.PAGE, section.pk) in found(home)
    form: Any = FormPageFactory(parent=home)
    form.introduction = '<a href="https://form.example.org/">x</a>'
    assert (Kind.ADDRESS, "https://form.example.org/") in found(form)
    # Not what the tree itself links: parents, aliases, the page's own row.
    assert found(section) == set()


def test_the_place_is_named_in_words(section: SectionPage) -> None:
    page = page_with(section, text('<a href="https://a.example.org/">x</a>'))
    assert [one.place for one in pointers_of(page)] == ["Body › Text"]


def test_odd_values_are_passed_over(section: SectionPage) -> None:
    page = page_with(section, [])
    page.body = json.dumps(
        [
            {"type": "buttons", "value": None},
            {"type": "cards", "value": "?"},
            {"type": "rich_text", "value": '<a linktype="page" id="x">x</a><a>y</a><a href>z</a>'},
            {"type": "gone", "value": {"page": 1}},
        ]
    )
    assert found(page) == set()


def test_publishing_notes_what_a_page_points_at(
    section: SectionPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = page_with(section, text('<a href="https://a.example.org/">x</a>'))
    address: Any = Pointer.objects.get(page=page).address
    assert address.url == "https://a.example.org/"
    page.body = "[]"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert not Pointer.objects.filter(page=page).exists()


@pytest.mark.both
def test_a_link_breaks_when_its_page_is_unpublished_closed_or_deleted(
    home: HomePage, section: SectionPage
) -> None:
    target: Any = StandardPageFactory(parent=home, title="Target")
    page_with(section, text(f'<a linktype="page" id="{target.pk}">x</a>'), title="From words")
    page_with(section, [("buttons", {"buttons": [button(page=target.pk)]})], title="From a button")
    looking.look_through_all()
    both = [("From words", "page"), ("From a button", "page")]
    assert broken() == []
    target.unpublish()
    assert broken() == both
    target.save_revision().publish()
    assert broken() == []
    closed = PageViewRestriction.objects.create(page=target, restriction_type="login")
    assert broken() == both
    closed.delete()
    target.delete()
    assert broken() == both
    # Also when everything is looked through anew, which Wagtail's own index would not survive.
    looking.look_through_all()
    assert broken() == both


@pytest.mark.both
def test_between_pages_of_a_closed_part_links_are_fine(home: HomePage) -> None:
    members: Any = SectionPageFactory(parent=home, title="Members")
    inner: Any = StandardPageFactory(parent=members)
    page_with(members, text(f'<a linktype="page" id="{inner.pk}">x</a>'), title="Inside")
    page_with(home, text(f'<a linktype="page" id="{inner.pk}">x</a>'), title="Outside")
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    looking.look_through_all()
    assert broken() == [("Outside", "page")]


@pytest.mark.both
def test_a_link_to_a_deleted_document_is_broken(section: SectionPage) -> None:
    document: Any = DocumentFactory()
    page_with(section, text(f'<a linktype="document" id="{document.pk}">x</a>'), title="Report")
    looking.look_through_all()
    assert broken() == []
    document.delete()
    assert broken() == [("Report", "document")]


def test_links_in_menus_count_too(section: SectionPage) -> None:
    navigation = NavigationSettings.for_site(section.get_site())
    navigation.menu = [
        {"type": "entry", "value": {"page": section.pk, "url": "", "label": "", "children": []}}
    ]
    navigation.save()
    looking.look_through_all()
    assert broken() == []
    section.unpublish()
    assert broken() == [("Pages | menus", "page")]


def test_drafts_are_known_but_never_reported(section: SectionPage) -> None:
    document: Any = DocumentFactory()
    page = page_with(section, text("<p>Words</p>"))
    page.body = json.dumps(
        [{"type": "rich_text", "value": f'<a linktype="document" id="{document.pk}">x</a>'}]
    )
    page.save_revision()
    looking.look_through_all()
    assert Pointer.objects.get(page=page).in_draft
    document.delete()
    assert broken() == []


def test_what_stands_on_a_page_that_is_not_live_is_not_reported(section: SectionPage) -> None:
    page = page_with(section, text('<a linktype="page" id="99999">x</a>'), title="Old")
    looking.look_through_all()
    assert broken() == [("Old", "page")]
    page.unpublish()
    assert broken() == []


def test_an_address_is_broken_after_three_days_of_failing_or_when_it_is_gone(section: SectionPage) -> None:
    page_with(section, text('<a href="https://a.example.org/">x</a>'), title="Page")
    looking.look_through_all()
    now = timezone.now()
    for day in range(2):
        Address.objects.get().note("It did not answer in time.", is_gone=False, now=now + timedelta(days=day))
        assert broken() == []
    Address.objects.get().note("It did not answer in time.", is_gone=False, now=now + timedelta(days=2))
    assert broken() == [("Page", "address")]
    Address.objects.get().note("", is_gone=False, now=now)
    assert broken() == []
    assert Address.objects.get().failures == 0
    Address.objects.get().note("There is no such page any more (404).", is_gone=True, now=now)
    assert broken() == [("Page", "address")]


@pytest.mark.both
def test_addresses_that_nobody_links_to_are_forgotten_after_a_day(section: SectionPage) -> None:
    page_with(section, text('<a href="https://kept.example.org/">x</a>'))
    page = page_with(section, text('<a href="https://a.example.org/">x</a>'))
    looking.look_through_all()
    page.delete()
    looking.look_through_all()
    assert Address.objects.count() == 2, "another run may be about to use it"
    Address.objects.update(seen_at=timezone.now() - timedelta(hours=25))
    looking.look_through_all()
    assert [address.url for address in Address.objects.all()] == ["https://kept.example.org/"]


@pytest.mark.both
def test_an_address_that_is_linked_to_again_is_not_forgotten(section: SectionPage) -> None:
    address = Address.objects.create(
        url="https://a.example.org/", state="broken", seen_at=timezone.now() - timedelta(days=9)
    )
    page = page_with(section, text('<a href="https://a.example.org/">x</a>'))
    looking.look_through_page(page.pk)
    Pointer.objects.all().delete()
    assert looking.forget_addresses(timezone.now()) == 0
    address.refresh_from_db()
    assert address.state == "broken", "what is known about it stays"


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_runs_at_the_same_time_note_each_link_once(section: SectionPage) -> None:
    links = "".join(f'<a href="https://a.example.org/{number}">x</a>' for number in range(9))
    page = page_with(section, text(f'{links}<a linktype="page" id="{section.pk}">x</a>'))
    Pointer.objects.all().delete()

    def look(turn: int) -> None:
        try:
            looking.look_through_page(page.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(look, range(8)))
    assert Pointer.objects.filter(page=page).count() == 10


def test_a_run_that_has_not_seen_what_another_wrote_adds_no_double(
    section: SectionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_with(
        section, text(f'<a href="https://a.example.org/">x</a><a linktype="page" id="{section.pk}">x</a>')
    )
    looking.look_through_page(page.pk)
    rows = list(looking._rows_of_page(page))
    looking._store(rows, Pointer.objects.none())
    assert Pointer.objects.filter(page=page).count() == 2


def test_what_has_not_changed_is_not_written_anew(section: SectionPage) -> None:
    page = page_with(
        section, text('<a href="https://a.example.org/">x</a><a href="https://b.example.org/">x</a>')
    )
    looking.look_through_page(page.pk)
    kept = Pointer.objects.get(address__url="https://a.example.org/")
    page.body = json.dumps([{"type": "rich_text", "value": '<a href="https://a.example.org/">x</a>'}])
    page.save_revision().publish()
    looking.look_through_page(page.pk)
    assert Pointer.objects.get(page=page) == kept


def test_looking_through_many_pages_costs_few_queries(
    section: SectionPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        page_with(section, text(f'<a href="https://a.example.org/{number}">x</a>'))
    looking.look_through_all()
    for number in range(12):
        page_with(section, text(f'<a href="https://b.example.org/{number}">x</a>'))
    with django_assert_max_num_queries(30):
        looking.look_through_all()
    assert Address.objects.count() == 15


def test_pictures_without_words_are_noted_where_they_stand(section: SectionPage) -> None:
    image: Any = ImageFactory()
    shown = [("", False), ("", True), ("A mill", False)]
    blocks: Blocks = [
        (
            "picture",
            {"image": {"image": image.pk, "alt_text": words, "decorative": decorative}, "caption": ""},
        )
        for words, decorative in shown
    ]
    page = page_with(section, blocks)
    looking.look_through_all()
    row = Pointer.objects.pictures_without_words().get()
    assert (row.page_id, row.target_id) == (page.pk, image.pk)
