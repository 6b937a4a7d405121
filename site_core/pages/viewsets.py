"""Lists of this room's own rows in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Topic


class TopicViewSet(SnippetViewSet):
    """Subjects that pages share: an editor adds them, and sees where each is used."""

    model = Topic
    icon = "tag"
    menu_label = "Topics"
    add_to_admin_menu = True
    # Below People.
    menu_order = 460
    list_display = ["name", "slug"]
    ordering = ["name"]
