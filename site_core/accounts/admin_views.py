"""The admin's pages about people: invite, edit, and what ends somebody's access."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.users.views import groups, users

from . import invitations, people
from .models import User

LAST = "Somebody must be able to bring others in. Give another person the role Administrator first."


def actor(request: HttpRequest) -> User:
    """Who is at work: Wagtail lets nobody in here who is not signed in."""
    return cast(User, request.user)


class PeopleView(users.IndexView):
    """The list of people. No ticking of many at once: what is done to people is done one by one."""

    page_title = "People"
    add_item_label = "Invite somebody"

    @cached_property
    def columns(self) -> list[Column]:
        """Name, address and roles instead of user names."""
        name = users.UserColumn(
            "name",
            accessor=lambda user: user.get_full_name() or "No name yet",
            label="Name",
            sort_key="name",
            get_url=self.get_edit_url,
            classname="name",
        )
        return [
            name,
            Column("email", label="E-mail address", sort_key="email", width="25%"),
            Column("roles", accessor=_roles, label="Roles", width="20%"),
            BooleanColumn("is_active", label="Active", sort_key="is_active", width="10%"),
            DateColumn("last_login", label="Last sign-in", sort_key="last_login", width="15%"),
        ]

    def get_base_queryset(self) -> Any:
        """Fetch the roles with the people."""
        return super().get_base_queryset().prefetch_related("groups")


def _roles(user: User) -> str:
    names = [group.name for group in user.groups.all()]
    if user.is_superuser:
        names.insert(0, "Superuser")
    if user.left_at:
        names = ["Has left"]
    return ", ".join(names) or "Supporter"


class InviteView(users.CreateView):
    """Add a colleague: they get a mail and set their own password."""

    page_title = "Invite somebody"
    success_message = "%(object)s was invited by e-mail."
    submit_button_label = "Send invitation"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who is at work decides what the form offers."""
        return super().get_form_kwargs() | {"editor": self.request.user}

    def save_instance(self) -> User:
        """Save the person and queue the mail, both or neither."""
        user: User = super().save_instance()
        invitations.invite(user, by=actor(self.request))
        return user


class PersonView(users.EditView):
    """A person's name, address and roles."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Superusers are changed by superusers only."""
        super().setup(request, *args, **kwargs)
        self.old_email = self.object.email

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse before anything is shown."""
        if not people.may_manage(actor(request), self.object):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """What can be done about this person."""
        if self.editing_self or not self.object.is_active:
            return []
        words = {
            "invite": ("Send an invitation", "mail"),
            "reset_second_factor": ("Remove the second step of signing in", "key"),
            "left": ("This person has left", "logout"),
        }
        return [
            Button(label, url=reverse(f"wagtailusers_users:{name}", args=(self.object.pk,)), icon_name=icon)
            for name, (label, icon) in words.items()
            if self.object.is_staff_member
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who is at work decides what the form offers."""
        return super().get_form_kwargs() | {"editor": self.request.user}

    def save_instance(self) -> User:
        """Save; a changed address is told to the old mailbox."""
        with people.an_administrator_remains():
            user: User = super().save_instance()
            if user.email != self.old_email:
                people.address_changed(user, old=self.old_email, by=actor(self.request))
        return user

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse what would leave nobody in charge."""
        try:
            response: HttpResponse = super().form_valid(form)
        except people.LastAdministrator:
            form.add_error("groups", LAST)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        return response


class NoDeleteView(users.DeleteView):
    """People are not deleted: what they wrote would lose its author."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse."""
        raise PermissionDenied


class PersonActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page that says what will happen, with a button; only POST acts."""

    model = User
    permission_policy: Any = None
    permission_required = "change"
    template_name = "accounts/admin/confirm.html"
    header_icon = "user"
    button = ""
    message = ""
    done = ""
    serious = False
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the person; oneself and superusers above oneself are out of reach."""
        self.person = get_object_or_404(User.objects.active().staff(), pk=kwargs["pk"])
        self.actor = actor(request)
        if self.person == self.actor or not people.may_manage(self.actor, self.person):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def act(self) -> None:
        """Do it."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act, and say so."""
        try:
            self.act()
        except people.LastAdministrator:
            messages.error(request, LAST)
            return redirect("wagtailusers_users:edit", self.person.pk)
        messages.success(request, self.done.format(person=self.person))
        return redirect("wagtailusers_users:index")

    def get_page_subtitle(self) -> str:
        """Whom it is about."""
        return str(self.person)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """People › this person › this page."""
        return self.breadcrumbs_items + [
            {"url": reverse("wagtailusers_users:index"), "label": "People"},
            {"url": reverse("wagtailusers_users:edit", args=(self.person.pk,)), "label": str(self.person)},
            {"url": "", "label": str(self.page_title)},
        ]


class InviteAgainView(PersonActionView):
    """A fresh link for someone who lost the mail, or who was a supporter before."""

    page_title = "Send an invitation"
    message = "This person gets a link by e-mail and sets a new password. Earlier links stop working."
    button = "Send the invitation"
    done = "{person} was invited by e-mail."

    def act(self) -> None:
        """Invite."""
        invitations.invite(self.person, by=self.actor)


class ResetSecondFactorView(PersonActionView):
    """For someone whose phone is lost and who has no recovery codes left."""

    page_title = "Remove the second step of signing in"
    message = (
        "The authenticator app, passkeys and recovery codes of this person stop working. They are told by "
        "e-mail, and set up a new second step at the next sign-in. Be sure that it is really them who asked."
    )
    button = "Remove the second step"
    done = "The second step of {person} was removed."
    serious = True

    def act(self) -> None:
        """Reset."""
        people.reset_second_factor(self.person, by=self.actor)


class LeftView(PersonActionView):
    """For someone who no longer works with the charity."""

    page_title = "This person has left"
    message = (
        "They are signed out everywhere at once and cannot sign in again. Their roles, second steps, open "
        "invitations and page locks end. What they wrote stays, under their name."
    )
    button = "Yes, this person has left"
    done = "{person} can no longer sign in."
    serious = True

    def act(self) -> None:
        """Let them go."""
        people.leave(self.person, by=self.actor)


class RoleView(groups.EditView):
    """A role's rights."""

    def save_instance(self) -> Any:
        """Keep somebody in charge."""
        with people.an_administrator_remains():
            return super().save_instance()

    def process_form(self) -> HttpResponse:
        """Refuse what would leave nobody in charge."""
        try:
            response: HttpResponse = super().process_form()
        except people.LastAdministrator:
            messages.error(self.request, LAST)
            return redirect("wagtailusers_groups:edit", self.object.pk)
        return response


class RoleDeleteView(groups.DeleteView):
    """Delete a role that the charity does not need."""

    def delete_action(self) -> None:
        """Keep somebody in charge."""
        with people.an_administrator_remains():
            super().delete_action()

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse what would leave nobody in charge."""
        try:
            response: HttpResponse = super().form_valid(form)
        except people.LastAdministrator:
            messages.error(self.request, LAST)
            return redirect("wagtailusers_groups:index")
        return response
