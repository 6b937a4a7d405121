"""The words in context: escaped, whole, and only what everybody may read."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from site_core.demo.factories import StandardPageFactory
from site_core.pages.search.fields import TEASER_END
from site_core.pages.search.snippets import ELLIPSIS, WIDTH, Part, excerpt, marked, split
from site_core.pages.search.terms import read

from .conftest import Search

Add = Callable[..., Any]
SENTENCES = (
    "The first sentence says nothing. " * 20 + "Here a lantern shines. " + "Later ones say nothing. " * 20
)


def text_of(parts: list[Part]) -> str:
    return "".join(part.text for part in parts)


def found(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if part.found]


def indexed(teaser: str, *lines: str) -> str:
    return f"{teaser}{TEASER_END} " + "\n".join(lines)


def excerpt_of(teaser: str, *lines: str, typed: str = "lantern") -> list[Part]:
    return excerpt(indexed(teaser, *lines), read(typed).terms)


# --- what is shown -----------------------------------------------------------------------------------------


@pytest.mark.both
@pytest.mark.django_db
def test_the_words_are_shown_where_they_stand(add: Add, search: Search) -> None:
    add("Walk", SENTENCES)
    answer = search("lanterns")
    assert "Here a lantern shines." in answer.snippets[0]
    assert answer.marks == ["lantern"]
    assert len(answer.snippets[0]) < WIDTH + 5


@pytest.mark.both
@pytest.mark.django_db
def test_a_page_with_the_words_in_its_title_alone_shows_its_teaser(add: Add, search: Search) -> None:
    add("Lantern walk", "Other words.", teaser="Come along at dusk.")
    answer = search("lantern")
    assert answer.snippets == ["Come along at dusk."]
    assert "<mark>Lantern</mark>" in answer.html


@pytest.mark.both
@pytest.mark.django_db
def test_without_a_teaser_the_text_begins_at_its_beginning(add: Add, search: Search) -> None:
    add("Lantern walk", "We meet at the bench.")
    assert search("lantern").snippets == ["We meet at the bench."]


@pytest.mark.both
@pytest.mark.django_db
def test_everything_in_a_result_is_escaped(add: Add, search: Search) -> None:
    add("A <b>lantern</b> & co", "Say &lt;script&gt;alert(1)&lt;/script&gt; to the lantern.")
    html = search("lantern").html
    assert "&lt;b&gt;<mark>lantern</mark>&lt;/b&gt; &amp; co" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html


def test_the_teaser_is_shown_if_it_has_as_many_of_the_words() -> None:
    assert text_of(excerpt_of("A lantern at dusk.", "One lantern.")) == "A lantern at dusk."
    both = excerpt_of("A lantern at dusk.", "The lantern and the harbour.", typed="lantern harbour")
    assert found(both) == ["lantern", "harbour"]


def test_the_place_with_most_of_the_words_is_chosen() -> None:
    parts = excerpt_of(
        "", "A lantern. " + "Nothing. " * 60 + "The harbour has a lantern too.", typed="lantern harbour"
    )
    assert found(parts) == ["harbour", "lantern"]


def test_an_excerpt_begins_with_a_sentence_and_says_where_it_is_cut() -> None:
    text = text_of(excerpt_of("", SENTENCES))
    assert text.startswith("The first sentence says nothing.")
    assert text.endswith(ELLIPSIS)
    without_stops = "word " * 100 + "lantern " + "word " * 100
    text = text_of(excerpt_of("", without_stops))
    assert text.startswith(f"{ELLIPSIS}word ")
    assert set(text.replace(ELLIPSIS, " ").split()) == {"word", "lantern"}, "whole words only"


def test_a_word_longer_than_an_excerpt_is_shown_whole() -> None:
    long = "lantern" + "n" * 500
    assert found(excerpt_of("", f"So {long} it is.")) == [long]


def test_lines_that_do_not_end_like_a_sentence_are_kept_apart() -> None:
    assert split(indexed("", "What we do", "We walk.", "And talk.", "", "More")) == (
        "",
        "What we do · We walk. And talk. More",
    )


def test_marks_are_whole_words() -> None:
    assert marked("Hopefully, hope-filled HOPES", read("hope").terms) == [
        Part("Hopefully", True),
        Part(", "),
        Part("hope", True),
        Part("-filled "),
        Part("HOPES", True),
    ]


def test_text_that_was_indexed_before_teasers_were_marked_is_shown_all_the_same() -> None:
    assert found(excerpt("A lantern of old.", read("lantern").terms)) == ["lantern"]
    assert excerpt("", read("lantern").terms) == []


# --- what is not shown -------------------------------------------------------------------------------------


@pytest.mark.both
@pytest.mark.django_db
def test_words_of_a_block_that_is_not_shown_are_not_found(front: Page, search: Search) -> None:
    secret = StandardPageFactory(parent=front, title="Hidden", live=False, teaser="")
    StandardPageFactory(
        parent=front,
        title="Shown",
        teaser="",
        body=[
            ("rich_text", "<p>Open to all.</p>"),
            (
                "cards",
                {"heading": "", "cards": [{"page": secret, "title": "Lantern plan", "teaser": "Sshh"}]},
            ),
            ("buttons", {"buttons": [{"link": {"page": secret, "label": "Lantern button"}, "look": ""}]}),
            (
                "accordion",
                {"entries": [{"question": "Lantern question?", "answer": ""}], "first_open": False},
            ),
        ],
    )
    assert search("lantern").titles == []
    assert search("sshh").titles == []
    assert search("open").titles == ["Shown"]


@pytest.mark.both
@pytest.mark.django_db
def test_a_card_that_leads_elsewhere_is_found(front: Page, search: Search) -> None:
    card = {"page": None, "external": "https://www.example.org/", "title": "Lantern makers", "teaser": ""}
    StandardPageFactory(parent=front, title="Friends", body=[("cards", {"heading": "", "cards": [card]})])
    assert search("lantern").titles == ["Friends"]
