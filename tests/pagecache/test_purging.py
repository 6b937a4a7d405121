"""A change purges what shows it: in its transaction, on commit, or by the sweeper; never before."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.models import Page

from site_core.jobs import registry as jobs
from site_core.pagecache import affects, purge, stores, tasks
from site_core.pagecache.affects import EVERYTHING, Affected
from site_core.pagecache.models import Purge
from tests.pagecache.site import Site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def purged(pagecache: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> list[Affected]:
    """What the store was asked to purge."""
    asked: list[Affected] = []
    kind = type(stores.current())
    really = kind.purge

    def note(self: Any, affected: Affected) -> None:
        asked.append(affected)
        really(self, affected)

    monkeypatch.setattr(kind, "purge", note)
    return asked


@pytest.fixture
def a_group_has_a_tag() -> Iterator[None]:
    """Saving or deleting a group purges the pages with its tag."""
    affects.register(Group, lambda group: Affected({f"group:{group.pk}"}))
    yield
    affects.forget(Group)


@pytest.mark.usefixtures("groups_change_everything", "calm_signals")
def test_a_visitor_sees_a_saved_and_a_deleted_row_at_once(store: stores.Store) -> None:
    site = Site()
    assert "Hope" not in site.get("/").text
    group = Group.objects.create(name="Hope")
    assert "Hope" in site.get("/").text
    group.name = "Towns"
    group.save()
    assert "Towns" in site.get("/").text
    group.delete()
    assert "Towns" not in site.get("/").text
    site.get("/")
    assert site.to_django == 4


@pytest.mark.usefixtures("a_group_has_a_tag")
def test_a_row_purges_its_tags_and_no_other_page(purged: list[Affected]) -> None:
    group = Group.objects.create(name="Hope")
    assert purged == [Affected({f"group:{group.pk}"})]
    assert [(row.everything, row.tags) for row in Purge.objects.all()] == [(False, [f"group:{group.pk}"])]


@pytest.mark.usefixtures("a_group_has_a_tag")
def test_a_change_of_a_relation_purges_from_both_sides(purged: list[Affected]) -> None:
    group = Group.objects.create(name="Hope")
    permission = Permission.objects.first()
    assert permission is not None
    steps: list[Callable[[], object]] = [
        lambda: group.permissions.add(permission),
        lambda: group.permissions.remove(permission),
        lambda: permission.group_set.add(group),
        lambda: permission.group_set.remove(group),
        lambda: group.permissions.set([permission]),
        lambda: group.permissions.clear(),
    ]
    for number, step in enumerate(steps):
        purged.clear()
        step()
        assert Affected({f"group:{group.pk}"}) in purged, f"step {number}"


@pytest.mark.usefixtures("a_group_has_a_tag")
def test_clearing_from_the_other_side_purges_everything(purged: list[Affected]) -> None:
    group = Group.objects.create(name="Hope")
    permission = Permission.objects.first()
    assert permission is not None
    permission.group_set.add(group)
    purged.clear()
    permission.group_set.clear()
    assert purged == [EVERYTHING], "nothing tells any more which groups it were"


@pytest.mark.usefixtures("groups_change_everything")
def test_nothing_is_purged_before_the_commit(purged: list[Affected]) -> None:
    with transaction.atomic():
        Group.objects.create(name="Hope")
        assert Purge.objects.waiting().count() == 1
        assert purged == []
    assert purged == [EVERYTHING]
    assert Purge.objects.get().state == Purge.State.DONE


@pytest.mark.usefixtures("groups_change_everything")
def test_a_change_that_is_rolled_back_purges_nothing(purged: list[Affected]) -> None:
    with transaction.atomic():
        Group.objects.create(name="Hope")
        transaction.set_rollback(True)
    assert purged == []
    assert not Purge.objects.exists()


@pytest.mark.usefixtures("groups_change_everything")
def test_many_changes_in_one_transaction_are_one_purge(purged: list[Affected]) -> None:
    with transaction.atomic():
        for number in range(20):
            Group.objects.create(name=str(number))
        purge.changed("some tag")
    assert purged == [EVERYTHING]
    assert Purge.objects.count() == 1
    Group.objects.create(name="later")
    assert purged == [EVERYTHING, EVERYTHING]


@pytest.mark.usefixtures("groups_change_everything")
def test_a_change_after_a_savepoint_was_rolled_back_still_purges(purged: list[Affected]) -> None:
    with transaction.atomic():
        with transaction.atomic():
            Group.objects.create(name="gone")
            transaction.set_rollback(True)
        Group.objects.create(name="stays")
    assert purged == [EVERYTHING]
    assert Purge.objects.count() == 1


@pytest.mark.usefixtures("a_group_has_a_tag")
def test_changes_that_send_no_signal_are_named_by_hand(purged: list[Affected]) -> None:
    one, other = Group.objects.create(name="1"), Group.objects.create(name="2")
    purged.clear()
    purge.changed(one, other, "shop", Affected({"blog"}))
    assert purged == [Affected({f"group:{one.pk}", f"group:{other.pk}", "shop", "blog"})]
    purged.clear()
    purge.changed(Permission.objects.first() or one)
    assert purged == []
    purge.changed(EVERYTHING)
    purge.everything()
    assert purged == [EVERYTHING, EVERYTHING]


def test_a_page_type_inherits_the_effect_of_its_base(purged: list[Affected]) -> None:
    class Special(Group):
        class Meta:
            proxy = True
            app_label = "auth"

    affects.register(Group, affects.everything)
    try:
        assert affects.of(Special(name="x")) == EVERYTHING
        assert affects.concerns(Special)
    finally:
        affects.forget(Group)
    assert not affects.of(Special(name="x"))


def test_drafting_purges_nothing_and_publishing_does(purged: list[Affected]) -> None:
    page = Page.get_first_root_node()
    assert page is not None
    effects = dict(affects._effects)
    affects.register(Page, affects.everything)
    try:
        page.draft_title = "A new title"
        page.save(update_fields=["draft_title", "has_unpublished_changes"], clean=False)
        assert purged == []
        page.title = "A new title"
        page.save(update_fields=["title", "draft_title"], clean=False)
        assert purged == [EVERYTHING]
    finally:
        affects._effects.clear()
        affects._effects.update(effects)


@pytest.mark.usefixtures("groups_change_everything")
def test_what_a_dead_process_did_not_purge_is_swept(
    purged: list[Affected], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge._WhenCommitted, "__call__", lambda self: None)
    Group.objects.create(name="Hope")
    assert purged == []
    tasks.sweep_purges.func()
    assert purged == [], "the process that made the change has a head start"
    Purge.objects.update(next_time=timezone.now())
    tasks.sweep_purges.func()
    assert purged == [EVERYTHING]
    assert Purge.objects.get().state == Purge.State.DONE
    tasks.sweep_purges.func()
    assert purged == [EVERYTHING]


@pytest.mark.usefixtures("groups_change_everything")
def test_a_broken_store_fails_no_save_and_is_purged_later(
    store: stores.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise OSError("disk full")

    before = store.generation()
    with monkeypatch.context() as patch:
        patch.setattr(type(store), "purge", broken)
        Group.objects.create(name="Hope")
        waits = Purge.objects.get()
        assert (waits.state, waits.attempts) == (Purge.State.WAITING, 1)
        assert waits.next_time > timezone.now()
        Purge.objects.update(next_time=timezone.now())
        tasks.sweep_purges.func()
        assert Purge.objects.get().attempts == 2
    Purge.objects.update(next_time=timezone.now())
    tasks.sweep_purges.func()
    assert Purge.objects.get().state == Purge.State.DONE
    assert store.generation() != before


def test_settled_rows_are_removed_after_a_day(pagecache: dict[str, Any]) -> None:
    old = timezone.now() - timedelta(days=2)
    Purge.objects.create(state=Purge.State.DONE, created=old)
    Purge.objects.create(state=Purge.State.DEAD, created=old)
    Purge.objects.create(
        state=Purge.State.WAITING, created=old, next_time=timezone.now() + timedelta(hours=1)
    )
    Purge.objects.create(state=Purge.State.DONE)
    tasks.tidy.func()
    assert sorted(Purge.objects.values_list("state", flat=True)) == ["done", "waiting"]


def test_the_scheduler_knows_both_jobs() -> None:
    known = {job.key: job.task.func for job in jobs.jobs()}
    assert known["pagecache.sweep_purges"] is tasks.sweep_purges.func
    assert known["pagecache.tidy"] is tasks.tidy.func


def test_the_command_forgets_every_page(
    store: stores.Store, calm_signals: None, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site()
    site.get("/")
    call_command("pagecache_clear")
    assert capsys.readouterr().out.startswith("Forgot ")
    site.get("/")
    assert site.to_django == 2


def test_a_starting_server_forgets_what_an_older_version_stored(store: stores.Store) -> None:
    before = store.generation()
    purge.when_starting()
    assert store.generation() != before
    assert Purge.objects.get().state == Purge.State.DONE


def test_a_server_starts_before_the_tables_are_there(
    store: stores.Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_table(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no such table")

    before = store.generation()
    monkeypatch.setattr(Purge.objects, "create", no_table)
    purge.when_starting()
    assert store.generation() != before
    assert "could not be written" in caplog.text


def test_one_text_is_not_a_set_of_tags() -> None:
    with pytest.raises(TypeError):
        Affected("page:1")


@pytest.mark.django_db(transaction=False)
@pytest.mark.usefixtures("groups_change_everything")
def test_each_change_of_a_test_in_one_long_transaction_purges(
    purged: list[Affected], django_capture_on_commit_callbacks: Any
) -> None:
    """Django's test transaction keeps callbacks that have been called; they cover nothing any more."""
    for number in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            Group.objects.create(name=str(number))
    assert purged == [EVERYTHING, EVERYTHING]
