"""`manage.py demo`: once, never twice, again after a kill, from the start when asked, and nowhere else."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from wagtail.models import Page

from site_core.accounts.demo_people import DEMO_PASSWORD, DEMO_PEOPLE
from site_core.accounts.models import User
from site_core.demo import library
from site_core.demo.factories import DocumentFactory, StandardPageFactory, UserFactory
from site_core.demo.progress import Progress
from site_core.demo.resetting import empty_the_site
from site_core.demo.words import PAGES
from site_core.mail.models import OutboxMessage
from site_core.pages.models import AlertSettings, CharitySettings, CustomImage
from site_core.pages.renditions import all_filters

from .running import counts, run

Capture = Callable[..., AbstractContextManager[list[Any]]]


@pytest.mark.both
@pytest.mark.usefixtures("seeded", "no_sizes")
def test_a_second_run_changes_nothing_and_keeps_what_people_changed(
    django_assert_max_num_queries: Any,
) -> None:
    page = Page.objects.get(slug="jobs").specific
    page.title = "Work with us"
    page.save_revision().publish()
    Page.objects.get(slug="events").delete()
    charity = CharitySettings.objects.get()
    charity.name = "Another name"
    charity.save()
    before = counts()
    with django_assert_max_num_queries(2):
        printed = run()
    assert counts() == before
    assert Page.objects.filter(title="Work with us").exists()
    assert not Page.objects.filter(slug="events").exists()
    assert CharitySettings.objects.get().name == "Another name"
    assert "kept" in printed


@pytest.mark.usefixtures("seeded", "no_sizes")
def test_the_end_tells_how_to_sign_in() -> None:
    printed = run()
    for person in DEMO_PEOPLE:
        assert person.email in printed
    assert DEMO_PASSWORD in printed
    assert "/demo/mailbox/" in printed
    assert DEMO_PASSWORD not in run("--no-sign-ins")
    assert run("--quiet") == ""


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_a_reset_starts_over(
    no_sizes: None, django_capture_on_commit_callbacks: Capture, client: Client
) -> None:
    media = Path(django_settings.MEDIA_ROOT)
    StandardPageFactory(title="Typed by hand")
    UserFactory(email="stranger@example.org")
    document: Any = DocumentFactory()
    mine = media / document.file.name
    OutboxMessage.objects.create(
        message_id="<1@example.org>", subject="Hello", sender="a@example.org", source=b""
    )
    alert = AlertSettings.objects.get()
    alert.active = False
    alert.save()
    with django_capture_on_commit_callbacks(execute=True):
        empty_the_site()
    assert list(Page.objects.values_list("depth", "numchild")) == [(1, 0)]
    assert set(counts().values()) == {0, 1}
    assert not OutboxMessage.objects.exists()
    assert not mine.exists()
    assert not list(media.glob("original_images/market*"))
    run("--quiet")
    assert Page.objects.filter(depth__gt=1).count() == len(PAGES)
    assert not User.objects.filter(email="stranger@example.org").exists()
    assert AlertSettings.objects.get().active
    editor = User.objects.get(email="editor@example.org")
    assert editor.has_perm("wagtailadmin.access_admin")
    assert client.get("/", SERVER_NAME="localhost").status_code == 200


@pytest.mark.usefixtures("seeded")
def test_every_size_of_a_picture_is_made_before_the_first_visitor_comes() -> None:
    # One is enough to see, and takes a twelfth of the time.
    CustomImage.objects.exclude(title=library.PICTURES[0].title).delete()
    run("--quiet")
    image = CustomImage.objects.get()
    made = {rendition.filter_spec for rendition in image.renditions.all()}
    assert set(all_filters(image.file.name)) <= made


def test_progress_is_a_line_for_each_part_and_a_bar_at_a_terminal() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for out, has_bar in ((io.StringIO(), False), (Terminal(), True)):
        progress = Progress(out)
        progress.part(2, 6, "Pictures")
        progress.step(1, 2)
        progress.done("2 drawn")
        assert "2/6 Pictures: 2 drawn\n" in out.getvalue()
        assert ("█" in out.getvalue()) is has_bar
