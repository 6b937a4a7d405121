"""The users and groups sections of the admin."""

from django.urls import URLPattern, path
from wagtail.users.views.groups import GroupViewSet as WagtailGroupViewSet
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from . import admin_views
from .admin_forms import InviteForm, PersonForm


class UserViewSet(WagtailUserViewSet):
    """People who can sign in: staff are invited, and leave; nobody is deleted or given a password here."""

    index_view_class = admin_views.PeopleView
    add_view_class = admin_views.InviteView
    edit_view_class = admin_views.PersonView
    delete_view_class = admin_views.NoDeleteView
    index_template_name = "accounts/admin/people.html"
    create_template_name = "accounts/admin/person.html"
    edit_template_name = "accounts/admin/person.html"

    actions: dict[str, type[admin_views.PersonActionView]] = {
        "invite": admin_views.InviteAgainView,
        "reset_second_factor": admin_views.ResetSecondFactorView,
        "left": admin_views.LeftView,
    }

    def get_form_class(self, for_update: bool = False) -> type[InviteForm] | type[PersonForm]:
        """Invite or edit."""
        return PersonForm if for_update else InviteForm

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add what administrators do about one person."""
        return super().get_urlpatterns() + [
            path(f"{name.replace('_', '-')}/<int:pk>/", self.construct_view(view), name=name)
            for name, view in self.actions.items()
        ]


class GroupViewSet(WagtailGroupViewSet):
    """Roles, as staff shape them; somebody always stays in charge."""

    menu_label = "Roles"
    edit_view_class = admin_views.RoleView
    delete_view_class = admin_views.RoleDeleteView
