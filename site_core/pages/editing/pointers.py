"""Finding what a page, a setting or a snippet points at.

Wagtail's reference index forgets a deleted target, which is just the one that matters here; so we read the
stored values themselves, through the definitions of the blocks.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from .models import MAX_URL, Pointer

Kind = Pointer.Kind


class Found(NamedTuple):
    """One thing that is pointed at: `target` is a key, or for an address elsewhere the address itself."""

    kind: str
    target: int | str
    place: str


def pointers_of(instance: models.Model) -> Iterator[Found]:
    """Yield what the stored values of a row and of its child rows point at."""
    for field in instance._meta.get_fields():
        if getattr(field, "model", None) is Page:
            continue
        place = str(getattr(field, "verbose_name", field.name)).capitalize()
        match field:
            case StreamField():
                stream = field.value_from_object(instance)
                if stream is not None:
                    yield from _in_block(field.stream_block, list(stream.raw_data), place)
            case RichTextField():
                yield from in_rich_text(field.value_from_object(instance) or "", place)
            case models.URLField():
                yield from _in_text(field.value_from_object(instance), place)
            case models.ForeignKey() if not getattr(field.remote_field, "parent_link", False):
                yield from _in_foreign_key(field, instance, place)
    for relation in get_all_child_relations(type(instance)):
        # Wagtail's own: colleagues' comments.
        if relation.model is Page:
            continue
        for child in getattr(instance, relation.get_accessor_name()).all():
            yield from pointers_of(child)


def _in_foreign_key(field: Any, instance: models.Model, place: str) -> Iterator[Found]:
    key, model = getattr(instance, field.attname), field.related_model
    # A child row's link to the page that it belongs to is none that a visitor follows.
    if key is None or type(field).__name__ == "ParentalKey":
        return
    if issubclass(model, Page):
        yield Found(Kind.PAGE, key, place)
    elif model is get_document_model():
        yield Found(Kind.DOCUMENT, key, place)


def _in_block(block: blocks.Block, raw: Any, place: str) -> Iterator[Found]:
    """Yield what the stored value of one block points at; a value of an unexpected shape holds nothing."""
    match block, raw:
        case blocks.BaseStreamBlock(), list():
            for child in raw:
                inner = block.child_blocks.get(child.get("type"))
                if inner is not None:
                    yield from _in_block(inner, child.get("value"), f"{place} › {inner.label}")
        case blocks.ListBlock(), list():
            for item in raw:
                # As it is stored today, or as it was before list items had ids.
                value = item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
                yield from _in_block(block.child_block, value, place)
        case ImageBlock(), dict():
            if raw.get("image") and not raw.get("decorative") and not (raw.get("alt_text") or "").strip():
                yield Found(Kind.PICTURE, int(raw["image"]), place)
        case blocks.BaseStructBlock(), dict():
            for name, inner in block.child_blocks.items():
                yield from _in_block(inner, raw.get(name), place)
        case TypedTableBlock(), dict():
            yield from _in_table(block, raw, place)
        case blocks.PageChooserBlock(), int():
            yield Found(Kind.PAGE, raw, place)
        case DocumentChooserBlock(), int():
            yield Found(Kind.DOCUMENT, raw, place)
        case blocks.RichTextBlock(), str():
            yield from in_rich_text(raw, place)
        case ((blocks.CharBlock() | blocks.URLBlock()), str()):
            yield from _in_text(raw, place)


def _in_table(block: TypedTableBlock, raw: dict[str, Any], place: str) -> Iterator[Found]:
    kinds = [block.child_blocks.get(column.get("type")) for column in raw.get("columns", [])]
    for row in raw.get("rows", []):
        for inner, value in zip(kinds, row.get("values", []), strict=False):
            if inner is not None:
                yield from _in_block(inner, value, place)


def _in_text(value: str | None, place: str) -> Iterator[Found]:
    """Yield a web address. A longer one than we store is left out, and so is mail and telephone."""
    text = (value or "").strip()
    if text.lower().startswith(("http://", "https://")) and len(text) <= MAX_URL and " " not in text:
        yield Found(Kind.ADDRESS, text.partition("#")[0], place)


def in_rich_text(source: str, place: str) -> Iterator[Found]:
    """Yield what rich text, as the database keeps it, points at."""
    reader = _Links()
    reader.feed(source)
    for attributes in reader.links:
        kind = {"page": Kind.PAGE, "document": Kind.DOCUMENT}.get(attributes.get("linktype") or "")
        key = attributes.get("id") or ""
        if kind and key.isdecimal():
            yield Found(kind, int(key), place)
        else:
            yield from _in_text(attributes.get("href"), place)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs))
