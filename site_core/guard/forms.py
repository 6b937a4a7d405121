"""Guards of public forms that people never notice: a field that only programs fill in, and a form's age.

    class ContactForm(GuardedForm):
        guard_purpose = "contact"
        message = forms.CharField(widget=forms.Textarea)

    {{ form.guard_fields }}                      in the template, inside <form>

    if form.is_valid():
        if form.suspicion:                       filled in by a program, so it seems: hold it back or drop it
        queue(..., dedupe_key=form.nonce)        a double click sends one message

A form printed twice from one stored page would share its stamp: serve it from an address that is not stored.
"""

import secrets
from datetime import UTC, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from .limits import hashed
from .models import RateCount

# A name that programs like and that browsers do not fill in by themselves. The hyphen keeps it apart from
# an editor's question about a website: Wagtail makes names of letters, digits and underscores only.
TRAP = "your-website"
STAMP = "form_stamp"

TRAPPED = "trapped"
TOO_FAST = "too fast"

EXPIRED = "This page was open for a long time. Please check what you wrote, then send it again."


class Stamp:
    """Who and how old one printed copy of a form is; signed, so that nobody can make one."""

    salt = "site_core.guard.forms"

    def __init__(self, nonce: str, made_at: datetime) -> None:
        self.nonce = nonce
        self.made_at = made_at

    @classmethod
    def issue(cls, purpose: str) -> str:
        """Return a new stamp as text for a hidden field."""
        content = {"nonce": secrets.token_urlsafe(12), "made_at": timezone.now().timestamp()}
        return cls._signer(purpose).sign_object(content)

    @classmethod
    def read(cls, purpose: str, text: str, max_age: timedelta) -> "Stamp | None":
        """Return the stamp, or None when it is not ours or older than `max_age`."""
        try:
            content = cls._signer(purpose).unsign_object(text)
        except BadSignature:
            return None
        made_at = datetime.fromtimestamp(content["made_at"], tz=UTC)
        return cls(content["nonce"], made_at) if timezone.now() - made_at <= max_age else None

    @classmethod
    def _signer(cls, purpose: str) -> Signer:
        return Signer(salt=f"{cls.salt}.{purpose}", sep="~")


class GuardedFormMixin(forms.BaseForm):
    """Adds a honeypot and a signed age to any form, before it in the list of bases.

    The two are read from the data and are no fields of the form, so that nothing lists or stores them.
    """

    guard_purpose = "form"
    guard_min_age = timedelta(seconds=2)
    guard_max_age = timedelta(hours=12)

    def full_clean(self) -> None:
        """Validate as usual; a stamp that expired (or is none of ours) is an error of the whole form.

        This stands here rather than in `clean`, which a form may override without calling this one.
        """
        super().full_clean()
        if self.is_bound and not self._is_left_out() and self._stamp is None:
            self.add_error(None, ValidationError(EXPIRED, code="expired"))

    @property
    def suspicion(self) -> str:
        """Why a program seems to have filled the form in: `TRAPPED`, `TOO_FAST` or "".

        It is no error: programs learn nothing from it, and whoever was wrongly suspected loses nothing.
        """
        if not self.is_bound:
            return ""
        if self.data.get(self.add_prefix(TRAP), ""):
            return TRAPPED
        if self._stamp is not None and timezone.now() - self._stamp.made_at < self.guard_min_age:
            return TOO_FAST
        return ""

    @property
    def nonce(self) -> str:
        """Name this copy of the form: the same again when it is sent twice, another for another page view.

        Raises ValueError when the form has no valid stamp: ask `is_valid()` first.
        """
        if self._stamp is None:
            raise ValueError("A form without a valid stamp has no nonce.")
        return self._stamp.nonce

    def claim(self) -> bool:
        """Return True for the first call with this copy of the form and False ever after, in all processes.

        For a form that writes no mail whose `dedupe_key` would do the same. Call it in the transaction
        that does the work, so that what failed can be sent again.
        """
        if self._stamp is None:
            raise ValueError("A form without a valid stamp cannot be claimed.")
        ends_at = self._stamp.made_at + self.guard_max_age
        name = f"form.{self.guard_purpose}"
        return RateCount.objects.count_one(name, hashed(name, self._stamp.nonce), ends_at, limit=1)

    def guard_fields(self) -> SafeString:
        """Print the honeypot and the stamp; the stamp that was sent stays, unless it is no longer valid."""
        kept = self.is_bound and self._stamp is not None
        stamp = self.data[self.add_prefix(STAMP)] if kept else Stamp.issue(self.guard_purpose)
        return render_to_string(
            "guard/form_fields.html",
            {
                "trap_name": self.add_prefix(TRAP),
                "trap_id": f"guard-{self.add_prefix(TRAP)}",
                "stamp_name": self.add_prefix(STAMP),
                "stamp": stamp,
            },
        )

    @cached_property
    def _stamp(self) -> Stamp | None:
        return Stamp.read(self.guard_purpose, self.data.get(self.add_prefix(STAMP), ""), self.guard_max_age)

    def _is_left_out(self) -> bool:
        return self.empty_permitted and not self.has_changed()


class GuardedForm(GuardedFormMixin, forms.Form):
    """A form with the guards."""
