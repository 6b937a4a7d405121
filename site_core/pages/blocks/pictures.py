"""Blocks with pictures, and the picture chooser that other blocks use."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from site_core.pages import renditions

from .ahead import AheadChooserBlock
from .base import PICTURES, BlockValue, SiteBlock, choice
from .rich_text import ProseBlock, has_words


class PicturesWithSizes(AheadChooserBlock, ImageChooserBlock):
    """Reads the pictures of a body together with their renditions, in one query."""

    shelf = "pictures"

    def __init__(self, *specs: str, **kwargs: Any) -> None:
        self.specs = specs
        super().__init__(**kwargs)

    @classmethod
    def read(cls, choosers: Iterable[Any], keys: set[int]) -> Mapping[int, Any]:
        """Return the pictures by key, with the sizes that the choosers' blocks print."""
        return renditions.read_images(keys, *{spec for chooser in choosers for spec in chooser.specs})


class ImageChoiceBlock(ImageBlock):
    """A picture with its words for this one place; reads all renditions of a body in one query.

    `spec` is the key in `renditions.SPECS` that the block's template prints.
    """

    def __init__(self, *specs: str, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = PicturesWithSizes(*(specs or ("inline",)), required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Return the pictures in the order of `values`, with their renditions."""
        values = list(values)
        # Wagtail 7.4 fails where some items of a list have a picture and others have none.
        if any(isinstance(value, dict) for value in values):
            values = [{} if value is None else value for value in values]
        images: list[Any] = super().bulk_to_python(values)
        return images


def sample_pictures(count: int) -> list[dict[str, Any]]:
    """Return the first pictures of the library for a block's preview; none while the library is empty."""
    return [
        {"image": image, "alt_text": image.default_alt_text, "decorative": not image.default_alt_text}
        for image in get_image_model().objects.order_by("pk")[:count]
    ]


def sample_picture(place: int) -> dict[str, Any] | None:
    """Return the picture at `place` in the library (from 0), or its last one; None while it is empty."""
    return next(reversed(sample_pictures(place + 1)), None)


class PictureValue(BlockValue):
    """A picture with its caption."""

    @property
    def credit_line(self) -> str:
        """Who made the picture: the block's words, else the picture's own credit."""
        image = self.get("image")
        return self.get("credit") or (image.credit if image else "")

    @property
    def spec(self) -> str:
        """The key in `renditions.SPECS`."""
        return "wide" if self.get("width") == "wide" else "inline"

    @property
    def is_empty(self) -> bool:
        """Whether there is no picture."""
        return self.get("image") is None


class PictureBlock(SiteBlock):
    """A picture with caption and credit."""

    image = ImageChoiceBlock("inline", "wide", label="Picture")
    caption = blocks.CharBlock(required=False, max_length=250)
    credit = blocks.CharBlock(
        required=False, max_length=200, help_text="Empty: the credit that is stored with the picture."
    )
    width = choice([("column", "As wide as the text"), ("wide", "As wide as the page")], label="Width")

    class Meta:
        icon = "image"
        label = "Picture"
        group = PICTURES
        template = "blocks/picture.html"
        value_class = PictureValue
        label_format = "{caption}"
        description = "One picture, with a caption and the name of whoever made it."

    def get_preview_value(self) -> Any:
        """Return a picture of the library."""
        return self.normalize(
            {"image": sample_picture(11), "caption": "The garden on opening day.", "width": "column"}
        )


class PictureTextValue(BlockValue):
    """A picture beside words."""

    @property
    def classes(self) -> str:
        """The CSS classes for the picture's side and share of the row."""
        names = ["media"]
        if self.get("side") == "right":
            names.append("media--flip")
        if self.get("share") in {"third", "two-thirds"}:
            names.append(f"media--{self['share']}")
        return " ".join(names)

    @property
    def picture_sizes(self) -> str:
        """How wide the picture is, in CSS `sizes` (`.media` in site.css)."""
        wide, tablet = {"third": ("24rem", "29vw"), "two-thirds": ("49rem", "58vw")}.get(
            self.get("share") or "", ("37rem", "44vw")
        )
        return f"(min-width: 82rem) {wide}, (min-width: 48rem) {tablet}, calc(100vw - 2rem)"

    @property
    def credit_line(self) -> str:
        """Who made the picture."""
        image = self.get("image")
        return image.credit if image else ""

    @property
    def is_empty(self) -> bool:
        """Whether there are neither words nor a picture."""
        return self.get("image") is None and not self.get("heading") and not has_words(self.get("words"))


class PictureTextBlock(SiteBlock):
    """A picture and, beside it, words."""

    image = ImageChoiceBlock("inline", label="Picture")
    heading = blocks.CharBlock(required=False, max_length=120)
    words = ProseBlock(label="Words")
    side = choice([("left", "Left"), ("right", "Right")], label="Side of the picture")
    share = choice(
        [("half", "Half of the row"), ("third", "A third"), ("two-thirds", "Two thirds")],
        label="Room for the picture",
    )

    class Meta:
        icon = "image"
        label = "Picture with text"
        group = PICTURES
        template = "blocks/picture_text.html"
        value_class = PictureTextValue
        label_format = "{heading}"
        description = "A picture and a few sentences side by side; on a phone, one below the other."

    def get_preview_value(self) -> Any:
        """Return a picture of the library beside invented words."""
        return self.normalize(
            {
                "image": sample_picture(4),
                "heading": "A street that eats together",
                "words": "<p>Every first Sunday the tables come out. <b>Everyone is welcome.</b></p>",
                "side": "left",
                "share": "half",
            }
        )
