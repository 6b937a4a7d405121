"""The newsletter's sections in the admin: Newsletter › Subscribers, Lists out and in."""

from typing import Any

from django.urls import URLPattern, path
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from . import admin_views
from .models import State, Subscriber, Transfer
from .permissions import SubscriberPermissionPolicy, TransferPermissionPolicy


class ReadingViewSet(ModelViewSet):
    """A section where nothing is typed in: the list, one entry, and views of its own."""

    add_to_reference_index = False
    copy_view_enabled = False
    form_fields: list[str] = []
    kept_views = frozenset({"index", "index_results", "inspect"})

    def more_views(self) -> list[URLPattern]:
        """The addresses of this section alone."""
        raise NotImplementedError

    def get_urlpatterns(self) -> list[URLPattern]:
        """Leave out adding, changing and deleting."""
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in self.kept_views]
        return [*kept, *self.more_views()]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out the addresses of what cannot be done."""
        missing = dict.fromkeys(
            ["add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"]
        )
        return super().get_common_view_kwargs(**missing, **kwargs)

    def register_admin_url_finder(self) -> None:
        """There is no page to edit an entry."""


class SubscriberViewSet(ReadingViewSet):
    """Who gets the newsletter."""

    model = Subscriber
    icon = "group"
    menu_label = "Subscribers"
    url_prefix = "newsletter/subscribers"
    inspect_view_enabled = True
    index_view_class = admin_views.SubscriberListView
    inspect_view_class = admin_views.SubscriberView
    filterset_class = admin_views.SubscriberFilterSet
    list_per_page = 50
    search_fields = ["email", "first_name"]
    list_display = [
        "email",
        "first_name",
        StatusTagColumn(
            "get_state_display", label="State", primary=lambda person: person.state == State.CONFIRMED
        ),
        Column("source", label="Source", sort_key="source"),
        DateColumn("created_at", label="Signed up", sort_key="created_at"),
        DateColumn("state_since", label="Since", sort_key="state_since"),
    ]
    inspect_view_fields = [
        "email", "first_name", "state", "state_since", "source", "created_at", "confirmed_at",
        "unsubscribed_at",
    ]  # fmt: skip

    @property
    def permission_policy(self) -> SubscriberPermissionPolicy:
        """People come by themselves."""
        return SubscriberPermissionPolicy(self.model)

    def more_views(self) -> list[URLPattern]:
        """What staff do about one person."""
        return [
            path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
            for name, view in admin_views.ACTIONS.items()
        ]


class TransferViewSet(ReadingViewSet):
    """Files out and in."""

    model = Transfer
    icon = "upload"
    menu_label = "Lists out and in"
    url_prefix = "newsletter/lists"
    index_view_class = admin_views.TransferListView
    kept_views = frozenset({"index", "index_results"})
    list_display = [
        Column("get_kind_display", label="What"),
        Column("user", label="By"),
        DateColumn("at", label="When", sort_key="at"),
        Column("rows", label="People", sort_key="rows"),
        Column("rejected", label="Lines not read"),
    ]
    list_filter = ["kind"]

    @property
    def permission_policy(self) -> TransferPermissionPolicy:
        """For those who may take a list out or put one in."""
        return TransferPermissionPolicy(Subscriber)

    def more_views(self) -> list[URLPattern]:
        """The two forms."""
        return [
            path("out/", self.construct_view(admin_views.TakeOutView), name="take_out"),
            path("in/", self.construct_view(admin_views.PutInView), name="put_in"),
        ]


class NewsletterViewSetGroup(ModelViewSetGroup):
    """The newsletter's own entry of the menu."""

    items = (SubscriberViewSet, TransferViewSet)
    menu_label = "Newsletter"
    menu_icon = "mail"
    menu_order = 450
