"""House rules for page types, as system checks with a hint."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from PIL import features
from wagtail.models import get_page_models

from .models.base import BasePage


@register(Tags.models)
def every_page_type_is_ours(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Each page type stands on BasePage and says where it may be created."""
    messages: list[CheckMessage] = []
    for model in get_page_models():
        if model._meta.app_label == "wagtailcore":
            continue
        if not issubclass(model, BasePage):
            messages.append(
                Error(
                    f"{model.__name__} does not inherit from BasePage.",
                    hint="BasePage brings the teaser, structured data and the rules of cached pages.",
                    obj=model,
                    id="pages.E001",
                )
            )
        if model.parent_page_types is None:
            messages.append(
                Error(
                    f"{model.__name__} does not say where it may be created.",
                    hint="Set parent_page_types to the types that it may stand under.",
                    obj=model,
                    id="pages.E002",
                )
            )
    return messages


@register(Tags.compatibility)
def pictures_can_be_made(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Pillow can write the formats of `renditions`: a Pillow compiled by hand may lack AVIF."""
    return [
        Error(
            f"Pillow cannot write {name.upper()} here.",
            hint="Install Pillow's wheel (requirements/base.txt), or compile it with libavif and libwebp.",
            id="pages.E003",
        )
        for name in ("avif", "webp")
        if not features.check(name)
    ]
