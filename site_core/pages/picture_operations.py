"""What is done to a picture on its way to the public."""

from typing import Any

from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import Filter

# Where cameras and programs write notes. The colour profile stays.
NOTES = ("exif", "xmp", "comment")
# Speed is 0 (slow) to 10: at 8, files are about a tenth larger than at Pillow's 6, and made in a third of the
# time. One thread, since another processor has visitors to serve, and small pictures gain nothing from two.
AVIF_OPTIONS = {"speed": 8, "max_threads": 1}


class DropNotes(FilterOperation):
    """Takes the camera's notes out of a picture.

    They can hold the place where a photograph was taken: somebody's home. Willow copies them into JPEG and
    PNG files. The picture is turned the right way up before this, so nothing that is seen is lost.
    """

    def construct(self) -> None:
        """Nothing to choose."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> None:
        """Drop the notes."""
        info = willow.get_pillow_image().info
        for name in NOTES:
            info.pop(name, None)


class HurryAvif(FilterOperation):
    """Makes AVIF files with `AVIF_OPTIONS`: Willow does not set them, Pillow finds them on the picture."""

    def construct(self) -> None:
        """Nothing to choose."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> None:
        """Note the options on the picture."""
        if env.get("output-format") == "avif":
            willow.get_pillow_image().encoderinfo = dict(AVIF_OPTIONS)


class BareFilter(Filter):
    """Wagtail's filter, and at its end no notes: in any size, also those that only the admin shows."""

    @property
    def filter_operations(self) -> list[FilterOperation]:
        """What the specification names, then dropping the notes, and haste."""
        return [*super().filter_operations, DropNotes("drop-notes"), HurryAvif("hurry-avif")]
