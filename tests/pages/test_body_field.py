"""Migrations know a body by its name: another block or help text asks for none."""

from wagtail.fields import StreamField
from wagtail.models import get_page_models

from site_core.pages.blocks import BodyBlocks, BodyField
from site_core.pages.models import StandardPage


def test_a_migration_holds_no_block() -> None:
    _, path, args, kwargs = StandardPage._meta.get_field("body").deconstruct()
    assert path == "site_core.pages.blocks.fields.BodyField"
    assert (args, kwargs) == ([], {"blank": True})


def test_a_field_made_from_a_migration_has_all_blocks() -> None:
    made = BodyField(blank=True)
    assert set(made.stream_block.child_blocks) == set(BodyBlocks().child_blocks)


def test_every_body_is_such_a_field() -> None:
    bodies = [
        field
        for model in get_page_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField) and type(field.stream_block) is BodyBlocks
    ]
    assert len(bodies) > 8
    assert all(isinstance(field, BodyField) for field in bodies)
