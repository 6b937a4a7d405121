"""The editor: all blocks can be added, a half-done page can be kept as a draft, and only that."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from site_core.accounts.models import User
from site_core.pages.models import HomePage, StandardPage
from tests.pages.block_printing import BODY, furnish


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    client.force_login(User.objects.create_superuser(email="editor@example.org", password="x"))
    return client


def save(editor: Client, page: StandardPage, *blocks: tuple[str, Any], **extra: str) -> Any:
    form = {"title": page.title, "slug": page.slug, "teaser": "", "body": streamfield(blocks), "byline": ""}
    data = nested_form_data({**form, "comments": inline_formset([]), **extra})
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


@pytest.fixture
def page(home: HomePage) -> StandardPage:
    made = StandardPage(title="A page", slug="a-page")
    home.add_child(instance=made)
    return made


def test_a_page_with_every_block_opens_in_the_editor(editor: Client, page: StandardPage) -> None:
    furnish()
    page.body = [(name, BODY.child_blocks[name].get_preview_value()) for name in BODY.child_blocks]
    page.save_revision().publish()
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    words = response.content.decode()
    assert all(block.label in words for block in BODY.child_blocks.values())


def test_a_half_done_body_can_be_kept_as_a_draft_but_not_published(
    editor: Client, page: StandardPage
) -> None:
    unready = ("heading", {"text": "Too deep", "level": "4"})
    kept = save(editor, page, unready)
    assert kept.status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body[0].value["text"] == "Too deep"
    refused = save(editor, page, unready, **{"action-publish": "yes"})
    assert refused.status_code == 200
    assert "Choose level 2." in refused.content.decode()
    page.refresh_from_db()
    assert len(page.body) == 0


def test_a_dangerous_address_is_refused_even_in_a_draft(editor: Client, page: StandardPage) -> None:
    film = {
        "address": "javascript:alert(1)", "title": "Film", "length": "",
        "transcript": '{"blocks": [], "entityMap": {}}',
        "image-image": "", "image-alt_text": "",
        **{f"transcript_link-{name}": "" for name in ("page", "document", "external", "anchor", "label")},
    }  # fmt: skip
    refused = save(editor, page, ("video", film))
    assert refused.status_code == 200
    assert "one film on YouTube or Vimeo" in refused.content.decode()
