"""Print a picture in one of the sizes of `renditions.SPECS`."""

from typing import TYPE_CHECKING, Any

from django import template
from django.template.context import Context

from site_core.pages import renditions

if TYPE_CHECKING:
    from site_core.pages.models.media import CustomImage

register = template.Library()


@register.inclusion_tag("components/picture.html", takes_context=True)
def picture(
    context: Context,
    image: "CustomImage | None",
    spec: str,
    alt: str | None = None,
    sizes: str = "",
    lazy: bool | None = None,
) -> dict[str, Any]:
    """Print `<picture>` for an image, or nothing for none: `{% picture image "card" alt="" %}`.

    Without `alt` the words come from the block, else from the picture. Lead pictures and the first one at the
    top of a body load at once and before other things, all others when they come near; `lazy` overrides that.
    """
    shown = renditions.shown(image, spec) if image else None
    if image is None or shown is None:
        return {"shown": None}
    kind = renditions.SPECS[spec]
    is_early = not lazy and (kind.is_lead or takes_first_turn(context))
    return {
        "shown": shown,
        "alt": alternative_text(image) if alt is None else alt,
        "sizes": sizes or kind.css_sizes,
        "lazy": not is_early if lazy is None else lazy,
        "is_early": is_early,
    }


@register.simple_tag
def larger_picture(image: "CustomImage") -> renditions.Shown | None:
    """Return an uncut picture for a link to its file: `{% larger_picture image as larger %}`."""
    return renditions.shown(image, "wide")


@register.simple_tag
def card_sizes(count: int) -> str:
    """Return how wide the pictures of so many cards are: `{% card_sizes cards|length as sizes %}`."""
    return renditions.card_sizes(count)


def takes_first_turn(context: Context) -> bool:
    """Whether this is the first picture of a body, in a block that stands near its top (`BodyBlocks`)."""
    turns: list[bool] = context.get("early_turns") or []
    return bool(turns) and turns.pop()


def alternative_text(image: "CustomImage") -> str:
    """Return what stands for the picture: the block's own words, else the picture's. Empty: decoration."""
    if image.decorative:  # set by ImageBlock for this one place
        return ""
    return image.contextual_alt_text or image.default_alt_text
