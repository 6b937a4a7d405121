"""Sign-in, and "my details". The work is allauth's; here stand the site's own rules."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginByCodeStage, LoginStage
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import FormView, UpdateView

from site_core.guard.links import LinkExpired, LinkInvalid, LinkUsed
from site_core.pages.error_views import too_many_requests

from . import invitations, throttle
from .forms import DetailsForm, InvitationForm, PasswordLoginForm
from .models import Invitation, User
from .throttle import Throttle


class ThrottledMixin:
    """Counts each POST, and answers 429 when there were too many, alike for known and unknown addresses."""

    request: HttpRequest
    throttle: Throttle

    def tried_address(self) -> str:
        """The e-mail address that is being tried."""
        return self.request.POST.get("email") or self.request.POST.get("login") or ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Go on while within the limits."""
        if limit := self.throttle.refused_by(request, self.tried_address()):
            return too_many_requests(request, seconds=limit.seconds_left())
        response: HttpResponseBase = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response


class EntranceView(ThrottledMixin, account.RequestLoginCodeView):
    """The way in: a code by e-mail for supporters, and a link to the password for staff."""

    throttle = throttle.CODE_REQUEST


class ConfirmCodeView(ThrottledMixin, account.ConfirmLoginCodeView):
    """Type the code from the mail."""

    throttle = throttle.CODE

    def tried_address(self) -> str:
        """The address that the code was asked for, whether or not a code was sent."""
        return self._process.state.get("email", "")


class PasswordLoginView(ThrottledMixin, account.LoginView):
    """Staff's way in."""

    throttle = throttle.PASSWORD

    def form_valid(self, form: PasswordLoginForm) -> HttpResponseBase:
        """The password was right: that was no guess, and counts for nobody."""
        self.throttle.give_back(self.request, self.tried_address())
        response: HttpResponseBase = super().form_valid(form)
        return response

    def _redirect_to_pending_stage(
        self, request: HttpRequest, stage: LoginStage
    ) -> HttpResponseRedirect | None:
        """Someone who asked for a code first may still choose the password."""
        if stage.key == LoginByCodeStage.key:
            clear_login(request)
            return None
        response: HttpResponseRedirect | None = super()._redirect_to_pending_stage(request, stage)
        return response


class SignupView(ThrottledMixin, account.SignupView):
    """A new account for a supporter."""

    throttle = throttle.SIGN_UP


class ConfirmSignupView(ThrottledMixin, account.ConfirmEmailVerificationCodeView):
    """Type the code from the mail about a new account."""

    throttle = throttle.SIGN_UP_CODE

    def tried_address(self) -> str:
        """The address of the new account, real or pretended."""
        return self._process.state.get("email", "")


class RequestResetView(ThrottledMixin, account.PasswordResetView):
    """Ask for a link to set a new password."""

    throttle = throttle.RESET


class ChangePasswordView(account.PasswordChangeView):
    """Change one's own password; other sessions end."""

    success_url = reverse_lazy("account_details")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Supporters have no password to change."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_details")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class AdminLogoutView(account.LogoutView):
    """Leave the admin: by POST only."""

    http_method_names = ["post"]

    def get_redirect_url(self) -> str:
        """Back to staff's way in."""
        return reverse("account_login_password")


@method_decorator(login_required, name="dispatch")
class DetailsView(UpdateView):
    """What we know about the person who is signed in."""

    form_class = DetailsForm
    template_name = "accounts/details.html"
    success_url = reverse_lazy("account_details")

    def get_object(self, queryset: Any = None) -> User:
        """The person who is signed in, fresh: the form must not change what the page header shows."""
        return User.objects.get(pk=self.request.user.pk)

    def form_valid(self, form: Any) -> HttpResponse:
        """Save and say so."""
        messages.success(self.request, "Your details are saved.")
        return super().form_valid(form)


class InvitationView(FormView):
    """The page behind a mailed invitation: staff set their first password. Only POST acts."""

    form_class = InvitationForm
    template_name = "accounts/invitation.html"
    success_url = reverse_lazy("account_login_password")
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the link, or say why it does not work."""
        try:
            self.invitation = invitations.open_link(kwargs["token"])
        except LinkInvalid as problem:
            old = isinstance(problem, LinkExpired | LinkUsed)
            return render(
                request, "accounts/invitation_invalid.html", {"old": old}, status=410 if old else 404
            )
        response = super().dispatch(request, *args, **kwargs)
        # The address is a key: it is told to no other site.
        response["Referrer-Policy"] = "same-origin"
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        """The password is compared with the person's name and address."""
        return super().get_form_kwargs() | {"user": self.invitation.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose account it is."""
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        """Set the password once."""
        if not invitations.accept(self.invitation, form.cleaned_data["password1"]):
            return render(self.request, "accounts/invitation_invalid.html", {"old": True}, status=410)
        messages.success(self.request, "Your password is set. You can sign in now.")
        return super().form_valid(form)
