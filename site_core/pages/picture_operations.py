"""What is done to a picture on its way to the public."""

from typing import Any

from wagtail.images.image_operations import FormatOperation


class BareFormatOperation(FormatOperation):
    """Wagtail's `format-…`, without the camera's notes.

    They can hold the place where a photograph was taken: somebody's home. Willow copies them into JPEG and
    PNG files. The picture is turned the right way up before this, so nothing that is seen is lost.
    """

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> None:
        """Drop the notes, then choose the format."""
        willow.get_pillow_image().info.pop("exif", None)
        super().run(willow, image, env)
