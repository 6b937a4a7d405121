"""The newsletter in the admin: the list, one person, and what can be done; files out and in."""

import logging
from collections import Counter
from datetime import timedelta
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from site_core.mail.models import Suppression

from . import exports, imports, services
from .admin_forms import PutInForm, TakeOutForm
from .models import Consent, Departure, State, Subscriber, Transfer

audit = logging.getLogger("site_core.newsletter.audit")

SHOWN_REJECTED = 200


def _sources() -> list[tuple[str, str]]:
    names = Subscriber.objects.order_by("source").values_list("source", flat=True).distinct()
    return [(name, name) for name in names[:100]]


class SubscriberFilterSet(WagtailFilterSet):
    """By state, where they signed up, and when."""

    state = django_filters.MultipleChoiceFilter(choices=State.choices, widget=forms.CheckboxSelectMultiple)
    source = django_filters.ChoiceFilter(choices=_sources)
    created_at = django_filters.DateFromToRangeFilter(label="Signed up", widget=DateRangePickerWidget)

    class Meta:
        model = Subscriber
        fields: list[str] = []


class SubscriberListView(generic.IndexView):
    """The list, with how many there are of each state, and why people left."""

    template_name = "newsletter/admin/subscribers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts."""
        return super().get_context_data(counts=self._counts(), reasons=self._reasons(), **kwargs)

    def _counts(self) -> list[tuple[str, int]]:
        found = dict(Subscriber.objects.order_by().values_list("state").annotate(number=Count("pk")))
        return [(str(state.label), found.get(state, 0)) for state in State]

    def _reasons(self) -> list[tuple[str, int]]:
        year = timezone.localdate() - timedelta(days=365)
        found = Counter(
            dict(
                Departure.objects.filter(on__gte=year)
                .order_by()
                .values_list("reason")
                .annotate(number=Count("pk"))
            )
        )
        return [(str(Departure.Reason(reason).label), number) for reason, number in found.most_common()]


class SubscriberView(generic.InspectView):
    """One person: where they stand, and all that was said about consent."""

    template_name = "newsletter/admin/subscriber.html"
    page_title = "Subscriber"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the history of consent."""
        return super().get_context_data(history=self.object.consents.all(), **kwargs)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """What can be done about this person, by those who may."""
        return [
            Button(
                view.button,
                url=reverse(f"subscriber:{name}", args=[self.object.pk]),
                icon_name=view.icon,
                priority=30,
            )
            for name, view in ACTIONS.items()
            if self.user_has_permission(view.any_permission_required[0]) and view.makes_sense(self.object)
        ]


class SubscriberActionView(generic.InspectView):
    """Asks first, and acts when the answer is POSTed."""

    template_name = "newsletter/admin/act.html"
    button: ClassVar[str]
    icon: ClassVar[str]
    explanation: ClassVar[str]
    done: ClassVar[str]
    states: ClassVar[tuple[State, ...]]

    @classmethod
    def makes_sense(cls, subscriber: Subscriber) -> bool:
        """Whether there is anything to do."""
        return subscriber.state in cls.states

    def get_page_title(self) -> str:
        """The button's words."""
        return self.button

    def get_fields(self) -> list[str]:
        """What to know before deciding."""
        return ["email", "state", "state_since", "source"]

    def act(self, subscriber: Subscriber) -> bool:
        """Do it; say whether anything changed."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act, and go back to the list."""
        number = self.object.pk
        if self.act(self.object):
            audit.info("user %s: %s, subscriber %s", request.user.pk, self.button, number)
            messages.success(request, self.done)
        else:
            messages.warning(request, "Nothing was changed: somebody was quicker.")
        return redirect("subscriber:index")


class UnsubscribeView(SubscriberActionView):
    """Somebody asked by telephone."""

    any_permission_required = ["unsubscribe"]
    button = "Unsubscribe"
    icon = "cross"
    explanation = (
        "Somebody asked us to stop. They get no newsletter any more, and nobody but they themselves can "
        "sign them up again."
    )
    done = "They are off the list."
    states = (State.PENDING, State.CONFIRMED, State.SUPPRESSED)

    def act(self, subscriber: Subscriber) -> bool:
        """Take them off the list."""
        return services.unsubscribe(subscriber.key, Consent.How.STAFF)


