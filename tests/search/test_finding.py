"""What is found, by whom, in which order, on both databases."""

from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from site_core.demo.factories import DocumentFactory, ImageFactory, StandardPageFactory
from site_core.pages.models import NavigationSettings, SectionPage
from site_core.pages.search import findable, sections
from site_core.pages.search.sections import Section

from .conftest import Answer, Search, words

pytestmark = [pytest.mark.both, pytest.mark.django_db]

Add = Callable[..., Any]


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Register a section beside those of the rooms, for this test alone."""
    monkeypatch.setattr(sections, "_sections", {})
    return sections.register


# --- who may be found --------------------------------------------------------------------------------------


def test_a_public_page_is_found_by_its_title_teaser_and_text(add: Add, search: Search) -> None:
    add("Lantern walk", "Bring a scarf.", teaser="Through the harbour at dusk.")
    for typed in ("lantern", "harbour", "scarf", "lantern harbour scarf", "LANTERN"):
        assert search(typed).titles == ["Lantern walk"], typed
    assert search("kitchen").titles == []


def test_a_draft_and_a_deleted_page_are_not_found(add: Add, search: Search) -> None:
    add("Lantern draft", live=False)
    gone = add("Lantern gone")
    assert search("lantern").titles == ["Lantern gone"]
    gone.delete()
    assert search("lantern").titles == []


def test_a_page_that_is_unpublished_is_gone_at_once_though_the_index_still_has_it(
    add: Add, search: Search
) -> None:
    page = add("Lantern walk")
    Page.objects.filter(pk=page.pk).update(live=False)
    assert search("lantern").titles == []


@pytest.mark.parametrize("kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN])
def test_a_page_behind_a_password_is_not_found_nor_what_lies_below_it(
    add: Add, search: Search, section: SectionPage, kind: str
) -> None:
    add("Lantern secrets", parent=section)
    assert search("lantern").titles == ["Lantern secrets"]
    PageViewRestriction.objects.create(page=section, restriction_type=kind, password="tea")
    answer = search("lantern")
    assert answer.titles == []
    assert "secrets" not in answer.html
    assert search("our work").titles == []


def test_an_alias_of_a_closed_page_is_as_closed(
    add: Add, search: Search, front: Page, section: SectionPage
) -> None:
    page = add("Lantern secrets", parent=section)
    page.create_alias(parent=front, update_slug="copied")
    assert search("lantern").titles == ["Lantern secrets", "Lantern secrets"]
    PageViewRestriction.objects.create(page=section, restriction_type="password", password="tea")
    assert search("lantern").titles == []


def test_pages_of_another_site_are_not_found(add: Add, search: Search, site: Site) -> None:
    elsewhere = StandardPageFactory(parent=Page.get_first_root_node(), title="Lantern elsewhere", slug="else")
    Site.objects.create(hostname="other.example.org", root_page=elsewhere)
    add("Lantern here")
    assert search("lantern").titles == ["Lantern here"]


@pytest.mark.django_db(transaction=True)
def test_a_page_that_hides_from_search_engines_hides_from_ours_at_once(add: Add, search: Search) -> None:
    page = add("Lantern thanks")
    assert search("lantern").titles == ["Lantern thanks"]
    page.hide_from_search_engines = True
    page.save()
    assert search("lantern").titles == []


def test_more_hidden_pages_than_are_remembered_are_hidden_too(
    add: Add, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findable, "MOST_HIDDEN", 1)
    for number in range(3):
        add(f"Lantern {number}", hide_from_search_engines=True)
    add("Lantern shown")
    assert search("lantern").titles == ["Lantern shown"]


def test_pictures_and_documents_with_the_same_key_are_not_taken_for_pages(add: Add, search: Search) -> None:
    page = add("Harbour")
    ImageFactory(pk=page.pk, title="Lantern picture")
    DocumentFactory(pk=page.pk, title="Lantern document")
    assert search("lantern").titles == []


def test_a_section_leaves_out_what_it_says(add: Add, search: Search, events: Callable[..., None]) -> None:
    closed = add("Lantern maker, closed")
    add("Lantern maker, open")
    left_out = type(closed).objects.filter(pk=closed.pk)
    events(Section("jobs", "Jobs", "Job", [type(closed)], left_out=lambda: left_out))
    assert search("lantern").titles == ["Lantern maker, open"]


def test_drafted_words_of_a_live_page_are_not_found(add: Add, search: Search) -> None:
    page = add("Lantern walk", "Bring a scarf.")
    page.title = "Lantern secrets"
    page.save_revision()
    assert search("secrets").titles == []
    assert search("lantern").titles == ["Lantern walk"]


# --- in which order ----------------------------------------------------------------------------------------


def test_title_beats_teaser_beats_body(add: Add, search: Search) -> None:
    many = "A lantern and one more lantern. " * 8
    add("Body", many)
    add("Teaser", "Nothing of it here.", teaser="With a lantern.")
    add("Lantern", "Nothing of it here. " * 60)
    add("Body again", many)
    assert search("lantern").titles[:2] == ["Lantern", "Teaser"]
    assert set(search("lantern").titles[2:]) == {"Body", "Body again"}


def test_the_page_with_more_of_the_words_in_its_title_comes_first(add: Add, search: Search) -> None:
    add("Lantern", "All about the harbour.")
    add("Harbour lantern", "Short.")
    add("Street", "The harbour has a lantern.")
    assert search("lantern harbour").titles == ["Harbour lantern", "Lantern", "Street"]


def test_among_equals_the_text_that_speaks_more_of_it_comes_first(add: Add, search: Search) -> None:
    add("Long", "One lantern and very many other words that say nothing of it. " + "And so on. " * 80)
    add("Short", "A lantern is a lantern, says the lantern maker.")
    assert search("lantern").titles == ["Short", "Long"]


def test_every_word_must_be_on_the_page(add: Add, search: Search) -> None:
    add("Lantern", "Only that.")
    add("Harbour", "Only this.")
    assert search("lantern harbour").titles == []


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("volunteers", "We volunteer."),
        ("volunteer", "Our volunteers."),
        ("volunteering", "Every volunteer counts."),
        ("towns", "A town."),
        ("town's", "A town."),
        ("educating", "Education for all."),
        ("communities", "A community."),
        ("arts", "The art of it."),
        ("teach", "Teachers at work."),
        ("the lantern of it", "A lantern."),
    ],
)
def test_other_forms_of_a_word_are_found(add: Add, search: Search, typed: str, text: str) -> None:
    add("Page", text)
    answer = search(typed)
    assert answer.titles == ["Page"]
    assert answer.marks, "and marked"


def test_a_short_word_is_not_the_beginning_of_another(add: Add, search: Search) -> None:
    add("Article", "An artificial start.")
    assert search("art").titles == []


# --- narrowing and turning pages ---------------------------------------------------------------------------


def test_results_are_narrowed_by_kind_with_the_number_of_each(
    add: Add, search: Search, section: SectionPage, events: Callable[..., None]
) -> None:
    events(Section("parts", "Parts", "Part", [SectionPage]))
    add("Lantern work")
    add("Our work, lantern by lantern", parent=section)
    answer = search("work")
    assert len(answer.titles) == 3
    kinds = {text: link for text, link in answer.links().items() if "type=" in link}
    assert kinds == {"Pages 2": "?q=work&type=pages", "Parts 1": "?q=work&type=parts"}
    assert search("work", type="parts").titles == ["Our work"]
    assert search("work", type="parts").heading == "1 page in Parts for work"
    assert len(search("work", type="pages").titles) == 2
    assert len(search("work", type="nonsense").titles) == 3


def test_ten_at_a_time_and_the_pages_keep_the_search(add: Add, search: Search) -> None:
    for number in range(23):
        add(f"Lantern {number}")
    first, second, third = (search("lantern", page=number) for number in (1, 2, 3))
    assert first.heading == "23 pages for lantern"
    assert [len(answer.titles) for answer in (first, second, third)] == [10, 10, 3]
    assert len({*first.titles, *second.titles, *third.titles}) == 23
    assert first.links()["Next page"] == "?q=lantern&page=2"
    for odd in ("0", "-1", "abc", "", "1.5", "²"):
        assert search("lantern", page=odd).titles == first.titles, odd
    for beyond in ("4", "1000000", "9" * 10_000):
        expected = third if len(beyond) < 8 else first
        assert search("lantern", page=beyond).titles == expected.titles, beyond[:10]


def test_the_result_says_what_it_is_and_where(add: Add, search: Search, section: SectionPage) -> None:
    middle = add("Organising", parent=section)
    add("Lantern walk", parent=middle, show_date=True, displayed_date="2025-12-01")
    html = search("lantern").html
    assert "Page · 1 December 2025" in html
    assert 'data-hue="heather"' in html
    assert " ".join(trail(search("lantern"))).split() == ["In", "Our", "work", "›", "Organising"]


def trail(answer: Answer) -> list[str]:
    return [
        "".join(node.itertext()) for node in answer.document.iter("p") if node.get("class") == "result__trail"
    ]


def test_a_search_writes_nothing_and_sets_no_cookie(add: Add, client: Client) -> None:
    add("Lantern")
    # The first visit of all makes the rows of the site's settings, whichever page it is.
    client.get("/")
    for typed in ("lantern", "lantren", "nothing", ""):
        with CaptureQueriesContext(connection) as asked:
            response = client.get("/search/", {"q": typed})
        assert not response.cookies
        said = [query["sql"].lstrip(" (").upper() for query in asked]
        assert [sql for sql in said if not sql.startswith(("SELECT", "PRAGMA"))] == []


def test_search_is_in_the_header_and_in_the_menu_sheet(client: Client, front: Page) -> None:
    navigation = NavigationSettings.for_site(Site.objects.get())
    navigation.menu = [("entry", {"page": front, "url": "", "label": "Start", "children": []})]
    navigation.save()
    document = html5lib.parse(client.get("/").content, namespaceHTMLElements=False)
    (header,) = (node for node in document.iter("header") if node.get("class") == "site-header")
    links = [words(node) for node in header.iter("a") if node.get("href") == "/search/"]
    assert links == ["Search", "Search"]


def test_only_the_empty_form_is_stored_and_offered_to_search_engines(add: Add, client: Client) -> None:
    add("Lantern")
    empty, found = client.get("/search/"), client.get("/search/", {"q": "lantern"})
    assert "public" in empty.headers["Cache-Control"]
    assert b"noindex" not in empty.content
    assert "public" not in found.headers.get("Cache-Control", "")
    assert b'content="noindex"' in found.content
    assert client.post("/search/", {"q": "lantern"}).status_code == 405
