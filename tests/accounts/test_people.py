"""What administrators do about people: leavers, a lost second step, and never nobody in charge."""

import logging
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from wagtail.models import Page

from site_core.accounts import invitations, people
from site_core.accounts.models import Invitation, RoleGroup, User

from .conftest import PASSWORD, add_app, last_mail, sign_in, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.both
def test_a_leaver_loses_everything_but_what_they_wrote(editor: User, administrator: User) -> None:
    page = Page.objects.get(depth=2)
    page.owner, page.locked, page.locked_by = editor, True, editor
    page.save()
    add_app(editor)
    invitations.invite(editor, by=administrator)
    people.leave(editor, by=administrator)
    editor = User.objects.get(pk=editor.pk)
    assert not editor.is_active
    assert editor.left_at
    assert not editor.groups.exists()
    assert not Authenticator.objects.filter(user=editor).exists()
    assert not Invitation.objects.open().filter(user=editor).exists()
    page.refresh_from_db()
    assert (page.locked, page.locked_by) == (False, None)
    assert page.owner == editor


def test_the_open_session_of_a_leaver_dies_at_once(editor: User, administrator: User) -> None:
    theirs, mine = signed_in(editor), signed_in(administrator)
    assert theirs.get("/admin/").status_code == 200
    assert mine.get(f"/admin/users/left/{editor.pk}/").status_code == 200
    assert theirs.get("/admin/").status_code == 200, "looking at the page acts on nothing"
    mine.post(f"/admin/users/left/{editor.pk}/")
    assert theirs.get("/admin/").status_code == 302
    assert sign_in(Client(), editor).status_code == 200


def test_a_leavers_session_does_not_come_back_with_the_account(editor: User, administrator: User) -> None:
    client = signed_in(editor)
    groups = list(editor.groups.all())
    people.leave(editor, by=administrator)
    editor = User.objects.get(pk=editor.pk)
    editor.is_active = True
    editor.save()
    editor.groups.set(groups)
    assert client.get("/admin/").status_code == 302


def test_nobody_lets_themselves_go(administrator: User) -> None:
    with pytest.raises(people.NotAllowed):
        people.leave(administrator, by=administrator)
    assert signed_in(administrator).post(f"/admin/users/left/{administrator.pk}/").status_code in {302, 403}
    administrator.refresh_from_db()
    assert administrator.is_active


@pytest.mark.both
def test_the_last_administrator_stays(administrator: User, make_staff: Callable[..., User]) -> None:
    other = make_staff("administrator", "second@example.org")
    people.leave(other, by=administrator)
    with pytest.raises(people.LastAdministrator), people.an_administrator_remains():
        administrator.groups.clear()
    assert User.objects.get(pk=administrator.pk).groups.exists(), "what was done is undone"


def test_the_last_administrator_keeps_the_role_in_the_form(administrator: User) -> None:
    client = signed_in(administrator)
    form = {"email": administrator.email, "first_name": "Sam", "last_name": "Lee", "groups": []}
    page = client.post(f"/admin/users/edit/{administrator.pk}/", form)
    assert page.status_code == 200
    assert "Somebody must be able to bring others in" in page.content.decode()
    assert User.objects.administrators().get() == administrator


def test_the_role_of_the_last_administrator_is_not_deleted(administrator: User) -> None:
    client = signed_in(administrator)
    group = RoleGroup.objects.get(role="administrator").group
    assert group
    client.post(f"/admin/groups/delete/{group.pk}/")
    assert User.objects.administrators().exists()


def test_a_role_that_nobody_needs_can_be_deleted(administrator: User) -> None:
    group = RoleGroup.objects.get(role="packer").group
    assert group
    signed_in(administrator).post(f"/admin/groups/delete/{group.pk}/")
    assert RoleGroup.objects.get(role="packer").group is None


def test_the_last_administrators_role_keeps_its_rights(administrator: User) -> None:
    group = RoleGroup.objects.get(role="administrator").group
    assert group
    client = signed_in(administrator)
    page = client.get(f"/admin/groups/edit/{group.pk}/")
    panels = [panel for panel in page.context["permission_panels"] if hasattr(panel, "management_form")]
    data: dict[str, object] = {"name": group.name, "permissions": []}
    for panel in panels:
        data |= {f"{panel.prefix}-TOTAL_FORMS": 0, f"{panel.prefix}-INITIAL_FORMS": 0}
    answer = client.post(f"/admin/groups/edit/{group.pk}/", data, follow=True)
    assert "Somebody must be able to bring others in" in answer.content.decode()
    assert User.objects.administrators().exists()


