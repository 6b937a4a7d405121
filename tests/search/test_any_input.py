"""Whatever stands in the address, the answer is a page in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from site_core.pages.search.terms import LONGEST_TEXT, MOST_WORDS, read, term_of

from .conftest import Search, words

pytestmark = [pytest.mark.both, pytest.mark.django_db]

ODD = {
    "a quotation mark": '"',
    "an open phrase": '"lantern walk',
    "an apostrophe": "'",
    "apostrophes": "lantern's 'walk' o''clock",
    "a star": "*",
    "a star after a word": "lantern*",
    "near": "NEAR(lantern walk, 5)",
    "operators": "lantern AND OR NOT walk",
    "brackets": "((lantern) | {walk} & !hope <-> [x]",
    "a column": "title : lantern",
    "a caret": "^lantern",
    "a minus": "-lantern",
    "a plus": "+lantern + walk",
    "a colon": ":*",
    "weights": "lantern:A :B*",
    "a backslash": "\\ lantern\\' \\\\",
    "a percent sign": "100% %s %(x)s %",
    "an underscore": "_ lantern_walk",
    "a semicolon": "'; DROP TABLE wagtailcore_page; --",
    "NUL": "lan\x00tern \x00",
    "control characters": "\x01\x02\x7f\x1b[0m\x85lantern",
    "a line break": "lantern\r\nwalk",
    "markup": "<script>alert(1)</script>",
    "a template": "{{ furniture }} {% debug %}",
    "emoji": "🏮🏮 👩‍👩‍👧",
    "right to left": "فانوس \u202e\u200f مسيرة",
    "Hindi": "हिन्दी लालटेन",
    "Chinese": "灯笼漫步",
    "a ligature": "ﬁne ﷺ Straße ǅ İstanbul",
    "only combining marks": "\u0301\u0301\u0301",
    "no character": "\uffff\ufffe\ufffd",
    "an astral letter": "𝔩𝔞𝔫𝔱𝔢𝔯𝔫",
    "small words": "the of and to a",
    "one letter": "x",
    "numbers": "1e9 -1 0x1F 2025-26 10,000 ½ ² ٣",
    "an address": "https://www.example.org/lantern?x=1&y=2#z office@example.org",
    "white space": " \t\u00a0\u2003\u200b ",
    "a word of 10,000 letters": "a" * 10_000,
    "10,000 characters": "lantern walk " * 770,
    "1,000 words": " ".join(f"word{number}" for number in range(1_000)),
    "10,000 quotation marks": '"' * 10_000,
    "10,000 accents": "e" + "\u0301" * 10_000,
}


@pytest.fixture(autouse=True)
def page(add: Callable[..., Any]) -> Any:
    return add("Lantern walk", "Hope and tea for everyone.")


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD.keys())
def test_any_words_are_answered_in_words(search: Search, typed: str) -> None:
    answer = search(typed)
    assert answer.status == 200
    assert "Words to look for" in answer.main
    assert "<script>alert" not in answer.html
    (field,) = (node for node in answer.document.iter("input") if node.get("name") == "q")
    assert len(field.get("value")) <= LONGEST_TEXT
    assert "\x00" not in answer.html


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=lantern%00walk",
        "q=%ED%A0%80lantern",
        "q=%FF%FE",
        "q=%",
        "q=%u006c",
        "q[]=lantern",
        "q[]=lantern&q[]=walk",
        "q[x]=1",
        "q=tea&q=lantern",
        "q=",
        "q",
        "=",
        "&&&",
        "q=lantern&page=0",
        "q=lantern&page=-1",
        "q=lantern&page=1e9",
        "q=lantern&page=abc",
        "q=lantern&page=%00",
        "q=lantern&page=" + "9" * 5_000,
        "q=lantern&page=1&page=2",
        "q=lantern&type=",
        "q=lantern&type=nonsense",
        "q=lantern&type=%00",
        "q=lantern&type='%22",
        "q=lantern&type[]=pages",
        "type=pages",
        "page=7",
        "q=" + "%22" * 3_000,
    ],
)
def test_any_query_is_answered(client: Client, query: str) -> None:
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    assert b"Words to look for" in response.content


def test_a_repeated_question_is_its_last(client: Client) -> None:
    assert b"1 page" in client.get("/search/?q=nothing&q=lantern").content


def test_more_fields_than_any_form_has_are_refused(client: Client) -> None:
    assert client.get("/search/?" + "&".join(["q=x"] * 10_001)).status_code == 400


@pytest.mark.parametrize(
    "typed",
    ["“Lantern!”", "\x00lantern\x00", "(lantern)", "-lantern", "lantern*", "LANTERN?"],
)
def test_signs_around_a_word_do_not_hide_it(search: Search, typed: str) -> None:
    assert search(typed).titles == ["Lantern walk"]


def test_a_long_search_says_what_was_looked_for(search: Search) -> None:
    answer = search(" ".join(f"word{number}" for number in range(20)))
    assert "so we looked for its first words only: word0, word1, word2" in answer.main
    assert "word8" not in answer.main.partition("only:")[2].partition(".")[0]


def test_small_words_alone_are_not_looked_for_and_it_says_so(search: Search) -> None:
    answer = search("the of and")
    assert answer.heading == "There is nothing to look for in the of and"
    assert "Very small words" in answer.main


def test_an_empty_search_shows_the_form_and_ways_into_the_site(search: Search) -> None:
    answer = search("")
    assert words(next(iter(answer.document.iter("h1")))) == "What are you looking for?"
    assert answer.links()["Site map"] == "/site-map/"


def test_no_more_words_are_looked_for_than_the_bound() -> None:
    query = read(" ".join(f"word{number}" for number in range(50)))
    assert len(query.terms) == MOST_WORDS
    assert query.is_cut
    assert not read("lantern walk").is_cut


def test_words_lose_everything_that_a_database_could_read() -> None:
    assert [term.word for term in read('"Don\'t" NEAR(café, 5)* -x:y\x00z').terms] == [
        "don",
        "near",
        "café",
        "5",
        "x",
        "y",
        "z",
    ]


@pytest.mark.parametrize(
    ("typed", "written", "meant"),
    [
        ("art", "article", False),
        ("art", "arts", True),
        ("hope", "hopeful", True),
        ("cafe", "cafés", True),
        ("planned", "plan", True),
        ("donations", "donate", True),
        ("stations", "statistics", False),
        ("party", "parties", True),
        ("parties", "partner", False),
        ("news", "newspaper", False),
    ],
)
def test_what_counts_as_the_same_word(typed: str, written: str, meant: bool) -> None:
    from site_core.pages.search.terms import fold

    assert term_of(typed).means(fold(written)) is meant
