"""A photograph does not tell visitors where it was taken."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from site_core.pages import renditions
from site_core.pages.models import CustomImage

GPS = 0x8825


@pytest.mark.django_db
def test_no_public_size_of_a_picture_holds_the_cameras_notes() -> None:
    notes = Pillow.Exif()
    notes[0x010F] = "A camera"
    notes.get_ifd(GPS)[1] = "N"
    file = BytesIO()
    Pillow.new("RGB", (900, 600), "teal").save(file, "JPEG", exif=notes, comment="At home")
    image = CustomImage.objects.create(
        title="Home", description="A home", file=ContentFile(file.getvalue(), "home.jpg")
    )
    with image.file.open() as original:
        assert Pillow.open(original).getexif(), "the upload itself must have notes, or this test says nothing"
    # The last are the admin's own: they lie in the same public folder, under names that can be guessed.
    admins = ["max-165x165", "max-800x600", "width-1200", "original"]
    for spec in [*renditions.all_filters(image.file.name), "max-480x160|format-png", *admins]:
        with image.get_rendition(spec).file.open() as public:
            shown = Pillow.open(public)
            assert (dict(shown.getexif()), shown.info.get("comment")) == ({}, None), spec
