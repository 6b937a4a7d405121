"""The personal data that this room keeps, declared to the privacy register."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from wagtail.contrib.forms.models import FormSubmission
from wagtail.documents.models import Document
from wagtail.images.models import Image

from site_core.privacy import registry

from .models import CharitySettings, CustomDocument, CustomImage, FormAnswer, FormPage, Topic


def declare_all() -> None:
    """Enter the room's models into the register."""
    registry.declare(
        FormAnswer,
        purpose="Answer what somebody sent us through a form of the website",
        fields=("form_data", "sender_email", "consent_text"),
        lawful_basis=registry.LEGITIMATE_INTERESTS,
        subject_email="sender_email",
        retention=registry.RetentionBy(
            "deleted after the period that the form's editor chose", delete_old_answers
        ),
    )
    for model in (CustomImage, CustomDocument):
        registry.declare(
            model,
            purpose="Know which member of staff uploaded a file",
            fields=("uploaded_by_user",),
            subject_email="uploaded_by_user__email",
            retention=registry.KeptUntil("the file is deleted"),
            erase=registry.Anonymise({"uploaded_by_user": None}),
        )
    for unused in (Document, Image, FormSubmission):
        registry.not_personal(unused, why="Its table stays empty: the site has a model of its own instead.")
    registry.not_personal(Topic, why="Its name is the subject's, not a person's.")
    registry.not_personal(CharitySettings, why="The charity's own public name, address and e-mail.")


def delete_old_answers(now: datetime, dry_run: bool) -> int:
    """Delete the answers of each form that are older than its editor's period; return how many."""
    count = 0
    for page in FormPage.objects.only("keep_days"):
        old = overdue(page, now)
        count += old.count() if dry_run else old.delete()[0]
    return count


def overdue(page: FormPage, now: datetime) -> QuerySet[FormAnswer]:
    """Return the answers to one form whose time is over."""
    return FormAnswer.objects.filter(page=page, submit_time__lt=now - timedelta(days=page.keep_days))
