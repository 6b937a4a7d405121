"""Declarations for Wagtail's tables that name a member of staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from .registry import Anonymise, EraseWith, Keep, KeptUntil, Register, Retention

UNTIL_ERASED = KeptUntil("the person asks for erasure; the record stays, without them")
WITH_ITS_PAGE = KeptUntil("the page is deleted, or the person asks for erasure")
COLLEAGUES_TALK = Keep(because="Colleagues work by what was said. The writer's name goes with the account")


@dataclass(frozen=True)
class _Link:
    """A link from a row to a person that erasure cuts."""

    model: type[models.Model]
    field: str
    purpose: str
    retention: KeptUntil = UNTIL_ERASED


LINKS = (
    _Link(PageLogEntry, "user", "Show staff who did what to a page"),
    _Link(ModelLogEntry, "user", "Show staff who changed what, other than pages"),
    _Link(Revision, "user", "Show staff who wrote which version", WITH_ITS_PAGE),
    _Link(WorkflowState, "requested_by", "Show staff who asked for a page to be checked", WITH_ITS_PAGE),
    _Link(TaskState, "finished_by", "Show staff who checked a page", WITH_ITS_PAGE),
    _Link(
        UploadedFile,
        "uploaded_by_user",
        "Hold a file until its uploader has described it",
        KeptUntil("it is described, or the person asks for erasure"),
    ),
)


def declare_all(register: Register) -> None:
    """Enter Wagtail's tables."""
    for link in LINKS:
        register.declare(
            link.model,
            purpose=link.purpose,
            fields=(link.field,),
            subject_email=f"{link.field}__email",
            retention=link.retention,
            erase=Anonymise({link.field: None}),
        )
    register.declare(
        Page,
        purpose="Show staff who made a page, and who is working on it alone",
        fields=("owner", "locked_by"),
        retention=WITH_ITS_PAGE,
        export=_pages_of,
        erase=EraseWith("the page stays, disowned and unlocked", by=_leave_pages),
    )
    _declare_talk(register)
    _declare_desk(register)


def _declare_talk(register: Register) -> None:
    """Enter what colleagues say to each other about a page."""
    register.declare(
        Comment,
        purpose="Let staff talk about a page while they write it",
        fields=("user", "text", "created_at", "resolved_by"),
        subject_email="user__email",
        retention=KeptUntil("it or its page is deleted"),
        erase=COLLEAGUES_TALK,
    )
    register.declare(
        CommentReply,
        purpose="Let staff talk about a page while they write it",
        fields=("user", "text", "created_at"),
        subject_email="user__email",
        retention=KeptUntil("it or its page is deleted"),
        erase=COLLEAGUES_TALK,
    )
    register.declare(
        PageSubscription,
        purpose="Tell staff about new remarks on a page that they follow",
        fields=("user", "page"),
        subject_email="user__email",
        retention=KeptUntil("they stop following, or the page is deleted"),
    )


def _declare_desk(register: Register) -> None:
    """Enter what the admin keeps for one person while they work."""
    register.declare(
        EditingSession,
        purpose="Show colleagues who else has a page open",
        fields=("user", "last_seen_at"),
        subject_email="user__email",
        retention=Retention(days=1, since="last_seen_at"),
    )
    register.declare(
        FormState,
        purpose="Show a preview of what a person is typing",
        fields=("user", "data", "last_updated_at"),
        subject_email="user__email",
        retention=Retention(days=1, since="last_updated_at"),
    )
    register.declare(
        UserProfile,
        purpose="Remember how a member of staff likes the admin, and their picture",
        fields=("user", "avatar", "preferred_language", "current_time_zone"),
        subject_email="user__email",
        retention=KeptUntil("the account is deleted, or the person asks for erasure"),
        erase=EraseWith("deleted, with the picture", by=_delete_profiles),
    )


def _pages_of(email: str) -> list[Mapping[str, Any]]:
    return [
        {"page": page.title, "role": role}
        for field, role in (("owner", "made by"), ("locked_by", "locked by"))
        for page in Page.objects.filter(**{f"{field}__email__iexact": email}).order_by("pk")
    ]


def _leave_pages(email: str) -> int:
    """Unlock and disown the person's pages; return how many links were cut."""
    locked = _keys(Page.objects.filter(locked_by__email__iexact=email))
    owned = _keys(Page.objects.filter(owner__email__iexact=email))
    return locked.update(locked=False, locked_by=None, locked_at=None) + owned.update(owner=None)


def _keys(pages: models.QuerySet[Page]) -> models.QuerySet[Page]:
    return Page.objects.filter(pk__in=list(pages.values_list("pk", flat=True)))


def _delete_profiles(email: str) -> int:
    """Delete profiles, and their pictures when that is certain."""
    profiles = list(UserProfile.objects.filter(user__email__iexact=email))
    for profile in profiles:
        if profile.avatar:
            _delete_after_commit(profile.avatar)
        profile.delete()
    return len(profiles)


def _delete_after_commit(picture: Any) -> None:
    storage, name = picture.storage, picture.name
    transaction.on_commit(lambda: storage.delete(name))
