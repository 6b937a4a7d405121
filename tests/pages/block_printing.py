"""Making and printing bodies in tests."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from PIL import Image
from wagtail.blocks import StreamValue

from site_core.demo.event_factories import EventPageFactory
from site_core.demo.factories import DocumentFactory, PersonFactory
from site_core.pages.blocks import BodyBlocks
from site_core.pages.models import CustomImage
from tests.support.html import Document

BODY = BodyBlocks()
BODY.set_name("body")


def body(*blocks: tuple[str, Any]) -> StreamValue:
    """A body as an editor leaves it in the database: values are raw, so that reading them is tested too."""
    made = [
        {"type": kind, "value": _raw(kind, value), "id": f"b{n}"} for n, (kind, value) in enumerate(blocks)
    ]
    return BODY.to_python(json.loads(json.dumps(made, cls=DjangoJSONEncoder)))


def _raw(kind: str, value: Any) -> Any:
    block = BODY.child_blocks[kind]
    return block.get_prep_value(block.normalize(value))


def printed(*blocks: tuple[str, Any]) -> str:
    """The HTML of a body."""
    return str(BODY.render(body(*blocks)))


def document(html: str) -> Document:
    """A whole document around the HTML of blocks, to be checked."""
    return Document(
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A body</title></head>'
        f"<body><main><h1>A page</h1>{html}</main></body></html>"
    )


def picture(
    name: str = "houses.jpg", *, size: tuple[int, int] = (640, 480), mode: str = "RGB", **fields: Any
) -> CustomImage:
    """A picture in the library; the file's name says the format."""
    file = BytesIO()
    Image.new(mode, size).save(file, {"jpg": "JPEG", "png": "PNG", "gif": "GIF"}[name.rpartition(".")[2]])
    fields = {"title": name, "description": "A row of houses"} | fields
    image: CustomImage = CustomImage.objects.create(file=ContentFile(file.getvalue(), name), **fields)
    return image


def furnish() -> CustomImage:
    """A picture, and one of whatever else blocks can show, so that no preview is empty."""
    DocumentFactory(title="Annual review")
    PersonFactory(name="Amina Yusuf", biography="<p>Puts the kettle on.</p>")
    EventPageFactory(title="Street breakfast", start_day=timezone.localdate() + timedelta(days=7))
    return picture()