class BouncedView(SubscriberActionView):
    """A mail came back."""

    any_permission_required = ["unsubscribe"]
    button = "This address bounces"
    icon = "warning"
    explanation = (
        "A mail came back because the address does not exist. The website writes to it no more, with any "
        "mail, until somebody takes it off the list under Settings › Mail › Not written to."
    )
    done = "The address is held back."
    states = (State.PENDING, State.CONFIRMED)

    def act(self, subscriber: Subscriber) -> bool:
        """Hold the address back."""
        return services.suppress(subscriber.email, Suppression.Reason.BOUNCED, Consent.How.STAFF)


class EraseView(SubscriberActionView):
    """Somebody wants to be forgotten."""

    any_permission_required = ["erase"]
    button = "Erase"
    icon = "bin"
    explanation = (
        "Everything that the newsletter knows about this person is deleted, with the proof of their consent. "
        "It cannot be undone. Take them off the provider's list as well. What other parts of the website "
        "know about them stays: see Reports › Personal data."
    )
    done = "They are erased here. Take them off the provider's list as well."
    states = tuple(State)

    def act(self, subscriber: Subscriber) -> bool:
        """Delete the row and its history."""
        return services.erase(subscriber.email) > 0


ACTIONS: dict[str, type[SubscriberActionView]] = {
    "unsubscribe": UnsubscribeView,
    "bounced": BouncedView,
    "erase": EraseView,
}


class TransferListView(generic.IndexView):
    """Which files went out and came in, and by whom."""

    page_title = "Lists out and in"

    def get_base_queryset(self) -> QuerySet[Transfer]:
        """With the people who did it."""
        return Transfer.objects.select_related("user")

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Take a list out, put one in: for those who may."""
        buttons = []
        if self.user_has_permission("export"):
            buttons.append(
                HeaderButton("Take a list out", url=reverse("transfer:take_out"), icon_name="download")
            )
        if self.user_has_permission("import"):
            buttons.append(HeaderButton("Put a list in", url=reverse("transfer:put_in"), icon_name="upload"))
        return buttons


class FileView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A page with one form about a file."""

    index_url_name = "transfer:index"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The way from the list of files."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.index_url_name), "label": "Lists out and in"},
            {"url": "", "label": str(self.get_page_title())},
        ]


class TakeOutView(FileView):
    """Downloads a list. By POST, since it is written down who did it."""

    any_permission_required = ["export"]
    template_name = "newsletter/admin/take_out.html"
    page_title = "Take a list out"
    header_icon = "download"
    form_class = TakeOutForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add when the provider was told last."""
        return super().get_context_data(last=Transfer.objects.hand_overs().first(), **kwargs)

    def form_valid(self, form: TakeOutForm) -> StreamingHttpResponse:  # type: ignore[override]
        """Send the file line by line."""
        sheet = exports.take_out(Transfer.Kind(form.cleaned_data["kind"]), self.request.user)
        response = StreamingHttpResponse(sheet.lines(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{sheet.filename}"'
        response["Cache-Control"] = "no-store"
        return response


class PutInView(FileView):
    """Takes the people of a provider's list off ours."""

    any_permission_required = ["import"]
    template_name = "newsletter/admin/put_in.html"
    page_title = "Put a list in"
    header_icon = "upload"
    form_class = PutInForm

    def form_valid(self, form: PutInForm) -> HttpResponse:
        """Show what became of each line; a file that cannot be read changes nothing and says why."""
        content = form.cleaned_data["file"].read(imports.MAX_BYTES + 1)
        try:
            report = imports.take_in(content, form.cleaned_data["kind"], self.request.user)
        except imports.UnreadableFile as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        context = self.get_context_data(form=PutInForm(), report=report)
        context["shown"] = report.rejected[:SHOWN_REJECTED]
        return self.render_to_response(context)
