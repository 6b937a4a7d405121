"""What editors planned happens at its time, also beside a page that fails."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, Revision

from site_core.jobs import publishing

pytestmark = pytest.mark.django_db


def planned(title: str, *, after: timedelta) -> Page:
    page = Page.objects.get(depth=1).add_child(instance=Page(title=title, live=False))
    page.go_live_at = timezone.now() + after
    page.save_revision().publish()
    return page


def leaving(title: str, *, before: timedelta) -> Page:
    page = Page.objects.get(depth=1).add_child(instance=Page(title=title))
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - before)
    return page


@pytest.mark.both
def test_a_page_that_cannot_be_published_keeps_no_other_back(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = planned("Broken", after=timedelta(hours=1))
    fine = planned("Fine", after=timedelta(hours=2))
    old_broken = leaving("Broken", before=timedelta(hours=3))
    old = leaving("Old", before=timedelta(hours=1))
    later = timezone.now() + timedelta(hours=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish, unpublish = Revision.publish, Page.unpublish

    def fail(self: Revision, **how: object) -> None:
        if self.object_str == "Broken":
            # Half of the work is done before it fails.
            Page.objects.filter(pk=self.object_id).update(title="Half done")
            raise RuntimeError("a block that cannot be read")
        publish(self, **how)

    def fail_to_leave(self: Page, **how: object) -> None:
        if self.title == "Broken":
            raise RuntimeError("no")
        unpublish(self, **how)

    monkeypatch.setattr(Revision, "publish", fail)
    monkeypatch.setattr(Page, "unpublish", fail_to_leave)
    with caplog.at_level(logging.ERROR):
        assert publishing.do_what_is_due(timezone.now()) == 2
    for page in (broken, fine, old_broken, old):
        page.refresh_from_db()
    assert (fine.live, broken.live, old.live, old_broken.live) == (True, False, False, True)
    assert broken.title == "Broken"
    assert f"page {broken.pk} could not be published" in caplog.text

    # Mended, it goes live the next time.
    monkeypatch.setattr(Revision, "publish", publish)
    monkeypatch.setattr(Page, "unpublish", unpublish)
    assert publishing.do_what_is_due(timezone.now()) == 0
    broken.refresh_from_db()
    assert broken.live


def test_what_is_not_due_stays() -> None:
    page = planned("Tomorrow", after=timedelta(days=1))
    assert publishing.do_what_is_due(timezone.now()) == 0
    page.refresh_from_db()
    assert not page.live
