"""What this room adds to Wagtail."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from .blocks import rich_text
from .picture_operations import BareFormatOperation


# After Wagtail's own apps, whose handlers of the same names it replaces.
@hooks.register("register_rich_text_features", order=100)
def register_public_links(features: FeatureRegistry) -> None:
    """Links in rich text give away no page that the public may not see."""
    rich_text.register_link_types(features)


# After Wagtail's own, whose operation of the same name it replaces.
@hooks.register("register_image_operations", order=100)
def register_bare_formats() -> list[tuple[str, type[BareFormatOperation]]]:
    """Public sizes of a picture do not tell where it was taken."""
    return [("format", BareFormatOperation)]
