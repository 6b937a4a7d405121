"""Everything can be seen before it is published: each page type, new or as a draft, and each block."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import querydict_from_html

from site_core.demo.building import FACTORIES
from site_core.demo.factories import ImageFactory
from site_core.pages.blocks import BodyBlocks
from site_core.pages.models import BasePage, HomePage, SectionPage

SignIn = Callable[[str], Client]
MADE: list[Any] = list(FACTORIES.values())
MAKERS: dict[Any, Any] = {maker._meta.model: maker for maker in MADE}
TITLE = "Seen before it is published"


def place_for(model: Any, home: HomePage) -> Page:
    """A page below which this type may stand."""
    above = model.allowed_parent_page_models()
    if model is HomePage:
        root = Page.get_first_root_node()
        assert root
        return root
    if HomePage in above:
        return home
    nearest = next(kind for kind in above if kind is not model)
    made: Page = MAKERS[nearest](parent=place_for(nearest, home), title="Above", slug="above")
    return made


def form_of(client: Client, address: str, model: Any) -> QueryDict:
    """What the editor's form would send. Streams are drawn by a script, so they come empty here."""
    html = client.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            data[f"{field.name}-count"] = "0"
    data["title"], data["slug"] = TITLE, "seen-before"
    return data


def shown_at(client: Client, address: str, data: QueryDict) -> Any:
    """Send the form to the preview, and fetch what the panel beside the editor shows."""
    kept = client.post(address, data)
    assert kept.json()["is_valid"], address
    return client.get(address, {"in_preview_panel": "true"})


def headline(response: Any) -> str:
    assert response.status_code == 200
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert found, "a preview without a headline"
    return re.sub(r"<[^>]+>", "", found[1]).strip()


def test_every_page_type_is_looked_at() -> None:
    ours = {model for model in get_page_models() if issubclass(model, BasePage) and model.is_creatable}
    assert ours == set(MAKERS)
    assert len(BodyBlocks().child_blocks) > 10


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_a_page_is_seen_by_editors_while_it_is_written_and_by_nobody_else(
    model: Any, home: HomePage, signed_in: SignIn, client: Client
) -> None:
    editor = signed_in("editor")
    parent = place_for(model, home)
    page = MAKERS[model](parent=parent, title="A draft", slug="a-draft", live=False)
    page.save_revision()
    data = form_of(editor, reverse("wagtailadmin_pages:edit", args=[page.pk]), model)
    new = [model._meta.app_label, model._meta.model_name, parent.pk]
    for name, about in {"edit": [page.pk], "add": new}.items():
        response = shown_at(editor, reverse(f"wagtailadmin_pages:preview_on_{name}", args=about), data)
        # The front page has a headline of its own.
        assert TITLE in headline(response) or model is HomePage, name
        assert {"private", "no-store"} & set(re.split(r"[, ]+", response["Cache-Control"])), name
    assert not Page.objects.filter(title=TITLE).exists()
    draft = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "A draft" in headline(draft) or model is HomePage
    if model is not HomePage:
        assert client.get(page.relative_url(parent.get_site())).status_code == 404


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_editors_are_told_what_a_page_type_is_for(model: Any) -> None:
    """Wagtail shows it where they choose a type."""
    assert model.get_page_description()


@pytest.mark.parametrize("name", BodyBlocks().child_blocks)
def test_a_block_is_seen_before_it_is_chosen(name: str, home: HomePage, signed_in: SignIn) -> None:
    ImageFactory()
    block: blocks.Block = BodyBlocks().child_blocks[name]
    assert block.is_previewable
    assert block.get_description()
    assert block.meta.icon
    assert block.meta.icon != "placeholder"
    # The block of a real field has an address for its preview.
    real: Any = SectionPage.body.field.stream_block.child_blocks[name]
    response = signed_in("editor").get(reverse("wagtailadmin_block_preview"), {"id": real.definition_prefix})
    assert response.status_code == 200
    words = response.content.decode()
    assert "css/site.css" in words
    main = words.partition("<main")[2].partition("</main>")[0]
    assert len(main) > 40
