"""One table of roles, synced into groups, and staff's changes kept."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page, Workflow

from site_core.accounts import checks, roles
from site_core.accounts.models import RoleGrant, RoleGroup, User
from site_core.accounts.role_sync import sync

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Iterator[None]:
    """Forget what a test grants."""
    before = roles.granted()
    yield
    roles._granted.clear()
    roles._granted.update(before)


def group_of(role: str) -> Group:
    group = RoleGroup.objects.get(role=role).group
    assert group
    return group


def rights(group: Group) -> set[str]:
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in group.permissions.select_related("content_type")
    }


def everything() -> tuple[set[object], ...]:
    return (
        set(Group.objects.values_list("pk", "name")),
        set(Group.permissions.through.objects.values_list("group", "permission")),
        set(GroupPagePermission.objects.values_list("group", "page", "permission")),
        set(GroupCollectionPermission.objects.values_list("group", "collection", "permission")),
        set(RoleGrant.objects.values_list("role", "scope", "permission")),
    )


@pytest.mark.both
def test_every_role_has_a_group_and_opens_the_admin() -> None:
    assert set(RoleGroup.objects.values_list("role", flat=True)) == set(roles.ROLES)
    for role in roles.ROLES:
        assert "wagtailadmin.access_admin" in rights(group_of(role)), role


@pytest.mark.both
def test_wagtails_own_groups_became_ours() -> None:
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {role.title for role in roles.ROLES.values()}
    assert Workflow.objects.get().name == "Publisher approval"
    task = GroupApprovalTask.objects.get()
    assert (task.name, task.groups.get()) == ("Publisher approval", group_of("publisher"))


@pytest.mark.both
def test_the_sync_changes_nothing_the_second_time() -> None:
    before = everything()
    sync()
    call_command("migrate", verbosity=0)
    assert everything() == before


@pytest.mark.both
def test_an_editor_writes_and_a_publisher_publishes(make_staff: Callable[..., User]) -> None:
    page = Page.objects.get(depth=2)
    can_edit = page.permissions_for_user(make_staff("editor"))
    assert can_edit.can_edit()
    assert not can_edit.can_publish()
    assert not can_edit.can_delete()
    assert page.permissions_for_user(make_staff("publisher")).can_publish()
    for role in ("moderator", "fundraising", "shop", "packer", "finance"):
        assert not page.permissions_for_user(make_staff(role)).can_edit(), role


@pytest.mark.both
def test_a_publisher_changes_menus_and_the_alert_but_not_people(make_staff: Callable[..., User]) -> None:
    publisher = make_staff("publisher")
    assert publisher.has_perms(["pages.change_navigationsettings", "pages.change_alertsettings"])
    assert not publisher.has_perm("accounts.change_user")
    assert not publisher.has_perm("pages.change_charitysettings")


@pytest.mark.both
def test_an_administrator_may_do_everything_that_the_admin_can_give(make_staff: Callable[..., User]) -> None:
    administrator = make_staff("administrator")
    assert administrator.has_perms(
        [
            "accounts.add_user", "accounts.change_user", "auth.change_group", "wagtailcore.add_site",
            "pages.change_charitysettings", "wagtailredirects.add_redirect", "wagtailcore.add_workflow",
        ]
    )  # fmt: skip
    assert not administrator.has_perm("accounts.delete_user")
    assert not administrator.is_superuser


@pytest.mark.both
def test_what_staff_took_away_stays_away() -> None:
    editors = group_of("editor")
    GroupPagePermission.objects.filter(group=editors, permission__codename="change_page").delete()
    GroupCollectionPermission.objects.filter(group=editors, permission__codename="add_image").delete()
    publishers = group_of("publisher")
    publishers.permissions.remove(Permission.objects.get(codename="change_alertsettings"))
    sync()
    assert not GroupPagePermission.objects.filter(group=editors, permission__codename="change_page").exists()
    assert not GroupCollectionPermission.objects.filter(
        group=editors, permission__codename="add_image"
    ).exists()
    assert "pages.change_alertsettings" not in rights(publishers)


@pytest.mark.both
def test_what_staff_gave_stays_given() -> None:
    packers = group_of("packer")
    packers.permissions.add(Permission.objects.get(codename="change_charitysettings"))
    sync()
    assert "pages.change_charitysettings" in rights(packers)


@pytest.mark.both
def test_a_renamed_role_keeps_its_name_and_a_deleted_one_stays_deleted() -> None:
    editors = group_of("editor")
    editors.name = "Writers"
    editors.save()
    group_of("finance").delete()
    sync()
    assert group_of("editor").name == "Writers"
    assert not Group.objects.filter(name__in=["Editor", "Editors", "Finance"]).exists()


@pytest.mark.both
def test_a_right_of_a_later_release_is_added_once(register: None) -> None:
    roles.grant("packer", ["pages.change_charitysettings"])
    sync()
    assert "pages.change_charitysettings" in rights(group_of("packer"))
    group_of("packer").permissions.clear()
    sync()
    assert rights(group_of("packer")) == set()


def test_a_right_of_a_feature_is_the_administrators_too(register: None) -> None:
    roles.grant("packer", ["guard.view_ratecount"])
    assert "guard.view_ratecount" not in rights(group_of("administrator"))
    sync()
    assert "guard.view_ratecount" in rights(group_of("administrator"))
    assert "guard.view_ratecount" not in rights(group_of("shop"))


def test_the_table_names_what_exists() -> None:
    assert checks.roles_name_what_exists() == []


def test_a_grant_to_an_unknown_role_is_an_error(register: None) -> None:
    roles.grant("pakcer", ["pages.change_charitysettings"])
    (message,) = checks.roles_name_what_exists()
    assert (message.id, "pakcer" in message.msg) == ("accounts.E001", True)


def test_a_grant_of_an_unknown_right_is_an_error(register: None) -> None:
    roles.grant("packer", ["shop.view_nonsense"])
    (message,) = checks.roles_name_what_exists()
    assert (message.id, "shop.view_nonsense" in message.msg) == ("accounts.E002", True)
