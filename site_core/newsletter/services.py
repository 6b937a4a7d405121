"""Coming onto the list and leaving it.

Other rooms call `subscribe`, `unsubscribe_address` and `state_of`. Every change of state is one conditional
update (`SubscriberQuerySet.move`), and only the caller that changed the row writes the record of consent and
the mail, all in one transaction.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from site_core.guard import links
from site_core.guard.limits import Limit
from site_core.mail import identity
from site_core.mail import services as mail
from site_core.mail.addresses import InvalidAddress, normalise, split
from site_core.mail.models import Suppression

from . import wording as words_of
from .models import Consent, State, Subscriber
from .models.subscribers import MAX_ADDRESS, MAX_SOURCE, SubscriberQuerySet

CONFIRM = "newsletter.confirm"
# How long the link in the mail works; after that people sign up again. Rows live longer: personal_data.py.
CONFIRM_WITHIN = timedelta(days=7)
# Pressing twice, or asking again because the mail is slow, sends no second mail for so long.
PAUSE = timedelta(minutes=10)
# Nobody has proven that the address is the asker's own, so it may not be flooded by way of our form.
MAILS_A_DAY = Limit("newsletter-mails", limit=4, per=timedelta(days=1))

How, Event = Consent.How, Consent.Event


@transaction.atomic
def subscribe(
    email: str, name: str = "", *, source: str, wording: str, how: Consent.How = Consent.How.FORM
) -> None:
    """Ask an address whether it wants the newsletter; `wording` is what the person was shown and agreed to.

    Only the button behind the mailed link puts anybody on the list. Somebody who is on it gets a mail that
    says so. Returns nothing, so that no caller can tell whether the address was known. Raises
    mail.addresses.InvalidAddress.
    """
    address, source = split(email)[1], source[:MAX_SOURCE]
    if len(address) > MAX_ADDRESS:
        raise InvalidAddress
    if mail.is_suppressed(address):
        return
    now = timezone.now()
    subscriber, _ = Subscriber.objects.get_or_create(
        email=address, defaults={"source": source, "created_at": now, "state_since": now}
    )
    row = Subscriber.objects.filter(pk=subscriber.pk)
    quiet = Q(mailed_at=None) | Q(mailed_at__lte=now - PAUSE)
    if not row.filter(quiet).update(mailed_at=now) or not MAILS_A_DAY.hit(address):
        return
    row.move([State.UNSUBSCRIBED, State.SUPPRESSED], State.PENDING, now=now)
    row.update(mailed_at=now)
    if row.filter(state=State.PENDING).update(first_name=_tidy(name) or subscriber.first_name):
        consent = _record(subscriber, Event.ASKED, how, now, wording=wording, source=source)
        _mail("confirm", subscriber, confirm_url=_absolute("confirm", links.sign(CONFIRM, consent.pk)))
    else:
        _mail("already", subscriber)


@transaction.atomic
def confirm(consent_pk: int) -> bool:
    """Put somebody on the list who pressed the button behind their link; says whether they are on it now.

    The link answers one sign-up: when the person has unsubscribed since, it does nothing.
    """
    asked = Consent.objects.filter(pk=consent_pk, event=Event.ASKED).select_related("subscriber").first()
    if asked is None:
        return False
    now = timezone.now()
    row = Subscriber.objects.filter(pk=asked.subscriber_id, state_since__lte=asked.at)
    if row.move([State.PENDING], State.CONFIRMED, now=now, confirmed_at=now):
        _record(
            asked.subscriber, Event.GIVEN, How.MAILED_LINK, now, wording=asked.wording, source=asked.source
        )
        _mail("welcome", asked.subscriber)
        return True
    return Subscriber.objects.filter(pk=asked.subscriber_id, state=State.CONFIRMED).exists()


def unsubscribe(key: str, how: Consent.How) -> bool:
    """Take the owner of this key off the list; says whether this call did it. Safe to call again."""
    return _leave(Subscriber.objects.filter(key=key), how)


def unsubscribe_address(email: str, how: Consent.How) -> bool:
    """Take an address off the list; says whether this call did it."""
    return _leave(Subscriber.objects.filter(email=normalise(email)), how)


@transaction.atomic
def hold_back(email: str, how: Consent.How = Consent.How.MAIL_ROOM) -> bool:
    """Stop the newsletter where the mail room does not write to; says whether this call did it."""
    row = Subscriber.objects.filter(email=normalise(email))
    return _move_and_record(row, [State.PENDING, State.CONFIRMED], State.SUPPRESSED, Event.HELD_BACK, how)


@transaction.atomic
def suppress(email: str, reason: Suppression.Reason, how: Consent.How) -> bool:
    """Write to an address no more, with any mail of the site; says whether that took it off the list."""
    # First the list, so that its record says how; the mail room's signal then finds nothing to do.
    changed = hold_back(email, how)
    mail.suppress(email, reason)
    return changed


def erase(email: str) -> int:
    """Delete a person's row with all that was said about consent; says how many rows that were, 0 or 1."""
    _, by_model = Subscriber.objects.filter(email=normalise(email)).delete()
    return by_model.get(Subscriber._meta.label, 0)


def state_of(email: str) -> State | None:
    """Where an address stands, for its owner and for staff; None for one that is not known."""
    found = Subscriber.objects.filter(email=normalise(email)).values_list("state", flat=True).first()
    return State(found) if found else None


def unsubscribe_url(subscriber: Subscriber) -> str:
    """The whole address of this person's page for leaving. It works for ever, and needs no sign-in."""
    return _absolute("unsubscribe", subscriber.key)


def _leave(row: SubscriberQuerySet, how: Consent.How) -> bool:
    # The name is of no use any more.
    changes = {"first_name": "", "unsubscribed_at": timezone.now()}
    old = [State.PENDING, State.CONFIRMED, State.SUPPRESSED]
    return _move_and_record(row, old, State.UNSUBSCRIBED, Event.WITHDRAWN, how, **changes)


@transaction.atomic
def _move_and_record(
    row: SubscriberQuerySet,
    old: list[State],
    new: State,
    event: Consent.Event,
    how: Consent.How,
    **changes: object,
) -> bool:
    now = timezone.now()
    subscriber = row.first()
    if subscriber is None or not row.filter(pk=subscriber.pk).move(old, new, now=now, **changes):
        return False
    _record(subscriber, event, how, now)
    return True


def _record(
    subscriber: Subscriber,
    event: Consent.Event,
    how: Consent.How,
    now: datetime,
    *,
    wording: str = "",
    source: str = "",
) -> Consent:
    return Consent.objects.create(
        subscriber=subscriber,
        event=event,
        how=how,
        at=now,
        wording=wording,
        wording_version=words_of.version_of(wording) if wording else "",
        source=source,
    )


def _mail(template: str, subscriber: Subscriber, **context: str) -> None:
    """Queue a mail of the list. All but the question say how to leave, also to mail programs (RFC 8058)."""
    words = words_of.current()
    headers = {}
    if template != "confirm":
        leave = unsubscribe_url(subscriber)
        context["unsubscribe_url"] = leave
        headers = {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    subscriber.refresh_from_db(fields=["first_name"])
    mail.queue(
        f"newsletter/{template}",
        subscriber.email,
        {"words": words, "first_name": subscriber.first_name, "sign_up_url": _absolute("sign_up"), **context},
        reply_to=words.reply_to,
        headers=headers,
    )


def _absolute(name: str, *parts: str) -> str:
    return identity.current().absolute(reverse(f"newsletter:{name}", args=parts))


def _tidy(name: str) -> str:
    return " ".join(name.split())[:60]
