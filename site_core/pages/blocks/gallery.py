"""The gallery."""

from dataclasses import dataclass
from typing import Any

from wagtail import blocks

from .base import PICTURES, BlockValue, HeadedBlock
from .pictures import ImageChoiceBlock, sample_pictures

SAMPLE_CAPTIONS = ("Market day", "The mill, before work", "Six lanterns", "", "Tea at seven")


class GalleryPictureBlock(blocks.StructBlock):
    """One picture of a gallery."""

    image = ImageChoiceBlock("gallery", "wide", label="Picture")
    caption = blocks.CharBlock(required=False, max_length=250)

    class Meta:
        icon = "image"
        label_format = "{caption}"


@dataclass(frozen=True)
class GalleryPicture:
    """One picture as it is printed; `sizes` says how wide, as CSS does (`.gallery` in site.css)."""

    image: Any
    caption: str
    sizes: str


def picture_sizes(place: int, count: int) -> str:
    """Return CSS `sizes` of the picture at `place` (from 0) of `count`.

    On a wide screen the first of five or more is as large as four others; on a small one the first of an odd
    number takes the whole row, so that none is left alone.
    """
    is_large = count in {2, 3} or (place == 0 and count > 4)
    is_alone = place == 0 and count % 2 == 1
    wide = ("37rem", "45vw") if is_large else ("18rem", "22vw")
    small = "calc(100vw - 2rem)" if is_alone else "44vw"
    return f"(min-width: 82rem) {wide[0]}, (min-width: 62rem) {wide[1]}, {small}"


class GalleryValue(BlockValue):
    """Pictures, without those that were deleted."""

    @property
    def shown(self) -> list[GalleryPicture]:
        """The pictures to print."""
        there = [item for item in self.get("pictures") or [] if item.get("image") is not None]
        return [
            GalleryPicture(item["image"], item.get("caption") or "", picture_sizes(place, len(there)))
            for place, item in enumerate(there)
        ]

    @property
    def credit_line(self) -> str:
        """Who made the pictures, each name once."""
        return "; ".join(dict.fromkeys(item.image.credit for item in self.shown if item.image.credit))

    @property
    def is_empty(self) -> bool:
        """Whether there is no picture."""
        return not self.shown


class GalleryBlock(HeadedBlock):
    """Several pictures side by side."""

    pictures = blocks.ListBlock(GalleryPictureBlock(), min_num=2, max_num=40)

    class Meta:
        icon = "image"
        label = "Gallery"
        group = PICTURES
        template = "blocks/gallery.html"
        value_class = GalleryValue
        label_format = "{heading}"
        description = (
            "Two pictures or more in a grid, with captions. A reader can open each one to see it whole; "
            "the grid shows the part around its focal point."
        )

    def get_preview_value(self) -> Any:
        """Return the first pictures of the library."""
        pictures = sample_pictures(len(SAMPLE_CAPTIONS))
        captioned = [
            {"image": image, "caption": caption}
            for image, caption in zip(pictures, SAMPLE_CAPTIONS, strict=False)
        ]
        # With a single picture in the library it is shown twice, since a gallery has at least two.
        return self.normalize(
            {"heading": "A year in our towns", "pictures": captioned * (2 if len(captioned) == 1 else 1)}
        )
