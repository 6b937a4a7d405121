"""What waits in this room and the rooms below it: pages, files, links, mail, answers to forms."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, Max, Min
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.forms.utils import get_forms_for_user
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Revision, TaskState, WorkflowState

from site_core.mail.models import OutboxMessage, State
from site_core.pages.models import FormAnswer

from . import dashboard, reports
from .dashboard import Panel, QuickLink, Waiting

SOON = timedelta(days=14)
NEW_ANSWERS = timedelta(days=7)
# The scheduler looks every minute; what is later than this has failed.
LATE = timedelta(minutes=10)
MOST = 5


def register() -> None:
    """Enter this room's panels and quick links."""
    work = reports.may_work_on_pages
    for panel in (
        Panel("submitted", "Pages sent in", work, submitted, order=10),
        Panel("planned", "Planned", work, planned, order=20),
        Panel("answers", "Forms", "pages.view_formanswer", new_answers, order=30),
        Panel("care", "To look after", _may_care, to_look_after, order=40),
        Panel("mail", "Mail", "mail.view_outboxmessage", dead_mail, order=50),
    ):
        dashboard.register(panel)
    for link in (
        QuickLink("pages", "Pages", "folder-open-inverse", work, _at("wagtailadmin_explore_root"), 10),
        QuickLink(
            "pictures", "Add pictures", "image", _adds(picture_policy), _at("wagtailimages:add_multiple"), 20
        ),
        QuickLink(
            "documents",
            "Add documents",
            "doc-full",
            _adds(document_policy),
            _at("wagtaildocs:add_multiple"),
            30,
        ),
        QuickLink(
            "people", "Invite somebody", "user", "accounts.add_user", _at("wagtailusers_users:add"), 90
        ),
    ):
        dashboard.register_link(link)


def _at(name: str) -> Callable[[], str]:
    return lambda: reverse(name)


def _adds(policy: Any) -> Callable[[Any], bool]:
    return lambda user: bool(policy.user_has_permission(user, "add"))


def submitted(user: Any) -> Iterator[Waiting]:
    """Pages that wait for this person's approval, and this person's own that came back."""
    waiting = TaskState.objects.reviewable_by(user).aggregate(count=Count("pk"), since=Min("started_at"))
    yield Waiting(
        waiting["count"],
        _words(waiting["count"], "page waits for your approval", "pages wait for your approval"),
        f"{reverse('wagtailadmin_home')}#awaiting-review-section",
        waiting["since"],
    )
    back = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user
    ).aggregate(count=Count("pk"), since=Min("current_task_state__finished_at"))
    yield Waiting(
        back["count"],
        _words(
            back["count"], "page of yours came back to be changed", "pages of yours came back to be changed"
        ),
        f"{reverse('wagtailadmin_home')}#objects-in-workflow-section",
        back["since"],
    )


def planned(user: Any) -> Iterator[Waiting]:
    """What goes live or goes away soon, and what should have gone live but did not."""
    now = timezone.now()
    pages = reports.pages_of(user)
    plans = (
        Revision.page_revisions.filter(approved_go_live_at__lt=now + SOON)
        .annotate(page_key=Cast("object_id", BigIntegerField()))
        .filter(page_key__in=pages.values("pk"))
        .order_by("approved_go_live_at")
    )
    for plan in plans.values("page_key", "object_str", "approved_go_live_at")[:MOST]:
        when = plan["approved_go_live_at"]
        edit = reverse("wagtailadmin_pages:edit", args=[plan["page_key"]])
        if when < now - LATE:
            yield Waiting(
                1,
                f"“{plan['object_str']}” could not be published: open it and try",
                edit,
                when,
                is_named=True,
            )
        else:
            yield Waiting(1, f"“{plan['object_str']}” goes live", edit, at=when, is_named=True)
    leaving = pages.filter(live=True, expire_at__lt=now + SOON).order_by("expire_at")
    for key, title, when in leaving.values_list("pk", "title", "expire_at")[:MOST]:
        edit = reverse("wagtailadmin_pages:edit", args=[key])
        yield Waiting(1, f"“{title}” goes away", edit, at=when, is_named=True)


def new_answers(user: Any) -> Iterator[Waiting]:
    """Answers of the last week, form by form."""
    since = timezone.now() - NEW_ANSWERS
    forms = (
        FormAnswer.objects.filter(submit_time__gte=since, page__in=get_forms_for_user(user).values("pk"))
        .values("page_id", "page__title")
        .annotate(count=Count("pk"), newest=Max("submit_time"))
        .order_by("-newest")
    )
    for form in forms[:MOST]:
        words = _words(form["count"], "answer this week", "answers this week")
        yield Waiting(
            form["count"],
            f"{words} to “{form['page__title']}”",
            reverse("wagtailforms:list_submissions", args=[form["page_id"]]),
            form["newest"],
        )


def _may_care(user: Any) -> bool:
    return any(reports.may_see(user, report) for report in reports.REPORTS)


def to_look_after(user: Any) -> Iterator[Waiting]:
    """What the reports would list."""
    words = {
        reports.BrokenLinksReport: ("link leads nowhere", "links lead nowhere"),
        reports.ReviewReport: ("page was not reviewed for a year", "pages were not reviewed for a year"),
        reports.PicturesReport: (
            "picture has no words for people who cannot see it",
            "pictures have no words for people who cannot see them",
        ),
        reports.DocumentsReport: ("document is no longer used", "documents are no longer used"),
    }
    for report, (one, many) in words.items():
        if reports.may_see(user, report):
            count = report.rows_for(user).order_by().count()
            yield Waiting(count, _words(count, one, many), reports.url_of(report))


def dead_mail(user: Any) -> Iterator[Waiting]:
    """Messages that every attempt has failed to send."""
    dead = OutboxMessage.objects.filter(state=State.DEAD).aggregate(
        count=Count("pk"), since=Min("created_at")
    )
    yield Waiting(
        dead["count"],
        _words(dead["count"], "message could not be sent", "messages could not be sent"),
        f"{reverse('outboxmessage:index')}?state={State.DEAD}",
        dead["since"],
    )


def _words(count: int, one: str, many: str) -> str:
    return one if count == 1 else many
