"""Signing up, confirming, leaving. Nobody's authority acts here, so there is no token and no session."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from site_core.guard.addresses import address_key
from site_core.guard.forms import STAMP
from site_core.guard.limits import Limit
from site_core.guard.links import ActOnPostView
from site_core.guard.origin import refuse_foreign_origin
from site_core.pagecache import mark

from . import services, wording
from .forms import ReasonForm, SignUpForm, SmallForm, carried_on
from .models import Consent, Departure, State, Subscriber
from .models.subscribers import KEY_LENGTH

SIGN_UPS_AN_HOUR = Limit("newsletter-sign-ups", limit=10, per=timedelta(hours=1))
# Small forms have no stamp, so in a flood they lead to the full form, which has one. Nobody is turned away.
SMALL_FORMS_AN_HOUR = Limit("newsletter-small-forms", limit=200, per=timedelta(hours=1))
ONE_REASON = Limit("newsletter-reason", limit=1, per=timedelta(days=1))

TOO_MANY = "That is a lot of sign-ups in a short time. Please wait an hour, then press the button again."
ONE_MORE_STEP = "One more step: please read what you agree to, tick the box, and press the button."
ONCE_MORE = "Please check what you wrote, and press the button once more."

View = Callable[..., HttpResponseBase]


def _unlisted(view: View) -> View:
    """Keep the answer out of caches and search engines; its address tells nobody else anything."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refuse_foreign_origin
def sign_up(request: HttpRequest) -> HttpResponseBase:
    """Show the form; take it from this page, or from a small form on any other."""
    words = wording.current()
    if not words.is_open:
        return render(request, "newsletter/closed.html", {"words": words})
    if request.method != "POST":
        return _show(request, words, SignUpForm(words=words))
    if STAMP in request.POST:
        return _take_full_form(request, words)
    return _take_small_form(request, words)


def _take_full_form(request: HttpRequest, words: wording.Words) -> HttpResponseBase:
    form = SignUpForm(request.POST, words=words)
    if not form.is_valid():
        return _show(request, words, form)
    # A program, it seems, which gives up here; people press again.
    if form.suspicion:
        return _show(request, words, form, ONCE_MORE)
    if not form.agrees_to_these_words():
        return _show(request, words, carried_on(request.POST, words), ONE_MORE_STEP)
    if not SIGN_UPS_AN_HOUR.hit(address_key(request)):
        form.add_error(None, TOO_MANY)
        return _show(request, words, form)
    given = form.cleaned_data
    services.subscribe(given["email"], given["first_name"], source=form.told_source, wording=words.consent)
    return redirect("newsletter:check_mail")


def _take_small_form(request: HttpRequest, words: wording.Words) -> HttpResponseBase:
    """Sign up in one step; what does not pass is asked again on the full form, filled in."""
    small = SmallForm(request.POST)
    if _small_form_passes(request, small, words):
        source = small.cleaned_data["source"] or "small form"
        services.subscribe(small.cleaned_data["email"], source=source, wording=words.short_consent)
        return redirect("newsletter:check_mail")
    form = carried_on(request.POST, words)
    return _show(request, words, form, "" if form.errors else ONE_MORE_STEP)


def _show(request: HttpRequest, words: wording.Words, form: SignUpForm, note: str = "") -> HttpResponse:
    return render(request, "newsletter/sign_up.html", {"form": form, "words": words, "note": note})


def _small_form_passes(request: HttpRequest, small: SmallForm, words: wording.Words) -> bool:
    return (
        small.may_pass(words)
        and SIGN_UPS_AN_HOUR.hit(address_key(request))
        and SMALL_FORMS_AN_HOUR.hit("all")
    )


@require_safe
@mark.public_view
def check_mail(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way: to everybody the same, whoever is on the list."""
    return _for_everyone(request, "newsletter/check_mail.html")


@require_safe
@mark.public_view
def welcome(request: HttpRequest) -> HttpResponse:
    """Say that all is done."""
    return _for_everyone(request, "newsletter/welcome.html")


def _for_everyone(request: HttpRequest, template: str) -> HttpResponse:
    response = render(request, template, {"words": wording.current()})
    response["X-Robots-Tag"] = "noindex"
    return response


class ConfirmView(ActOnPostView):
    """The page behind the link in the first mail."""

    purpose = services.CONFIRM
    max_age = services.CONFIRM_WITHIN
    title = "One last step"
    button = "Yes, send me the newsletter"
    template_name = "newsletter/confirm.html"

    def describe(self, value: Any) -> dict[str, Any]:
        """Show the words once more; no button where there is nothing left to do."""
        asked = Consent.objects.filter(pk=value).select_related("subscriber").first()
        if asked is not None and asked.subscriber.state == State.PENDING:
            return {"consent": asked.wording, "words": wording.current()}
        if asked is not None and asked.subscriber.state == State.CONFIRMED:
            return {"title": "You are on the list", "message": "There is nothing left to do.", "button": ""}
        return _GONE

    def act(self, value: Any) -> HttpResponseBase:
        """Put the person on the list."""
        if services.confirm(value):
            return redirect("newsletter:welcome")
        return self._page(410, **_GONE)


_GONE = {
    "title": "This link does not work",
    "message": "Something has changed since it was sent. You can sign up again.",
    "button": "",
}


# The button of a mail program posts here without cookie, origin or token (RFC 8058, 3.2), and the key in the
# address is all the proof that there can be.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_unlisted
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    """GET shows a page with one button; POST takes the person off the list, and the second time too."""
    if len(key) != KEY_LENGTH:
        return render(request, "newsletter/unsubscribe_broken.html", status=404)
    words = wording.current()
    if request.method == "POST":
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        services.unsubscribe(key, Consent.How.ONE_CLICK if one_click else Consent.How.MAILED_LINK)
        # RFC 8058, 3.1: no redirect. The same for a key that nobody has any more.
        return _goodbye(request, key, ReasonForm())
    is_listed = Subscriber.objects.filter(key=key).exclude(state=State.UNSUBSCRIBED).exists()
    return render(request, "newsletter/unsubscribe.html", {"words": words, "is_listed": is_listed})


@require_http_methods(["GET", "HEAD", "POST"])
@_unlisted
@refuse_foreign_origin
def why(request: HttpRequest, key: str) -> HttpResponse:
    """Count why somebody left; nothing in the row leads to them."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _goodbye(request, key, form)
    known = Subscriber.objects.filter(key=key, state=State.UNSUBSCRIBED).exists()
    if known and ONE_REASON.hit(key):
        Departure.objects.create(reason=form.cleaned_data["reason"])
    return render(request, "newsletter/thanks_for_reason.html", {"words": wording.current()})


def _goodbye(request: HttpRequest, key: str, form: ReasonForm) -> HttpResponse:
    context = {"form": form, "key": key, "words": wording.current()}
    return render(request, "newsletter/unsubscribed.html", context)
