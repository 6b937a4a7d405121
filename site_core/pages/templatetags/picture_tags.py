"""Print a picture in one of the sizes of `renditions.SPECS`."""

from typing import TYPE_CHECKING, Any

from django import template

from site_core.pages import renditions

if TYPE_CHECKING:
    from site_core.pages.models.media import CustomImage

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(
    image: "CustomImage | None",
    spec: str,
    alt: str | None = None,
    sizes: str = "",
    lazy: bool | None = None,
) -> dict[str, Any]:
    """Print `<picture>` for an image, or nothing for none: `{% picture image "card" alt="" %}`.

    Without `alt` the words come from the block, else from the picture. Lead pictures load at once, all
    others when they come near; `lazy` overrides that.
    """
    shown = renditions.shown(image, spec) if image else None
    if image is None or shown is None:
        return {"shown": None}
    kind = renditions.SPECS[spec]
    return {
        "shown": shown,
        "alt": alternative_text(image) if alt is None else alt,
        "sizes": sizes or kind.css_sizes,
        "lazy": not kind.is_lead if lazy is None else lazy,
        "is_lead": kind.is_lead and not lazy,
    }


def alternative_text(image: "CustomImage") -> str:
    """Return what stands for the picture: the block's own words, else the picture's. Empty: decoration."""
    if image.decorative:  # set by ImageBlock for this one place
        return ""
    return image.contextual_alt_text or image.default_alt_text
