"""What an editor is told when a block is not ready to be published, and that a draft may wait."""

import json
from typing import Any

import pytest
from wagtail.blocks import StreamBlockValidationError

from site_core.demo.factories import StandardPageFactory
from site_core.pages.blocks import LinkBlock, OptionalLinkBlock
from tests.pages.block_printing import BODY, body

WEB = "https://www.example.org/"
TABLE = {"caption": "Sums", "columns": [{"type": "text", "heading": "What"}], "rows": [{"values": ["a"]}]}


def complaints(*blocks: tuple[str, Any]) -> str:
    """The words that the editor sees; empty when the body may be published."""
    try:
        BODY.clean(body(*blocks))
    except StreamBlockValidationError as error:
        return json.dumps(error.as_json_data(), ensure_ascii=False)
    return ""


def heading(level: int) -> tuple[str, Any]:
    return "heading", {"text": "Words", "level": str(level)}


def button(**link: Any) -> tuple[str, Any]:
    return "buttons", {"buttons": [{"link": link, "look": ""}]}


@pytest.mark.parametrize(
    "levels", [[2], [2, 3, 4], [2, 3, 4, 2, 3], [2, 2, 3, 3, 2]], ids=lambda levels: str(levels)
)
def test_headings_may_go_down_step_by_step(levels: list[int]) -> None:
    assert complaints(*map(heading, levels)) == ""


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([3], "level 3 cannot follow the page's title. Choose level 2."),
        ([2, 4], "level 4 cannot follow level 2. Choose level 3."),
        ([2, 3, 2, 4], "level 4 cannot follow level 2. Choose level 3."),
    ],
    ids=str,
)
def test_no_heading_may_skip_a_level(levels: list[int], said: str) -> None:
    told = json.loads(complaints(*map(heading, levels)))
    assert list(told["blockErrors"]) == [str(len(levels) - 1)]
    assert said in json.dumps(told)


@pytest.mark.django_db
def test_a_draft_may_skip_a_level_and_leave_things_out() -> None:
    unready = body(
        heading(4), button(), ("video", {}), ("table", {}), ("cards", {"cards": [{}]}), ("quote", {})
    )
    assert len(BODY.clean_deferred(unready)) == 6
    with pytest.raises(StreamBlockValidationError):
        BODY.clean(unready)


@pytest.mark.django_db
def test_a_skipped_level_does_not_hide_other_complaints() -> None:
    told = json.loads(complaints(heading(3), ("quote", {})))
    assert set(told["blockErrors"]) == {"0", "1"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [WEB, "http://example.org/a?b=c", "mailto:hello@example.org", "tel:+44 1632 960001"]
)
def test_a_link_may_lead_to_web_mail_and_telephone(address: str) -> None:
    assert complaints(button(external=address, label="Go")) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "//example.org/", "www.example.org",
     "mailto:nobody", "tel:help", "https://", "/donate/"],
)  # fmt: skip
def test_a_link_to_anything_else_is_refused_with_an_example(address: str) -> None:
    assert "for instance https://www.example.org/" in complaints(button(external=address, label="Go"))


@pytest.mark.django_db
def test_a_link_has_exactly_one_target() -> None:
    page = StandardPageFactory()
    assert "Choose where the link leads" in complaints(button(label="Go"))
    assert "Choose only one target" in complaints(button(page=page, external=WEB, label="Go"))
    assert complaints(button(page=page)) == ""


@pytest.mark.django_db
def test_a_link_elsewhere_needs_words() -> None:
    assert "Give the link words." in complaints(button(external=WEB))
    assert "Give the link words." in complaints(button(anchor="Opening times"))


def test_an_optional_link_may_be_left_out_but_not_half_done() -> None:
    optional, needed = OptionalLinkBlock(), LinkBlock()
    optional.clean(optional.normalize({}))
    with pytest.raises(Exception, match="Validation error"):
        optional.clean(optional.normalize({"label": "Words without a target"}))
    with pytest.raises(Exception, match="Validation error"):
        needed.clean(needed.normalize({}))


@pytest.mark.django_db
def test_a_card_leads_to_one_place_and_has_a_title() -> None:
    page = StandardPageFactory()
    assert "Choose a page or give an address" in complaints(("cards", {"cards": [{}]}))
    both = {"page": page, "external": WEB, "title": "Both"}
    assert "Choose a page or give an address" in complaints(("cards", {"cards": [both]}))
    assert "Give the card a title." in complaints(("cards", {"cards": [{"external": WEB}]}))
    assert complaints(("cards", {"cards": [{"page": page}]})) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"caption": " "}, "Give the table a caption"),
        ({"columns": [{"type": "text", "heading": ""}]}, "Give every column a heading."),
        ({"columns": [], "rows": []}, "Give the table at least one column."),
        ({}, ""),
    ],
)
def test_a_table_has_a_caption_and_headings(change: dict[str, Any], said: str) -> None:
    told = complaints(("table", {"table": {**TABLE, **change}}))
    assert said in told
    assert bool(said) == bool(told)


def test_a_film_is_on_youtube_or_vimeo_and_has_a_title() -> None:
    assert "one film on YouTube or Vimeo" in complaints(("video", {"address": WEB, "title": "Film"}))
    assert '"title"' in complaints(("video", {"address": "https://vimeo.com/76979871"}))
    assert complaints(("video", {"address": "https://vimeo.com/76979871", "title": "Film"})) == ""
    assert "for instance 3:20" in complaints(
        ("video", {"address": "https://vimeo.com/76979871", "title": "Film", "length": "three minutes"})
    )


def test_rows_of_buttons_have_a_limit() -> None:
    one = {"link": {"external": WEB, "label": "Go"}, "look": ""}
    assert complaints(("buttons", {"buttons": [one] * 4})) == ""
    assert "maximum number of items is 4" in complaints(("buttons", {"buttons": [one] * 5}))
    call = {"heading": "Come", "tone": "", "buttons": [one] * 3}
    assert "maximum number of items is 2" in complaints(("call_to_action", call))
