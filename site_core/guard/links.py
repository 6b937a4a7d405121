"""Signed links in mails: each for one purpose, for a while, and acting only when a button is pressed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.decorators import method_decorator
from django.views.generic import View

from .origin import refuse_foreign_origin


class LinkInvalid(Exception):  # noqa: N818  (read aloud: "except LinkInvalid")
    """The token was changed, cut short, made for another purpose, or is no token at all."""


class LinkExpired(LinkInvalid):
    """The token was ours, but its time is over."""


class LinkUsed(LinkInvalid):
    """What the link was about has changed since: most often it was used before."""


def sign(purpose: str, value: Any, *, state: str = "") -> str:
    """Return a token for a link: letters, digits and `-_~` only, so that no mail program breaks it.

    `purpose` ("newsletter.confirm") keeps a token from working anywhere else. `value` is plain JSON data;
    it can be read by whoever has the link, so give an id rather than a name. With `state` (what acting
    will change, such as a status or a date) the link works only until that state changes: once.
    """
    return _signer(purpose).sign_object([value, _fingerprint(purpose, state)])


def read(
    purpose: str,
    token: str,
    max_age: timedelta,
    *,
    state: Callable[[Any], str] | None = None,
) -> Any:
    """Return the value of a token; `state` tells the present state for a value that was signed with one.

    Raises LinkExpired, LinkUsed or LinkInvalid (the parent of both).
    """
    try:
        value, fingerprint = _signer(purpose).unsign_object(token, max_age=max_age)
    except SignatureExpired as error:
        raise LinkExpired(purpose) from error
    except (BadSignature, TypeError, ValueError) as error:
        raise LinkInvalid(purpose) from error
    present = state(value) if state else ""
    if not constant_time_compare(fingerprint, _fingerprint(purpose, present)):
        raise LinkUsed(purpose)
    return value


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"site_core.guard.links.{purpose}", sep="~")


def _fingerprint(purpose: str, state: str) -> str:
    if not state:
        return ""
    return salted_hmac(f"site_core.guard.links.state.{purpose}", state, algorithm="sha256").hexdigest()[:32]


@method_decorator(refuse_foreign_origin, name="dispatch")
class ActOnPostView(View):
    """The page behind a link in a mail: GET shows a button, and only POST acts.

    Mail programs and virus scanners open every link; what they do must not confirm or end anything. A
    subclass names `purpose`, `max_age` and the words, and does the work in `act(value)`. The address has
    one part named `token`.
    """

    purpose: ClassVar[str]
    max_age: ClassVar[timedelta]
    title: ClassVar[str] = "Please confirm"
    message: ClassVar[str] = ""
    button: ClassVar[str] = "Confirm"
    template_name: ClassVar[str] = "guard/act.html"
    http_method_names = ["get", "head", "options", "post"]

    def act(self, value: Any) -> HttpResponseBase:
        """Do what the link is for and answer, mostly with a redirect. Safe to run twice."""
        raise NotImplementedError

    def state(self, value: Any) -> str:
        """Return the present state for a link that works once (see `sign`)."""
        return ""

    def describe(self, value: Any) -> dict[str, Any]:
        """Return more for the template; `title`, `message` and `button` may be replaced."""
        return {}

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Show what the button will do. HEAD is answered by the same."""
        return self._with_value(token, lambda value: self._page(200, **self.describe(value)))

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Act."""
        return self._with_value(token, self.act)

    def _with_value(self, token: str, then: Callable[[Any], HttpResponseBase]) -> HttpResponseBase:
        try:
            value = read(self.purpose, token, self.max_age, state=self.state)
        except LinkInvalid as error:
            return self._page(410 if isinstance(error, LinkExpired | LinkUsed) else 404, problem=error)
        return then(value)

    def _page(self, status: int, **extra: Any) -> HttpResponse:
        problem = extra.pop("problem", None)
        words = {"title": self.title, "message": self.message, "button": self.button}
        if problem is not None:
            words = {"title": "This link does not work", "message": _reason(problem), "button": ""}
        response = render(self.request, self.template_name, words | extra, status=status)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        # The address is a key: tell it to no other site. ("no-referrer" would make browsers send
        # "Origin: null" with our own button's POST.)
        response["Referrer-Policy"] = "same-origin"
        return response


def _reason(problem: LinkInvalid) -> str:
    if isinstance(problem, LinkExpired):
        return "The link is too old. Please ask for a new one."
    if isinstance(problem, LinkUsed):
        return "The link was already used, or what it was for has changed since."
    return "Please check that the whole link was copied from the e-mail."
