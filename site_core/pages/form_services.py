"""Taking an answer to a form page: limits, storing, telling staff and the sender."""

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from site_core.guard.forms import GuardedForm
from site_core.guard.limits import Limit
from site_core.mail import services as mail

from .form_builder import CONSENT_FIELD

if TYPE_CHECKING:
    from .models.forms import FormAnswer, FormPage

ANSWERS_AN_HOUR = Limit("form-answers", limit=10, per=timedelta(hours=1))
# The address is not proven to be the sender's own, so nobody may use us to flood a stranger.
COPIES_A_DAY = Limit("form-copies", limit=3, per=timedelta(days=1))
ALL_COPIES_A_DAY = Limit("form-copies-all", limit=200, per=timedelta(days=1))
LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)
TOO_MANY = (
    "That is a lot of messages in a short time. Please wait an hour, or ring us. Your words are still here."
)


def receive(page: "FormPage", form: GuardedForm, visitor: str) -> bool:
    """Take an answer from `visitor` (a keyed hash); True when stored, else the form has the errors."""
    if not form.is_valid():
        return False
    if not ANSWERS_AN_HOUR.hit(visitor):
        form.add_error(None, TOO_MANY)
        return False
    store(page, form)
    return True


def store(page: "FormPage", form: GuardedForm) -> "FormAnswer":
    """Store an answer once for each stamp, with the mails that it causes, in one transaction.

    An answer that looks like a robot's is kept and marked for staff, but mails nobody.
    """
    questions = list(page.get_form_fields())
    answers = {field.clean_name: form.cleaned_data.get(field.clean_name) for field in questions}
    sender = next((answers[field.clean_name] or "" for field in questions if field.field_type == "email"), "")
    consented = bool(form.cleaned_data.get(CONSENT_FIELD))
    answer_class = page.get_submission_class()
    try:
        with transaction.atomic():
            submission = answer_class.objects.create(
                page=page,
                form_data=answers,
                sender_email=sender,
                consent_text=page.consent_text if consented else "",
                suspicion=form.suspicion,
                nonce=form.nonce,
            )
            if not form.suspicion:
                _queue_mails(page, submission, _in_words(questions, answers))
    except IntegrityError:
        # A second click with the same stamp; anything else is a fault of ours.
        earlier = answer_class.objects.filter(nonce=form.nonce).first()
        if earlier is None:
            raise
        return earlier
    return submission


def _queue_mails(page: "FormPage", submission: "FormAnswer", answers: list[tuple[str, str]]) -> None:
    context = {
        "form_title": page.title,
        "answers": answers,
        "sender_email": submission.sender_email,
        "page_url": page.full_url,
    }
    staff = [address.strip() for address in page.notify_addresses.split(",") if address.strip()]
    if staff:
        mail.queue("contact_notice", staff, context, reply_to=submission.sender_email)
    if page.copy_to_sender and _may_copy(submission.sender_email, answers):
        mail.queue("contact_copy", submission.sender_email, context)


def _may_copy(address: str, answers: list[tuple[str, str]]) -> bool:
    """Whether a copy may go to an address that nobody has proven to be the sender's own.

    Words with a link in them are what somebody would send to strangers in our name.
    """
    if not address or any(LINK.search(words) for _, words in answers):
        return False
    return COPIES_A_DAY.hit(address.lower()) and ALL_COPIES_A_DAY.hit("all")


def _in_words(questions: list[Any], answers: dict[str, Any]) -> list[tuple[str, str]]:
    return [(field.label, in_words(answers[field.clean_name])) for field in questions]


def in_words(value: Any) -> str:
    """Return an answer as a person would write it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value) or "–"
    return str(value)
