"""What the blog adds to the Wagtail admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Byline


class BylineViewSet(SnippetViewSet):
    """Who signs posts."""

    model = Byline
    icon = "user"
    menu_label = "Bylines"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases"]
    add_to_admin_menu = False


register_snippet(BylineViewSet)
