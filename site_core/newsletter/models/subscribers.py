"""Who gets the newsletter, and what they said to that."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from site_core.mail.models import Suppression

KEY_LENGTH = 32
MAX_ADDRESS = 254
MAX_SOURCE = 80


class State(models.TextChoices):
    """Where somebody stands."""

    PENDING = "pending", "Not confirmed yet"
    CONFIRMED = "confirmed", "Confirmed"
    UNSUBSCRIBED = "unsubscribed", "Unsubscribed"
    SUPPRESSED = "suppressed", "Held back"


# The only ways from one state to another, and who takes them.
TRANSITIONS: dict[State, set[State]] = {
    # The person, by the button behind the mailed link; anybody who unsubscribes them; a bounce; retention,
    # for somebody who had unsubscribed before and did not confirm.
    State.PENDING: {State.CONFIRMED, State.UNSUBSCRIBED, State.SUPPRESSED},
    # The person, staff or the provider's list; a bounce or a complaint.
    State.CONFIRMED: {State.UNSUBSCRIBED, State.SUPPRESSED},
    # The person signs up again. Nobody else: no import leads back.
    State.UNSUBSCRIBED: {State.PENDING},
    # The person signs up again, after staff took the address off the mail room's list.
    State.SUPPRESSED: {State.PENDING, State.UNSUBSCRIBED},
}


def new_key() -> str:
    """Return what an unsubscribe link ends in: it cannot be guessed, and no change of SECRET_KEY ends it."""
    return secrets.token_urlsafe(24)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Sentences about subscribers."""

    def confirmed(self) -> Self:
        """Those who said yes, and have not said no since."""
        return self.filter(state=State.CONFIRMED)

    def held_back(self) -> Self:
        """Those whose address the mail room does not write to."""
        return self.filter(Exists(Suppression.objects.filter(email=OuterRef("email"))))

    def reachable(self) -> Self:
        """Those who get the newsletter: confirmed, and not on the mail room's list.

        A suppression moves its subscriber by a signal; what is written without one is caught here.
        """
        return self.confirmed().filter(~Exists(Suppression.objects.filter(email=OuterRef("email"))))

    def once_confirmed(self) -> Self:
        """Those who were on the list at any time, so that a provider may know them."""
        return self.filter(confirmed_at__isnull=False)

    def changed_since(self, moment: datetime) -> Self:
        """Those who came, left or came back since then."""
        return self.filter(state_since__gte=moment)

    def move(self, old: Iterable[State], new: State, *, now: datetime | None = None, **changes: Any) -> int:
        """Take these rows from one of the old states to the new one; says how many were still in them.

        Only the caller that gets 1 for a row may act on it. Raises ValueError for a way that
        `TRANSITIONS` does not know.
        """
        olds = list(old)
        for state in olds:
            if new not in TRANSITIONS[state]:
                raise ValueError(f"A subscriber cannot go from {state} to {new}.")
        # Whoever has changed may be written to at once: the pause is for people who press twice.
        values = {"state": new, "state_since": now or timezone.now(), "mailed_at": None, **changes}
        return self.filter(state__in=olds).update(**values)


class Subscriber(models.Model):
    """One e-mail address, and where it stands."""

    # In small letters: `mail.addresses.normalise`.
    email = models.EmailField("e-mail address", max_length=MAX_ADDRESS, unique=True)
    first_name = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    state_since = models.DateTimeField("since", default=timezone.now)
    source = models.CharField(max_length=MAX_SOURCE, help_text="Where they signed up first.")
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    created_at = models.DateTimeField("signed up", default=timezone.now)
    confirmed_at = models.DateTimeField("confirmed", null=True, blank=True)
    unsubscribed_at = models.DateTimeField("unsubscribed", null=True, blank=True)
    # When the last mail of the sign-up left, so that pressing twice sends one.
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("unsubscribe_subscriber", "Can unsubscribe and hold back subscribers"),
            ("erase_subscriber", "Can erase subscribers"),
            ("export_subscriber", "Can export subscribers and hand them over"),
            ("import_subscriber", "Can import bounces and unsubscribes"),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="newsletter_newest"),
            models.Index(fields=["state", "state_since"], name="newsletter_state"),
        ]

    def __str__(self) -> str:
        return self.email


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Sentences about consent."""

    def given(self) -> Self:
        """Each yes that was confirmed, the newest first."""
        return self.filter(event=Consent.Event.GIVEN).order_by("-at", "-pk")

    def update(self, **changes: Any) -> int:
        """Refuse: what was said is never changed, only ended with its subscriber."""
        raise ConsentIsFinal


class ConsentIsFinal(TypeError):
    """Somebody tried to change a record of consent."""

    def __init__(self) -> None:
        super().__init__("A record of consent is written once. Add another.")


class Consent(models.Model):
    """One thing that was said or happened about the consent of one person: written once, never changed.

    The UK GDPR asks for a proof of who said yes when, how, and to which words (Article 7(1); ICO, "How
    should we obtain, record and manage consent?").
    """

    class Channel(models.TextChoices):
        """By which way we may write. Consent to one says nothing about another (PECR, regulation 22)."""

        EMAIL = "email", "E-mail"

    class Event(models.TextChoices):
        """What happened."""

        ASKED = "asked", "Signed up"
        GIVEN = "given", "Confirmed"
        WITHDRAWN = "withdrawn", "Unsubscribed"
        HELD_BACK = "held_back", "Held back"

    class How(models.TextChoices):
        """By which way it happened."""

        FORM = "form", "A form of the website"
        MAILED_LINK = "mailed_link", "The link in our e-mail"
        ONE_CLICK = "one_click", "The button of their e-mail program"
        STAFF = "staff", "A member of staff"
        PROVIDER = "provider", "A list from the provider"
        DETAILS = "details", "My details"
        MAIL_ROOM = "mail_room", "A bounce, a complaint, or staff"
        NOT_CONFIRMED = "not_confirmed", "They did not confirm in time"

    class Basis(models.TextChoices):
        """Why we may write. The site itself asks for consent alone.

        The soft opt-in for charities (since 5 February 2026, Data (Use and Access) Act 2025) holds only
        for details that the charity itself collected, with a way out offered at that time.
        """

        CONSENT = "consent", "Consent"
        SOFT_OPT_IN = "soft_opt_in", "Charitable soft opt-in"

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="consents")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    event = models.CharField(max_length=10, choices=Event.choices)
    how = models.CharField(max_length=15, choices=How.choices)
    lawful_basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.CONSENT)
    # The words themselves, since the setting may change; the same words have the same version.
    wording = models.TextField(blank=True)
    wording_version = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=MAX_SOURCE, blank=True)
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "record of consent"
        verbose_name_plural = "records of consent"
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_event_display()} ({self.get_how_display()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new record. Raises ConsentIsFinal for one that is there."""
        if not self._state.adding:
            raise ConsentIsFinal
        super().save(*args, **kwargs)
