"""What Wagtail keeps about staff is given to them, and lets go of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    UploadedFile,
)
from wagtail.users.models import UserProfile

from site_core.privacy import wagtail_tables
from site_core.privacy.registry import Register
from site_core.privacy.retention import apply_retention
from site_core.privacy.services import erase_for, export_for

pytestmark = pytest.mark.django_db

EMAIL = "ann@example.org"


@pytest.fixture
def register() -> Register:
    register = Register()
    wagtail_tables.declare_all(register)
    return register


@pytest.fixture
def page() -> Page:
    root = Page.get_first_root_node()
    assert root is not None
    return root


def colleague(email: str, page: Page) -> Any:
    """Make a person who left a trace in every table."""
    user = get_user_model().objects.create_user(email=email, password="x")
    kind = ContentType.objects.get_for_model(Page)
    now = timezone.now()
    about = {"content_type": kind, "object_id": str(page.pk)}
    entry = {"content_type": kind, "label": "Root", "action": "wagtail.edit", "timestamp": now, "user": user}
    PageLogEntry.objects.create(page=page, **entry)
    ModelLogEntry.objects.create(object_id="1", **entry)
    Revision.objects.create(base_content_type=kind, content={}, user=user, created_at=now, **about)
    comment = Comment.objects.create(page=page, user=user, text=f"Said by {email}", contentpath="title")
    CommentReply.objects.create(comment=comment, user=user, text="Yes")
    PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
    EditingSession.objects.create(user=user, last_seen_at=now, **about)
    FormState.objects.create(user=user, data="title=x", last_updated_at=now, parent_object_id="", **about)
    UploadedFile.objects.create(uploaded_by_user=user)
    UserProfile.get_for_user(user)
    return user


TABLES = {
    "wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailcore.Comment",
    "wagtailcore.CommentReply", "wagtailcore.ModelLogEntry", "wagtailcore.Page",
    "wagtailcore.PageLogEntry", "wagtailcore.PageSubscription", "wagtailcore.Revision",
    "wagtailcore.UploadedFile", "wagtailusers.UserProfile",
}  # fmt: skip


def test_a_colleague_gets_a_copy_of_every_trace(register: Register, page: Page) -> None:
    ann = colleague(EMAIL, page)
    colleague("bob@example.org", page)
    Page.objects.filter(pk=page.pk).update(owner=ann)

    records = export_for(EMAIL, register)["records"]

    assert set(records) == TABLES
    assert {len(record["rows"]) for record in records.values()} == {1}
    assert "bob@" not in str(records)


def test_erasure_cuts_every_link_but_leaves_what_was_said_and_other_people(
    register: Register, page: Page
) -> None:
    ann, bob = colleague(EMAIL, page), colleague("bob@example.org", page)
    Page.objects.filter(pk=page.pk).update(owner=bob, locked=True, locked_by=ann)

    report = erase_for(EMAIL, register)

    assert {kept.label for kept in report.kept} == {"wagtailcore.Comment", "wagtailcore.CommentReply"}
    assert set(export_for(EMAIL, register)["records"]) == {"wagtailcore.Comment", "wagtailcore.CommentReply"}
    assert set(export_for("bob@example.org", register)["records"]) == TABLES
    done = {outcome.label: outcome.done for outcome in report.outcomes}
    assert done["wagtailcore.Page"] == "the page stays, disowned and unlocked"
    page.refresh_from_db()
    assert (page.owner, page.locked, page.locked_by) == (bob, False, None)
    assert PageLogEntry.objects.filter(user=None).count() == 1


def test_what_lies_on_a_desk_is_cleared_after_a_day(register: Register, page: Page) -> None:
    colleague(EMAIL, page)
    later = timezone.now() + timedelta(days=1, minutes=1)

    ended = {row.label for row in apply_retention(later, register=register) if row.rows}

    assert ended == {"wagtailadmin.EditingSession", "wagtailadmin.FormState"}
