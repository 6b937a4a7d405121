"""Blocks that show what is kept elsewhere: documents, people, the latest, events, the newsletter."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page

from site_core.demo.event_factories import EventPageFactory
from site_core.demo.factories import CollectionFactory, DocumentFactory, PersonFactory, StandardPageFactory
from site_core.pagecache import affects
from site_core.pages import providers, renditions
from site_core.pages.blocks import BodyBlocks
from site_core.pages.models import HomePage
from tests.pages.block_printing import BODY, body, document, furnish, picture, printed
from tests.pages.test_blocks_validation import complaints


@pytest.fixture
def some_list(home: HomePage, monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """A provider with three pages, and no other."""
    pages = [StandardPageFactory(parent=home, title=f"Story {number}") for number in range(3)]
    monkeypatch.setattr(providers, "_providers", {})
    providers.register(
        providers.Provider(
            "stories", "New stories", lambda count: pages[:count], lambda: "/stories/", "See all stories"
        )
    )
    return pages


# --- documents


@pytest.mark.django_db
def test_a_document_says_its_kind_and_size() -> None:
    row = DocumentFactory(title="Annual review", file__data=b"%PDF-1.7" + b"x" * 2048)
    page = document(
        printed(("documents", {"documents": [{"document": row}, {"document": row, "label": "Ours"}]}))
    )
    assert [" ".join("".join(link.itertext()).split()) for link in page.all("a")] == [
        "Annual review (PDF, 2.0\xa0KB)".replace("\xa0", " "),
        "Ours (PDF, 2.0\xa0KB)".replace("\xa0", " "),
    ]
    assert page.all("a")[0].get("href") == row.url


@pytest.mark.django_db
def test_a_private_document_is_not_given_away_by_title_or_address() -> None:
    shelf = CollectionFactory(name="For volunteers")
    CollectionViewRestriction.objects.create(
        collection=shelf, restriction_type=CollectionViewRestriction.PASSWORD, password="x"
    )
    below = CollectionFactory(parent=shelf, name="Rotas")
    closed = [DocumentFactory(title=f"Secret {place.name}", collection=place) for place in (shelf, below)]
    value = {"heading": "To read", "documents": [{"document": row} for row in closed]}
    assert printed(("documents", value)).strip() == ""
    html = printed(
        ("documents", {**value, "documents": [*value["documents"], {"document": DocumentFactory()}]})
    )
    assert "Secret" not in html
    assert html.count("<li") == 1


@pytest.mark.django_db
def test_a_collection_that_moves_makes_all_pages_anew() -> None:
    assert affects.of(CollectionFactory()) == affects.EVERYTHING


@pytest.mark.django_db
def test_a_deleted_document_leaves_the_list() -> None:
    kept, gone = DocumentFactory(title="Kept"), DocumentFactory(title="Gone")
    stream = body(("documents", {"documents": [{"document": kept}, {"document": gone}]}))
    gone.delete()
    assert "Kept" in str(BODY.render(stream))
    assert "Gone" not in str(BODY.render(stream))


# --- people


@pytest.mark.django_db
def test_people_stand_in_the_editors_order_each_once_below_the_heading() -> None:
    amina, ben = PersonFactory(name="Amina Yusuf", role="Cook"), PersonFactory(name="Ben Alder")
    html = printed(
        ("heading", {"text": "Part", "level": "2"}),
        ("people", {"heading": "Ask them", "people": [ben, amina, ben]}),
    )
    headings = document(html).headings
    assert headings == [(1, "A page"), (2, "Part"), (3, "Ask them"), (4, "Ben Alder"), (4, "Amina Yusuf")]
    assert "Cook" in html


@pytest.mark.django_db
def test_somebody_who_left_leaves_the_block() -> None:
    amina: Any = PersonFactory(name="Amina Yusuf")
    ben = PersonFactory(name="Ben Alder")
    stream = body(("people", {"people": [amina, ben]}))
    amina.delete()
    html = str(BODY.render(stream))
    assert "Ben Alder" in html
    assert "Amina" not in html


# --- latest


@pytest.mark.django_db
def test_the_latest_of_a_list_are_cards_with_a_way_to_all_of_them(some_list: list[Page]) -> None:
    page = document(printed(("latest", {"source": "stories", "count": 2})))
    assert page.headings == [(1, "A page"), (2, "New stories"), (3, "Story 0"), (3, "Story 1")]
    last = page.all("a")[-1]
    assert last.get("href") == "/stories/"
    assert "".join(last.itertext()) == "See all stories: New stories"


@pytest.mark.django_db
def test_an_editor_may_give_the_latest_another_heading(some_list: list[Page]) -> None:
    assert "What is new" in printed(("latest", {"heading": "What is new", "source": "stories", "count": 1}))


@pytest.mark.django_db
def test_a_draft_among_the_latest_is_not_shown(some_list: list[Page]) -> None:
    some_list[0].unpublish()
    html = printed(("latest", {"source": "stories", "count": 3}))
    assert "Story 0" not in html
    assert "Story 1" in html


@pytest.mark.django_db
def test_a_list_that_is_gone_prints_nothing_and_is_named_to_the_editor() -> None:
    assert printed(("latest", {"source": "gone", "count": 3})).strip() == ""
    assert "no longer has this list" in complaints(("latest", {"source": "gone", "count": 3}))


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "is_refused"), [(0, True), (1, False), (12, False), (13, True)])
def test_a_list_has_one_to_twelve_entries(count: int, is_refused: bool, some_list: list[Page]) -> None:
    for block in (("latest", {"source": "stories", "count": count}), ("upcoming_events", {"count": count})):
        assert ('"count"' in complaints(block)) == is_refused


def test_the_choice_of_lists_is_asked_for_when_the_form_is_shown(some_list: list[Page]) -> None:
    choice = BODY.child_blocks["latest"].child_blocks["source"]
    assert ("stories", "New stories") in list(choice.field.choices)
    _, _, kwargs = choice.deconstruct()
    assert kwargs["choices"] is providers.choices, "a migration would freeze a list"


# --- events


def event(title: str, days: int, **fields: Any) -> Page:
    made: Page = EventPageFactory(
        title=title, start_day=timezone.localdate() + timedelta(days=days), **fields
    )
    return made


@pytest.mark.django_db
def test_upcoming_events_are_the_next_ones_with_their_day(home: HomePage) -> None:
    event("Third", 30), event("First", 10), event("Second", 20), event("Over", -3)
    html = printed(("upcoming_events", {"heading": "Come", "count": 2}))
    page = document(html)
    assert page.headings == [(1, "A page"), (2, "Come"), (3, "First"), (3, "Second")]
    day = timezone.localdate() + timedelta(days=10)
    assert f"{day.day} {day:%B} {day.year}" in html


@pytest.mark.django_db
def test_upcoming_events_may_be_of_one_kind(home: HomePage) -> None:
    event("A talk", 10, kind="talk"), event("A workshop", 5, kind="workshop")
    html = printed(("upcoming_events", {"kind": "talk", "count": 3}))
    assert "A talk" in html
    assert "A workshop" not in html
    assert complaints(("upcoming_events", {"kind": "talk", "count": 3})) == ""
    assert "kind" in complaints(("upcoming_events", {"kind": "parade", "count": 3}))


@pytest.mark.django_db
def test_while_nothing_is_planned_the_events_print_nothing(home: HomePage) -> None:
    event("Over", -3)
    assert printed(("upcoming_events", {"heading": "Come", "count": 2})).strip() == ""


# --- newsletter


@pytest.mark.django_db
def test_the_newsletter_asks_for_an_address_and_says_where_it_was_given(home: HomePage) -> None:
    stream = body(("newsletter", {"heading": "Good news", "words": "<p>Once a month.</p>"}))
    page = document(str(BODY.render(stream, {"page": home})))
    form = page.one("form", method="post")
    assert form is not None
    assert page.one("input", type="email", name="email") is not None
    source = page.one("input", name="source")
    assert source is not None
    assert source.get("value") == "block on Home"
    assert "Once a month." in "".join(page.all("main")[0].itertext())


@pytest.mark.django_db
def test_a_long_title_does_not_make_the_sign_up_fail(home: HomePage) -> None:
    home.title = "A" * 200
    stream = body(("newsletter", {"heading": "Good news"}))
    source = document(str(BODY.render(stream, {"page": home}))).one("input", name="source")
    assert source is not None
    assert len(source.get("value") or "") == 80


# --- how often the database is asked


def everything(times: int) -> list[tuple[str, Any]]:
    return [(name, block.get_preview_value()) for name, block in BodyBlocks().child_blocks.items()] * times


def queries(*blocks: tuple[str, Any]) -> int:
    stream = body(*blocks)
    with CaptureQueriesContext(connection) as asked:
        assert len(str(BODY.render(stream))) > 1000
    return len(asked)


@pytest.mark.django_db
def test_a_body_of_all_blocks_asks_no_more_than_one_of_each_twice_over(home: HomePage) -> None:
    for _ in range(3):
        furnish()
    for image in picture().__class__.objects.all():
        renditions.prepare_renditions.call(image.pk)
    fresh = {"latest", "upcoming_events"}
    queries(*everything(1))  # What is asked once for each process: content types, the newsletter's words.
    by_hand = [block for block in everything(1) if block[0] not in fresh]
    # Pictures, documents, people, and the people's photographs.
    assert queries(*by_hand) <= 4
    assert queries(*by_hand, *by_hand) == queries(*by_hand)
    # A list that fills itself: its pages, their pictures, who may see them, the colours, where all of it is.
    once = queries(*everything(1))
    assert once - queries(*by_hand) <= 14