def test_administrators_cannot_touch_superusers_or_become_one(administrator: User) -> None:
    root = User.objects.create_superuser("root@example.org", PASSWORD)
    client = signed_in(administrator)
    for path in ("edit", "left", "reset-second-factor", "invite"):
        client.post(f"/admin/users/{path}/{root.pk}/", {"email": "mine@example.org"})
    fresh = User.objects.get(pk=root.pk)
    assert (fresh.email, fresh.is_active, fresh.is_superuser) == ("root@example.org", True, True)
    group = administrator.groups.get()
    other = User.objects.create_user("kim@example.org")
    form = {
        "email": other.email, "first_name": "K", "last_name": "L", "groups": [group.pk],
        "is_active": "on", "is_superuser": "on",
    }  # fmt: skip
    assert client.post(f"/admin/users/edit/{other.pk}/", form).status_code == 302
    other = User.objects.get(pk=other.pk)
    assert other.groups.get() == group
    assert not other.is_superuser


def test_a_lost_second_step_is_removed_and_the_person_told(
    editor: User, administrator: User, caplog: pytest.LogCaptureFixture
) -> None:
    add_app(editor)
    client = signed_in(administrator)
    assert client.get(f"/admin/users/reset-second-factor/{editor.pk}/").status_code == 200
    assert Authenticator.objects.filter(user=editor).exists(), "looking at the page acts on nothing"
    caplog.set_level(logging.INFO)
    client.post(f"/admin/users/reset-second-factor/{editor.pk}/")
    assert not Authenticator.objects.filter(user=editor).exists()
    assert "An administrator removed the second step" in last_mail(editor.email)
    assert f"second factor of user {editor.pk} reset by user {administrator.pk}" in caplog.text


def test_an_editor_does_nothing_to_anybody(editor: User, make_staff: Callable[..., User]) -> None:
    other = make_staff("publisher")
    add_app(other)
    client = signed_in(editor)
    for path in ("left", "reset-second-factor", "invite", "edit"):
        assert client.post(f"/admin/users/{path}/{other.pk}/").status_code in {302, 403}
    other = User.objects.get(pk=other.pk)
    assert other.is_active
    assert Authenticator.objects.filter(user=other).exists()


def test_people_are_not_deleted_nor_changed_many_at_once(editor: User, administrator: User) -> None:
    root = User.objects.create_superuser("root@example.org", PASSWORD)
    client = signed_in(root)
    client.post(f"/admin/users/delete/{editor.pk}/")
    for action in ("delete", "set_active_state", "assign_role"):
        client.post(
            f"/admin/bulk/accounts/user/{action}/?id={editor.pk}&id={administrator.pk}",
            {"mark_as_active": "False", "role": RoleGroup.objects.get(role="finance").group_id},
        )
    assert User.objects.get(pk=editor.pk).is_active
    assert User.objects.get(pk=administrator.pk).is_active
    assert list(User.objects.get(pk=editor.pk).groups.all()) == list(editor.groups.all())


def test_a_changed_address_is_told_to_the_old_mailbox(editor: User, administrator: User) -> None:
    client = signed_in(administrator)
    form = {
        "email": "New@example.org", "first_name": "Sam", "last_name": "Lee", "is_active": "on",
        "groups": [group.pk for group in editor.groups.all()],
    }  # fmt: skip
    assert client.post(f"/admin/users/edit/{editor.pk}/", form).status_code == 302
    assert User.objects.get(pk=editor.pk).email == "new@example.org"
    assert "changed the e-mail address" in last_mail("editor@example.org")
    # The new address is confirmed with a code before the admin opens.
    response = sign_in(Client(), User.objects.get(pk=editor.pk))
    assert response["Location"] == "/account/sign-up/code/"


def test_the_users_section_lists_people_with_their_roles(
    editor: User, administrator: User, supporter: User
) -> None:
    page = signed_in(administrator).get("/admin/users/").content.decode()
    for words in (editor.email, "Editor", "Administrator", "Supporter", "Invite somebody"):
        assert words in page
    assert signed_in(administrator).get(f"/admin/users/edit/{editor.pk}/").status_code == 200
    assert signed_in(administrator).get("/admin/account/").status_code == 200


def test_changed_rights_are_logged_without_personal_data(
    editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    editor.groups.clear()
    assert f"rights: user {editor.pk} lost all group" in caplog.text
    assert editor.email not in caplog.text
