"""What this room adds to Wagtail."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from .blocks import rich_text
from .viewsets import TopicViewSet

register_snippet(TopicViewSet)


# After Wagtail's own apps, whose handlers of the same names it replaces.
@hooks.register("register_rich_text_features", order=100)
def register_public_links(features: FeatureRegistry) -> None:
    """Links in rich text give away no page that the public may not see."""
    rich_text.register_link_types(features)
