"""Every block that an editor can pick: complete, valid, silent when empty."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from site_core.accounts.models import User
from tests.pages.block_printing import BODY, document, furnish, printed
from tests.support.html import Document

NAMES = list(BODY.child_blocks)
# What an editor leaves who adds a block and fills in nothing.
EMPTY: dict[str, Any] = {name: {} for name in NAMES} | {"rich_text": '<p data-block-key="a"></p>'}


def preview_of(name: str) -> Any:
    return BODY.child_blocks[name].get_preview_value()


def test_the_body_has_the_blocks_that_a_charity_needs() -> None:
    assert set(NAMES) >= {
        "heading", "rich_text", "picture", "picture_text", "quote", "call_to_action", "buttons", "cards",
        "accordion", "table", "video", "gallery", "statistics", "timeline", "documents", "people",
        "alert_box", "map_link", "latest", "upcoming_events", "newsletter",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_block_has_all_that_an_editor_needs_to_choose_it(name: str) -> None:
    block = BODY.child_blocks[name]
    assert block.meta.label
    assert block.meta.icon not in ("", "placeholder")
    assert block.meta.group
    assert block.meta.template == f"blocks/{name}.html"
    assert len(block.get_description()) > 20
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_the_preview_value_is_what_an_editor_could_publish(name: str) -> None:
    furnish()
    BODY.child_blocks[name].clean(preview_of(name))


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_block_prints_valid_html(name: str) -> None:
    furnish()
    html = printed((name, preview_of(name)))
    assert html.strip()
    assert document(html).problems() == []


@pytest.mark.django_db
def test_all_blocks_in_one_body_are_valid_together_and_twice() -> None:
    furnish()
    everything = [(name, preview_of(name)) for name in NAMES] * 2
    assert document(printed(*everything)).problems() == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_block_prints_nothing(name: str) -> None:
    assert printed((name, EMPTY[name])).strip() == ""


@pytest.mark.django_db
@pytest.mark.parametrize("with_rows", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_the_picker_shows_a_block_in_the_sites_clothes(name: str, with_rows: bool, client: Client) -> None:
    if with_rows:
        furnish()
    client.force_login(User.objects.create_superuser(email="editor@example.org", password="x"))
    block = BODY.child_blocks[name]
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    page = Document(response.content.decode())
    assert response.status_code == 200
    assert page.problems() == []
    assert any("css/site.css" in (link.get("href") or "") for link in page.all("link"))
    # No page around it, and never an empty sheet.
    assert [element for element in page.all("main") if "".join(element.itertext()).strip() or page.all("img")]


@pytest.mark.django_db
def test_what_an_editor_types_is_escaped() -> None:
    evil = "<script>alert(1)</script>"
    html = printed(
        ("heading", {"text": evil, "level": "2"}),
        ("quote", {"words": evil, "who": evil, "role": evil}),
        ("buttons", {"buttons": [{"link": {"external": "https://example.org/", "label": evil}}]}),
        ("video", {"address": "https://youtu.be/aaaaaaaaaaa", "title": f'"{evil}'}),
        ("alert_box", {"heading": evil, "words": "<p>x</p>", "tone": "danger"}),
        (
            "statistics",
            {"heading": evil, "numbers": [{"number": 1, "unit": evil, "words": evil, "source": evil}]},
        ),
        ("timeline", {"heading": evil, "entries": [{"when": evil, "title": evil}]}),
        ("map_link", {"place": evil, "address": evil}),
        ("newsletter", {"heading": evil}),
        ("accordion", {"entries": [{"question": evil, "answer": "<p>x</p>"}]}),
        (
            "table",
            {
                "table": {
                    "caption": f'"{evil}',
                    "columns": [{"type": "text", "heading": evil}],
                    "rows": [{"values": [evil]}],
                }
            },
        ),
    )
    assert html.count("&lt;script&gt;") >= 20
    assert "<script>" not in html


@pytest.mark.django_db
def test_a_heading_keeps_its_address_and_two_of_the_same_words_have_two() -> None:
    two = [("heading", {"text": "Our work", "level": "2"})] * 2
    html = printed(*two, ("heading", {"text": "Our work 2", "level": "2"}))
    assert '<h2 id="h-our-work">' in html
    assert '<h2 id="h-our-work-2">' in html
    assert '<h2 id="h-our-work-2-2">' in html


@pytest.mark.django_db
def test_headings_inside_blocks_follow_the_heading_before_them() -> None:
    cards = {"heading": "Inside", "cards": [{"external": "https://example.org/", "title": "A card"}]}
    html = printed(
        ("cards", cards), ("heading", {"text": "Part", "level": "2"}), ("cards", cards),
        ("cards", {**cards, "heading": ""}),
    )  # fmt: skip
    assert [level for level, _ in document(html).headings] == [1, 2, 3, 2, 3, 4, 3]


@pytest.mark.django_db
def test_a_table_names_its_columns_and_rows_and_can_be_scrolled_with_the_keyboard() -> None:
    page = document(printed(("table", preview_of("table"))))
    region = page.one("div", role="region")
    assert region is not None
    assert region.get("tabindex") == "0"
    assert "What one pound does" in (region.get("aria-label") or "")
    assert len(page.all("caption")) == 1
    assert [cell.get("scope") for cell in page.all("th")] == ["col", "col", "row", "row", "row"]


@pytest.mark.django_db
def test_numbers_in_a_table_are_grouped_and_whole_ones_stay_whole() -> None:
    table = {"caption": "Sums", "columns": [{"type": "number", "heading": "£"}]}
    html = printed(("table", {"table": {**table, "rows": [{"values": ["1234567"]}, {"values": ["1.5"]}]}}))
    assert re.search(r">1,234,567\s*<", html)
    assert re.search(r">1\.50\s*<", html)


@pytest.mark.django_db
def test_only_the_first_answer_is_open_and_only_if_asked_for() -> None:
    preview = preview_of("accordion")
    assert [d.get("open") for d in document(printed(("accordion", preview))).all("details")] == ["", None]
    preview["first_open"] = False
    assert [d.get("open") for d in document(printed(("accordion", preview))).all("details")] == [None, None]
