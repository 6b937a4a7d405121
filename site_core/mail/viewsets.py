"""The outbox and the suppression list in the admin: Settings › Mail."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaksbr
from django.urls import URLPattern, path, reverse
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from site_core.mail import services
from site_core.mail.models import OutboxMessage, Recipient, State, Suppression
from site_core.mail.permissions import OutboxPermissionPolicy, SuppressionPermissionPolicy


class OutboxIndexView(generic.IndexView):
    """The list of messages; a dead one offers "Send again"."""

    def get_base_queryset(self) -> QuerySet[OutboxMessage]:
        """Without the texts, and with the recipients."""
        return OutboxMessage.objects.without_source().prefetch_related("recipients")

    def search_queryset(self, queryset: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
        """By words of the subject, or a part of an address."""
        if not self.is_searching:
            return queryset
        return queryset.filter(
            Q(subject__icontains=self.search_query)
            | Q(pk__in=Recipient.objects.filter(email__icontains=self.search_query).values("message_id"))
        )

    def get_list_more_buttons(self, instance: OutboxMessage) -> list[Any]:
        """What can be done about a message."""
        buttons = super().get_list_more_buttons(instance)
        if instance.state == State.DEAD and self.user_has_permission("resend"):
            url = reverse("outboxmessage:resend", args=[instance.pk])
            buttons.append(Button("Send again", url=url, icon_name="mail", priority=30))
        return buttons


class OutboxInspectView(generic.InspectView):
    """One message; its text only for those who may read it, since there may be a sign-in code in it."""

    def get_fields(self) -> list[str]:
        """All facts, and perhaps the text."""
        fields: list[str] = super().get_fields()
        return fields if self.user_has_permission("read") else [name for name in fields if name != "text"]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """What can be done about it."""
        buttons = list(super().header_more_buttons)
        if self.object.state == State.DEAD and self.user_has_permission("resend"):
            url = reverse("outboxmessage:resend", args=[self.object.pk])
            buttons.append(Button("Send again", url=url, icon_name="mail", priority=30))
        return buttons

    def get_goes_to_display_value(self) -> str:
        """Each address, with what became of the message there."""
        return ", ".join(map(str, self.object.recipients.all()))

    def get_text_display_value(self) -> str:
        """The text as it was written, line by line."""
        return linebreaksbr(self.object.text, autoescape=True) or "(emptied)"


class ResendView(generic.InspectView):
    """Asks, and sends a dead message again when the answer is POSTed."""

    any_permission_required = ["resend"]
    template_name = "mail/admin/resend.html"
    page_title = "Send again"

    def get_fields(self) -> list[str]:
        """What to know before deciding."""
        return ["subject", "goes_to", "last_error"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put it back into the queue."""
        if services.send_again(self.object.pk):
            messages.success(request, f"“{self.object}” is on its way again.")
        else:
            messages.error(request, f"“{self.object}” is not waiting for that: somebody was quicker.")
        return redirect("outboxmessage:index")


class OutboxViewSet(ModelViewSet):
    """Every message of the site: to read, and to send again."""

    model = OutboxMessage
    icon = "mail"
    menu_label = "Outbox"
    url_prefix = "mail/outbox"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = OutboxIndexView
    inspect_view_class = OutboxInspectView
    resend_view_class = ResendView
    list_filter = ["state"]
    form_fields: list[str] = []
    search_fields = ["subject"]  # and addresses: OutboxIndexView
    list_display = [
        "subject",
        Column("goes_to", label="To"),
        StatusTagColumn(
            "get_state_display", label="State", primary=lambda message: message.state == State.DEAD
        ),
        Column("attempts", label="Tries", sort_key="attempts"),
        Column("last_error", label="Last fault"),
        DateColumn("created_at", label="Queued", sort_key="created_at"),
    ]
    inspect_view_fields = [
        "subject", "goes_to", "sender", "reply_to", "template", "state", "attempts", "last_error",
        "created_at", "next_attempt_at", "sent_at", "message_id", "text",
    ]  # fmt: skip

    @property
    def permission_policy(self) -> OutboxPermissionPolicy:
        """Nobody writes here."""
        return OutboxPermissionPolicy(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, a message, and sending again."""
        wanted = {"index", "index_results", "inspect"}
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in wanted]
        return [*kept, path("resend/<int:pk>/", self.resend_view, name="resend")]

    @property
    def resend_view(self) -> Any:
        """The page that asks before a message is sent again."""
        return self.construct_view(self.resend_view_class)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out the addresses of what cannot be done."""
        missing = dict.fromkeys(
            ["add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"]
        )
        return super().get_common_view_kwargs(**missing, **kwargs)

    def register_admin_url_finder(self) -> None:
        """There is no page to edit a message."""


class SuppressionAddView(generic.CreateView):
    """Puts an address on the list."""

    def get_success_buttons(self) -> list[Any]:
        """None: Wagtail's leads to editing, and there is nothing to edit."""
        return []


class SuppressionViewSet(ModelViewSet):
    """Addresses that the site does not write to."""

    model = Suppression
    icon = "cross"
    menu_label = "Not written to"
    url_prefix = "mail/suppressed"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    add_view_class = SuppressionAddView
    form_fields = ["email", "reason"]
    search_fields = ["email"]
    list_display = ["email", "reason", DateColumn("created_at", label="Since", sort_key="created_at")]
    list_filter = ["reason"]
    inspect_view_fields = ["email", "reason", "created_at"]

    @property
    def permission_policy(self) -> SuppressionPermissionPolicy:
        """Add and delete."""
        return SuppressionPermissionPolicy(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Everything but changing."""
        unwanted = {"edit", "history", "history_results", "usage"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in unwanted]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out the addresses of what cannot be done."""
        missing = dict.fromkeys(["edit_url_name", "history_url_name", "usage_url_name"])
        return super().get_common_view_kwargs(**missing, **kwargs)

    def register_admin_url_finder(self) -> None:
        """There is no page to edit an entry."""


class MailViewSetGroup(ModelViewSetGroup):
    """Settings › Mail."""

    items = (OutboxViewSet, SuppressionViewSet)
    menu_label = "Mail"
    menu_icon = "mail"
    menu_hook = "register_settings_menu_item"
    menu_order = 9000
