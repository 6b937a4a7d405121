"""People in the admin: a list with photographs that staff can search and put in order."""

from django.db.models import QuerySet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from .models import Person


class PhotoColumn(Column):
    """A small portrait."""

    cell_template_name = "people/admin/photo_cell.html"


class PeopleIndexView(IndexView):
    """The list; one query for all photographs."""

    def get_base_queryset(self) -> QuerySet[Person]:
        """Read the photographs and their sizes with the people."""
        people: QuerySet[Person] = super().get_base_queryset()
        return people.select_related("photo").prefetch_related("photo__renditions")


class PersonViewSet(SnippetViewSet):
    """Everybody whom a page can show."""

    model = Person
    icon = "user"
    menu_label = "People"
    menu_order = 450
    add_to_admin_menu = True
    index_view_class = PeopleIndexView
    list_display = ["name", "role", PhotoColumn("photo", label="Photo")]
    sort_order_field = "sort_order"
    ordering = "sort_order"
