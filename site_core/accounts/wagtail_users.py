"""Wagtail's users section, with staff who are invited instead of given a password."""

from wagtail.users.apps import WagtailUsersAppConfig


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users app with our own views of people and roles."""

    user_viewset = "site_core.accounts.viewsets.UserViewSet"
    group_viewset = "site_core.accounts.viewsets.GroupViewSet"
