"""The list of a library: what stands on its shelves, narrowed and counted, never more than is public."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction

from site_core.demo.factories import ImageFactory, LibraryPageFactory, TopicFactory
from site_core.pages.library import shelves
from site_core.pages.library.models import LibraryPage, PublicationPage
from tests.support.html import Document, text_of

from .conftest import AddPublication, Read, titles, words_of


def choices(page: Document, name: str) -> list[str]:
    """What a question of the form can be answered with; empty where it is not asked."""
    select = page.one("select", name=name)
    return [text_of(option) for option in select.iter("option")] if select is not None else []


@pytest.fixture
def four(add: AddPublication) -> None:
    """Two reports, a lesson and a toolkit, of two years, about two subjects."""
    schools, migration = TopicFactory(name="Schools"), TopicFactory(name="Migration")
    add("Old report", kind="report", published_on=date(2016, 12, 13), topics=[migration])
    add("New report", kind="report", published_on=date(2026, 3, 1), topics=[migration, schools])
    add("A lesson", kind="lesson", published_on=date(2026, 2, 1), topics=[schools], key_stages=["ks3", "ks2"])
    add("A toolkit", kind="toolkit", published_on=date(2026, 1, 1))


def test_the_newest_comes_first_with_kind_date_and_for_whom(four: None, read: Read) -> None:
    page = read("/reports/")
    assert titles(page) == ["New report", "A lesson", "A toolkit", "Old report"]
    words = [text_of(li) for li in page.all("li") if li.get("class") == "book"]
    assert "Report" in words[3]
    assert "13 December 2016" in words[3]
    assert "Key stage 2, Key stage 3" in words[1]


@pytest.mark.both
@pytest.mark.parametrize(
    ("query", "found", "summary"),
    [
        ("", ["New report", "A lesson", "A toolkit", "Old report"], "Four publications"),
        ("?kind=report", ["New report", "Old report"], "Two reports"),
        ("?topic=schools", ["New report", "A lesson"], "Two publications about Schools"),
        ("?year=2026", ["New report", "A lesson", "A toolkit"], "Three publications from 2026"),
        ("?kind=report&topic=migration&year=2016", ["Old report"], "One report about Migration from 2016"),
        ("?kind=&topic=&year=", ["New report", "A lesson", "A toolkit", "Old report"], "Four publications"),
    ],
)
def test_filters_combine_and_the_result_is_counted_in_words(
    query: str, found: list[str], summary: str, four: None, read: Read
) -> None:
    page = read(f"/reports/{query}")
    assert titles(page) == found
    assert words_of(page, "h2", id="found") == summary


def test_the_form_keeps_what_was_chosen_and_offers_only_what_there_is(four: None, read: Read) -> None:
    page = read("/reports/?kind=lesson&year=2026")
    assert choices(page, "kind") == ["Every kind", "Report", "Lesson", "Toolkit"]
    assert choices(page, "topic") == ["Every topic", "Migration", "Schools"]
    assert choices(page, "year") == ["Every year", "2026", "2016"]
    chosen = [text_of(option) for option in page.all("option") if option.get("selected") is not None]
    assert chosen == ["Lesson", "2026"]
    assert "?" in page.links


@pytest.mark.parametrize(
    "query",
    ["kind=book", "kind=resource", "topic=cakes", "year=1999", "year=x", "page=2", "page=x", "page=0"],
)
def test_what_the_library_does_not_have_is_not_found(query: str, four: None, client: Client) -> None:
    assert client.get(f"/reports/?{query}").status_code == 404


def test_a_question_with_one_answer_is_not_asked_but_still_answered(
    add: AddPublication, read: Read, client: Client
) -> None:
    add("One", kind="report", published_on=date(2026, 3, 1))
    page = read("/reports/")
    assert page.one("form", **{"class": "filters"}) is None
    assert words_of(page, "h2", id="found") == "One publication"
    assert titles(read("/reports/?kind=report")) == ["One"]
    assert client.get("/reports/?kind=lesson").status_code == 404


def test_a_choice_without_result_says_so_and_shows_the_way_back(four: None, read: Read) -> None:
    page = read("/reports/?kind=toolkit&topic=schools")
    assert titles(page) == []
    assert words_of(page, "h2", id="found") == "No toolkits about Schools"
    assert words_of(page, "a", **{"class": "button", "href": "/reports/"}) == "Show everything"


def test_an_empty_library_is_friendly(library: LibraryPage, read: Read) -> None:
    page = read("/reports/")
    assert words_of(page, "h2", id="found") == "The shelf is still empty"
    assert page.one("form", **{"class": "filters"}) is None


def test_drafts_and_private_publications_are_neither_listed_nor_counted_nor_offered(
    add: AddPublication, read: Read, client: Client
) -> None:
    add("Public", published_on=date(2026, 3, 1))
    add(
        "Half done",
        live=False,
        kind="toolkit",
        published_on=date(2020, 1, 1),
        topics=[TopicFactory(name="Hidden")],
    )
    private = add(
        "For members", kind="lesson", published_on=date(2021, 1, 1), topics=[TopicFactory(name="Secret")]
    )
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page = read("/reports/")
    assert titles(page) == ["Public"]
    assert words_of(page, "h2", id="found") == "One publication"
    for query in ("kind=lesson", "kind=toolkit", "year=2020", "year=2021", "topic=secret", "topic=hidden"):
        assert client.get(f"/reports/?{query}").status_code == 404, query


@pytest.mark.both
def test_a_library_takes_the_kinds_that_its_editor_ticks_from_the_others(
    front: Page, add: AddPublication, read: Read
) -> None:
    other = LibraryPageFactory(
        parent=front, title="For schools", slug="schools", kinds_from_elsewhere=["lesson"]
    )
    add("Our own report", parent=other, kind="report", published_on=date(2026, 1, 1))
    add("A lesson of the first library", kind="lesson", published_on=date(2026, 2, 1))
    add("A report of the first library", kind="report", published_on=date(2026, 3, 1))
    assert titles(read("/schools/")) == ["A lesson of the first library", "Our own report"]
    assert titles(read("/reports/")) == ["A report of the first library", "A lesson of the first library"]


def test_a_private_library_gives_nothing_to_the_others(front: Page, add: AddPublication, read: Read) -> None:
    closed = LibraryPageFactory(parent=front, title="Closed", slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    add("A secret lesson", parent=closed, kind="lesson")
    LibraryPageFactory(parent=front, title="For schools", slug="schools", kinds_from_elsewhere=["lesson"])
    assert titles(read("/schools/")) == []


def test_long_shelves_go_on_on_the_next_page_and_keep_the_choice(add: AddPublication, read: Read) -> None:
    for number in range(26):
        add(f"Report {number:02}", kind="report", published_on=date(2026, 1, number + 1))
    add("A lesson", kind="lesson", published_on=date(2026, 1, 1))
    first, second = read("/reports/?kind=report"), read("/reports/?kind=report&page=2")
    assert len(titles(first)) == 24
    assert titles(second) == ["Report 01", "Report 00"]
    assert "?kind=report&page=2" in first.links
    assert words_of(second, "h2", id="found") == "26 reports"


def test_a_narrowed_list_is_not_stored_and_search_engines_keep_the_whole_one(
    four: None, read: Read, client: Client
) -> None:
    assert client.get("/reports/").headers["Cache-Control"].startswith("public")
    page = read("/reports/?kind=report")
    assert page.meta("robots") == "noindex"
    assert page.canonical == "http://testserver/reports/"


def test_a_publication_without_a_cover_gets_one_that_is_drawn(add: AddPublication, read: Read) -> None:
    add("With a cover", cover=ImageFactory(file__width=300, file__height=420), published_on=date(2026, 2, 1))
    add("Slides", cover=ImageFactory(file__width=420, file__height=300), published_on=date(2026, 1, 1))
    add("Without a cover " + "and with a title of many words " * 4, published_on=date(2025, 1, 1))
    covers = [
        element.get("class")
        for element in read("/reports/").all("div")
        if "book__cover" in str(element.get("class"))
    ]
    assert covers == [
        "book__cover",
        "book__cover book__cover--wide",
        "book__cover book__cover--drawn book__cover--wordy",
    ]


@pytest.mark.both
def test_kinds_and_years_come_from_the_data_with_one_query(
    four: None, library: LibraryPage, rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = PublicationPage.objects.in_library(library).shown()
    with CaptureQueriesContext(connection) as asked:
        questions = {one.name: [key for key, _ in one.choices] for one in shelves.filters(rows, rf.get("/"))}
    assert questions == {
        "kind": ["report", "lesson", "toolkit"],
        "topic": ["migration", "schools"],
        "year": ["2026", "2016"],
    }
    assert len(asked) == 2


def multiply(publication: PublicationPage, count: int) -> None:
    """Put copies of a publication beside it, by SQL: the tree's own way takes a minute for a thousand."""
    first = publication.get_parent().numchild + 1
    pages = [
        Page(
            path=Page._get_path(publication.get_parent().path, publication.depth, number),
            depth=publication.depth,
            title=f"Copy {number}",
            draft_title=f"Copy {number}",
            slug=f"copy-{number}",
            url_path=f"{publication.get_parent().url_path}copy-{number}/",
            content_type=publication.content_type,
            locale=publication.locale,
        )
        for number in range(first, first + count)
    ]
    Page.objects.bulk_create(pages)
    Page.objects.filter(pk=publication.get_parent().pk).update(numchild=first + count - 1)
    columns = [
        field.column for field in PublicationPage._meta.local_concrete_fields if field.column != "page_ptr_id"
    ]
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO library_publicationpage (page_ptr_id, {named}) "  # noqa: S608
            f"SELECT copy.id, {named} FROM library_publicationpage, wagtailcore_page copy "
            f"WHERE page_ptr_id = %s AND copy.slug LIKE 'copy-%%' "
            "AND copy.id NOT IN (SELECT page_ptr_id FROM library_publicationpage)",
            [publication.pk],
        )


@pytest.mark.both
def test_a_thousand_publications_cost_as_few_queries_as_ten(add: AddPublication, client: Client) -> None:
    topic = TopicFactory(name="Schools")
    for number in range(10):
        made = add(
            f"Report {number}", cover=ImageFactory(), topics=[topic], kind="report" if number else "lesson"
        )

    def count(path: str) -> int:
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len(asked)

    few = {path: count(path) for path in ("/reports/", "/reports/?kind=report&topic=schools")}
    assert max(few.values()) <= 15, few
    multiply(made, 990)
    assert PublicationPage.objects.count() == 1000
    assert "1,000 publications" in client.get("/reports/").content.decode()
    many = {
        path: count(path) for path in ("/reports/", "/reports/?page=7", "/reports/?kind=report&topic=schools")
    }
    assert many["/reports/"] <= few["/reports/"]
    assert max(many.values()) <= 15, many
