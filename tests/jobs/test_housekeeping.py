from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from site_core.jobs import tasks

Work = Callable[[], None]


def draft(title: str) -> Page:
    return Page.objects.get(depth=1).add_child(instance=Page(title=title, live=False))


@pytest.mark.both
@pytest.mark.django_db
def test_a_page_goes_live_at_its_time(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    page = draft("The march")
    page.title = "The march is today"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    tasks.publish_scheduled.enqueue()
    work()
    page.refresh_from_db()
    assert not page.live, "published an hour early"

    two_hours_later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: two_hours_later)
    tasks.publish_scheduled.enqueue()
    work()

    page.refresh_from_db()
    assert page.live
    assert page.title == "The march is today"


@pytest.mark.django_db
def test_a_page_expires_at_its_time(work: Work) -> None:
    page = draft("Join us on Sunday")
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    tasks.publish_scheduled.enqueue()
    work()

    page.refresh_from_db()
    assert not page.live
    assert page.expired


@pytest.mark.django_db
def test_expired_sessions_are_deleted_and_running_ones_stay(work: Work) -> None:
    over, running = SessionStore(), SessionStore()
    for session in (over, running):
        session["basket"] = "12"
        session.save()
    Session.objects.filter(pk=over.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))

    tasks.clear_expired_sessions.enqueue()
    work()

    assert list(Session.objects.values_list("pk", flat=True)) == [running.session_key]


@pytest.mark.django_db
def test_old_results_are_pruned_and_failures_are_kept_longer(work: Work) -> None:
    def result(status: TaskResultStatus, days: int, queue: str = "default") -> None:
        DBTaskResult.objects.create(
            task_path="site_core.jobs.tasks.publish_scheduled",
            args_kwargs={"args": [], "kwargs": {}},
            backend_name="default",
            queue_name=queue,
            status=status,
            finished_at=timezone.now() - timedelta(days=days, minutes=5),
        )

    result(TaskResultStatus.SUCCESSFUL, tasks.KEEP_RESULTS_DAYS)
    result(TaskResultStatus.SUCCESSFUL, tasks.KEEP_RESULTS_DAYS, queue="slow")
    result(TaskResultStatus.SUCCESSFUL, 0)
    result(TaskResultStatus.FAILED, tasks.KEEP_RESULTS_DAYS)
    result(TaskResultStatus.FAILED, tasks.KEEP_FAILURES_DAYS)

    tasks.prune_task_results.enqueue()
    work()

    kept = DBTaskResult.objects.exclude(task_path__endswith="prune_task_results")
    assert sorted(kept.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]
