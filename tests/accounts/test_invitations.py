"""Staff are invited and set a password of their own."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from site_core.accounts import invitations
from site_core.accounts.models import Invitation, RoleGroup, User
from site_core.guard.links import LinkInvalid
from site_core.mail.models import OutboxMessage

from .conftest import last_mail, path_in, sign_in, signed_in

pytestmark = pytest.mark.django_db

NEW = {"password1": "a quite new passphrase", "password2": "a quite new passphrase"}


def role(key: str) -> Group:
    group = RoleGroup.objects.get(role=key).group
    assert group
    return group


@pytest.fixture
def invited(administrator: User) -> User:
    """Somebody whom an administrator added in the users section."""
    client = signed_in(administrator)
    response = client.post(
        "/admin/users/new/",
        {"email": "Kim@Example.org", "first_name": "Kim", "last_name": "Lee", "groups": [role("editor").pk]},
    )
    assert response.status_code == 302, response.content.decode()
    return User.objects.get(email="kim@example.org")


def test_the_form_to_invite_asks_for_no_password(administrator: User) -> None:
    page = signed_in(administrator).get("/admin/users/new/").content.decode()
    assert 'name="email"' in page
    assert "is_superuser" not in page, "only superusers make superusers"
    assert "password" not in page.replace("account_login_password", "").lower().split("<main")[1]


def test_an_invited_person_sets_a_password_and_signs_in(client: Client, invited: User) -> None:
    assert not invited.has_usable_password()
    text = last_mail(invited.email)
    assert "Sam invites you" in text
    link = path_in(text)
    page = client.get(link)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    invited.refresh_from_db()
    assert not invited.has_usable_password(), "looking at the page acts on nothing"
    assert client.post(link, NEW)["Location"] == "/account/login/password/"
    assert sign_in(client, invited, NEW["password1"])["Location"] == "/admin/"


def test_an_invitation_works_once(client: Client, invited: User) -> None:
    link = path_in(last_mail(invited.email))
    client.post(link, NEW)
    other = {"password1": "somebody else's words", "password2": "somebody else's words"}
    assert client.get(link).status_code == 410
    assert client.post(link, other).status_code == 410
    assert sign_in(Client(), invited, NEW["password1"]).status_code == 302


@pytest.mark.both
def test_of_two_that_use_an_invitation_at_once_one_wins(invited: User) -> None:
    first = Invitation.objects.get(user=invited)
    second = Invitation.objects.get(user=invited)
    assert invitations.accept(first, "the first passphrase")
    assert not invitations.accept(second, "the second passphrase")
    invited.refresh_from_db()
    assert invited.check_password("the first passphrase")


def test_an_invitation_is_too_old_after_a_week(
    client: Client, invited: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = path_in(last_mail(invited.email))
    later = (timezone.now() + timedelta(days=7, minutes=1)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.post(link, NEW).status_code == 410


def test_a_changed_link_is_no_invitation(client: Client, invited: User) -> None:
    link = path_in(last_mail(invited.email))
    assert client.get(f"{link[:-2]}x/").status_code == 404


def test_an_invitation_sent_again_stops_the_earlier_one(
    client: Client, invited: User, administrator: User
) -> None:
    earlier = path_in(last_mail(invited.email))
    at_work = signed_in(administrator)
    page = at_work.get(f"/admin/users/invite/{invited.pk}/")
    assert page.status_code == 200
    assert OutboxMessage.objects.filter(recipients__email=invited.email).count() == 1, "a GET sends nothing"
    at_work.post(f"/admin/users/invite/{invited.pk}/")
    assert client.get(earlier).status_code == 410
    assert client.get(path_in(last_mail(invited.email))).status_code == 200


def test_a_weak_password_is_refused_and_the_invitation_stays_open(client: Client, invited: User) -> None:
    link = path_in(last_mail(invited.email))
    page = client.post(link, {"password1": "password", "password2": "password"})
    assert page.status_code == 200
    assert "too common" in page.content.decode()
    assert client.get(link).status_code == 200


def test_a_person_without_a_role_is_not_invited(administrator: User) -> None:
    client = signed_in(administrator)
    page = client.post("/admin/users/new/", {"email": "kim@example.org", "first_name": "K", "last_name": "L"})
    assert "Choose at least one role" in page.content.decode()
    assert not User.objects.filter(email="kim@example.org").exists()


def test_an_address_that_is_known_is_not_invited_again(administrator: User, supporter: User) -> None:
    page = signed_in(administrator).post(
        "/admin/users/new/",
        {"email": "ROSA@example.org", "first_name": "R", "last_name": "B", "groups": [role("editor").pk]},
    )
    assert "is here already" in page.content.decode()
    assert User.objects.filter(email__iexact="rosa@example.org").count() == 1


def test_an_editor_invites_nobody(editor: User) -> None:
    client = signed_in(editor)
    client.post("/admin/users/new/", {"email": "kim@example.org", "groups": [role("editor").pk]})
    assert not User.objects.filter(email="kim@example.org").exists()


def test_a_link_for_another_purpose_is_no_invitation(client: Client, invited: User) -> None:
    from site_core.guard import links

    token = links.sign("newsletter", Invitation.objects.get(user=invited).pk)
    with pytest.raises(LinkInvalid):
        invitations.open_link(token)
    assert client.get(f"/account/invitation/{token}/").status_code == 404
