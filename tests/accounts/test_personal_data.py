"""What is held about people ends, and can be given to them."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Comment, ModelLogEntry, Page
from wagtail.users.models import UserProfile

from site_core.accounts import personal_data
from site_core.accounts.demo_people import DEMO_PASSWORD, DEMO_PEOPLE, NotTheDemo, ensure_demo_people
from site_core.accounts.models import Invitation, User
from site_core.accounts.people import LastAdministrator
from site_core.privacy import registry
from site_core.privacy.services import erase_for, export_for

from .conftest import add_app, sign_in

pytestmark = pytest.mark.django_db


def test_people_second_steps_and_invitations_are_in_the_register() -> None:
    declared = {declaration.model for declaration in registry.register.declarations()}
    assert {User, Authenticator, Invitation} <= declared


def test_an_account_that_was_never_confirmed_is_deleted_after_a_week(client: Client, supporter: User) -> None:
    client.post("/account/sign-up/", {"email": "new@example.org"})
    now = timezone.now()
    assert personal_data.delete_unconfirmed(now + timedelta(days=6), dry_run=False) == 0
    assert personal_data.delete_unconfirmed(now + timedelta(days=8), dry_run=True) == 1
    assert User.objects.filter(email="new@example.org").exists()
    assert personal_data.delete_unconfirmed(now + timedelta(days=8), dry_run=False) == 1
    assert list(User.objects.all()) == [supporter]


def test_a_supporter_is_deleted_and_a_colleague_made_anonymous(
    supporter: User, editor: User, administrator: User
) -> None:
    add_app(editor)
    assert personal_data.erase("ROSA@example.org") == 1
    assert personal_data.erase(editor.email) == 1
    assert not User.objects.filter(pk=supporter.pk).exists()
    editor = User.objects.get(pk=editor.pk)
    assert "editor" not in editor.email
    assert (editor.first_name, editor.is_active) == ("", False)
    assert not Authenticator.objects.exists()


def test_what_a_former_colleague_said_about_a_page_stays_without_the_name(supporter: User) -> None:
    page = Page.get_first_root_node()
    Comment.objects.create(page=page, user=supporter, text="Shorter, please", contentpath="title")
    report = erase_for(supporter.email)
    assert "wagtailcore.Comment" in {kept.label for kept in report.kept}
    assert "rosa" not in Comment.objects.get(text="Shorter, please").user.email


def test_the_admins_log_and_profile_forget_an_erased_person(
    supporter: User,
    editor: User,
    administrator: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    for person in (supporter, editor, administrator):
        log(instance=person, action="wagtail.edit", user=administrator)
    picture = SimpleUploadedFile("face.png", get_test_image_file().file.getvalue())
    avatar = UserProfile.objects.create(user=editor, avatar=picture).avatar
    assert avatar.storage.exists(avatar.name)
    with django_capture_on_commit_callbacks(execute=True):
        erase_for(supporter.email)
        erase_for(editor.email)
        assert avatar.storage.exists(avatar.name), "what is rolled back must not have lost its file"
    labels = ModelLogEntry.objects.order_by("pk").values_list("label", flat=True)
    assert list(labels) == ["An erased person", "An erased person", str(administrator)]
    assert not UserProfile.objects.filter(user=editor).exists()
    assert not avatar.storage.exists(avatar.name)


def test_the_last_administrator_is_not_erased(administrator: User) -> None:
    with pytest.raises(LastAdministrator):
        personal_data.erase(administrator.email)
    assert User.objects.administrators().get() == administrator


def test_an_export_has_the_account_and_no_secret(editor: User) -> None:
    add_app(editor)
    exported = str(export_for(editor.email))
    assert editor.email in exported
    assert "Sam" in exported
    assert Authenticator.objects.get().data["secret"] not in exported
    assert editor.password not in exported


def test_the_demo_has_somebody_for_each_role() -> None:
    people = ensure_demo_people()
    assert len(people) == len(DEMO_PEOPLE)
    for person in DEMO_PEOPLE:
        user = User.objects.get(email=person.email)
        assert user.is_staff_member is bool(person.role)
        assert [group.name for group in user.groups.all()] == ([person.title] if person.role else [])
    assert sign_in(Client(), people[0], DEMO_PASSWORD)["Location"] == "/admin/"


def test_the_demo_people_are_made_once_and_keep_what_was_changed() -> None:
    person = ensure_demo_people()[0]
    person.first_name = "Changed"
    person.save()
    ensure_demo_people()
    assert User.objects.count() == len(DEMO_PEOPLE)
    assert User.objects.get(pk=person.pk).first_name == "Changed"


def test_there_are_no_known_passwords_outside_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(NotTheDemo):
        ensure_demo_people()
    assert not User.objects.exists()
