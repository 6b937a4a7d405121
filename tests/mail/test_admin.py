"""The outbox and the suppression list in the admin."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from site_core.accounts.models import User
from site_core.mail import services
from site_core.mail.models import OutboxMessage, State, Suppression
from tests.mail.conftest import Queue

pytestmark = pytest.mark.django_db

OUTBOX = "outboxmessage:index"
Staff = Callable[..., Client]


@pytest.fixture
def staff() -> Staff:
    """Somebody with these permissions of the room, signed in to the admin."""

    def sign_in(*codenames: str) -> Client:
        user = User.objects.create(email=f"staff{User.objects.count()}@example.org")
        wanted = Permission.objects.filter(codename__in=["access_admin", *codenames])
        assert wanted.count() == len(codenames) + 1
        user.user_permissions.set(wanted)
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def dead(queue: Queue) -> OutboxMessage:
    """A message that could not be sent."""
    message = queue("gone@example.org")
    OutboxMessage.objects.update(state=State.DEAD, attempts=9, last_error="SMTP 550 5.7.1")
    message.recipients.update(outcome="refused")
    return message


def test_the_outbox_is_for_people_with_permission(staff: Staff, dead: OutboxMessage) -> None:
    for name, args in [
        (OUTBOX, []),
        ("outboxmessage:inspect", [dead.pk]),
        ("outboxmessage:resend", [dead.pk]),
    ]:
        response = staff().get(reverse(name, args=args))
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")


def test_the_menu_shows_mail_only_to_them(staff: Staff) -> None:
    home = reverse("wagtailadmin_home")
    assert reverse(OUTBOX) in staff("view_outboxmessage").get(home).text
    assert reverse(OUTBOX) not in staff().get(home).text


def test_the_list_tells_states_and_can_be_searched_and_filtered(
    staff: Staff, queue: Queue, dead: OutboxMessage
) -> None:
    queue(["aisha@example.org", "aisha@example.com"])
    client = staff("view_outboxmessage")
    everything = client.get(reverse(OUTBOX)).text
    assert "Could not be sent" in everything
    assert "SMTP 550 5.7.1" in everything
    found = client.get(reverse(OUTBOX), {"q": "AISHA@"}).text
    assert found.count("aisha@example.org, aisha@example.com") == 1
    assert "gone@example.org" not in found
    waiting = client.get(reverse(OUTBOX), {"state": "queued"}).text
    assert "gone@example.org" not in waiting
    assert "aisha@example.org" in waiting


def test_a_message_can_be_read_line_by_line(staff: Staff, dead: OutboxMessage) -> None:
    address = reverse("outboxmessage:inspect", args=[dead.pk])
    page = staff("view_outboxmessage", "read_outboxmessage").get(address).text
    assert "Tea &amp; &lt;cake&gt;<br>at four" in page
    assert "gone@example.org (refused)" in page


def test_what_a_message_says_is_for_those_who_may_read_it(staff: Staff, dead: OutboxMessage) -> None:
    page = staff("view_outboxmessage").get(reverse("outboxmessage:inspect", args=[dead.pk])).text
    assert "SMTP 550 5.7.1" in page
    assert "at four" not in page


def test_a_dead_message_is_sent_again_by_post(staff: Staff, dead: OutboxMessage) -> None:
    client = staff("view_outboxmessage", "resend_outboxmessage")
    address = reverse("outboxmessage:resend", args=[dead.pk])
    assert address in client.get(reverse(OUTBOX)).text
    assert "gone@example.org" in client.get(address).text
    dead.refresh_from_db()
    assert dead.state == State.DEAD
    assert "is on its way again" in client.post(address, follow=True).text
    dead.refresh_from_db()
    assert dead.state == State.QUEUED
    assert "somebody was quicker" in client.post(address, follow=True).text


def test_looking_does_not_mean_sending(staff: Staff, dead: OutboxMessage) -> None:
    client = staff("view_outboxmessage")
    address = reverse("outboxmessage:resend", args=[dead.pk])
    assert address not in client.get(reverse(OUTBOX)).text
    client.post(address)
    dead.refresh_from_db()
    assert dead.state == State.DEAD


def test_nobody_can_write_or_change_a_message(dead: OutboxMessage) -> None:
    client = Client()
    client.force_login(User.objects.create(email="chief@example.org", is_superuser=True))
    page = client.get(reverse(OUTBOX))
    assert page.status_code == 200
    assert "/admin/mail/outbox/new/" not in page.text
    for action in ("new/", f"edit/{dead.pk}/", f"delete/{dead.pk}/"):
        assert client.get(f"/admin/mail/outbox/{action}").status_code == 404


def test_addresses_are_put_on_the_list_and_taken_off(staff: Staff) -> None:
    client = staff("view_suppression", "add_suppression", "delete_suppression")
    client.post(reverse("suppression:add"), {"email": " Aisha@Example.org", "reason": "asked"})
    entry = Suppression.objects.get()
    assert (entry.email, entry.reason) == ("aisha@example.org", "asked")
    page = client.get(reverse("suppression:index"), {"q": "aisha"}).text
    assert "aisha@example.org" in page
    assert reverse("suppression:delete", args=[entry.pk]) in page
    again = client.post(reverse("suppression:add"), {"email": "AISHA@example.org", "reason": "staff"})
    assert again.status_code == 200
    assert "already exists" in again.text
    client.post(reverse("suppression:delete", args=[entry.pk]))
    assert not services.is_suppressed("aisha@example.org")


def test_the_suppression_list_is_for_people_with_permission(staff: Staff) -> None:
    services.suppress("aisha@example.org")
    assert staff().get(reverse("suppression:index")).status_code == 302
    looking = staff("view_suppression")
    assert "aisha@example.org" in looking.get(reverse("suppression:index")).text
    looking.post(reverse("suppression:add"), {"email": "bob@example.org", "reason": "staff"})
    assert not services.is_suppressed("bob@example.org")


def test_roles_can_be_given_the_permissions(client: Client) -> None:
    from wagtail.permissions import page_permission_policy  # noqa: F401  (loads Wagtail's registrations)
    from wagtail.users.forms import GroupForm

    offered = {permission.codename for permission in GroupForm().registered_permissions}
    assert {
        "view_outboxmessage", "read_outboxmessage", "resend_outboxmessage", "add_suppression",
        "delete_suppression",
    } <= offered  # fmt: skip
