"""An editor sends a page in, a publisher approves it or sends it back, and each hears of it by mail."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowPage, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from site_core.accounts.models import RoleGroup
from site_core.demo.factories import StandardPageFactory
from site_core.mail.models import OutboxMessage
from site_core.pages.models import SectionPage, StandardPage

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def real_outbox(settings: Settings) -> None:
    """Django's test runner puts a list in the place of the site's own way out."""
    settings.EMAIL_BACKEND = "site_core.mail.backends.OutboxBackend"


@pytest.fixture
def page(section: SectionPage) -> StandardPage:
    made: StandardPage = StandardPageFactory(
        parent=section, title="O'Neill & friends", slug="friends", live=False
    )
    made.save_revision()
    return made


def edit(client: Client, page: Page, action: str, **fields: Any) -> Any:
    form = {
        "title": page.title, "slug": page.slug, "teaser": "Who they are.", "body": streamfield([]),
        "byline": "", "comments": inline_formset([]), action: "yes", **fields,
    }  # fmt: skip
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(form))


def decide(client: Client, page: Page, action: str, **fields: Any) -> Any:
    task = TaskState.objects.latest("pk")
    where = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    return client.post(where, fields)


def mail_to(address: str) -> OutboxMessage:
    return OutboxMessage.objects.filter(recipients__email=address).latest("pk")


def test_every_page_is_under_the_workflow_of_the_publishers(section: SectionPage) -> None:
    workflow = Workflow.objects.get()
    assert WorkflowPage.objects.get().page == Page.get_first_root_node()
    assert section.get_workflow() == workflow
    task = GroupApprovalTask.objects.get()
    assert list(task.groups.all()) == [RoleGroup.objects.get(role="publisher").group]


def test_an_editor_cannot_publish_but_send_in(
    page: StandardPage, signed_in: SignIn, colleague: Callable[..., Any]
) -> None:
    publisher = colleague("publisher")
    editor = signed_in("editor")
    words = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "action-publish" not in words
    assert "action-submit" in words
    edit(editor, page, "action-publish")
    page.refresh_from_db()
    assert not page.live

    edit(editor, page, "action-submit")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    page.refresh_from_db()
    assert not page.live
    message = mail_to(publisher.email)
    assert "O'Neill & friends" in message.subject
    assert "O'Neill & friends" in message.text
    assert f"/admin/pages/{page.pk}/edit/" in message.text
    assert "O&#x27;Neill &amp; friends" in message.html
    assert not OutboxMessage.objects.filter(recipients__email="editor@example.org").exists()


def test_the_mails_wear_the_charitys_clothes(
    page: StandardPage, signed_in: SignIn, colleague: Callable[..., Any]
) -> None:
    from site_core.pages.models import CharitySettings

    charity = CharitySettings.for_site(page.get_site())
    charity.name, charity.charity_number = "Brighter O'Towns", "1234567"
    charity.save()
    publisher = colleague("publisher")
    edit(signed_in("editor"), page, "action-submit")
    message = mail_to(publisher.email)
    assert "Brighter O&#x27;Towns" in message.html
    assert "1234567" in message.html
    assert "wagtailadmin/images/email-header.jpg" not in message.html
    assert "Brighter O'Towns" in message.text
    assert f"Hello {publisher.first_name}" in message.text
    assert "tab-notifications" in message.text


def test_a_publisher_approves_and_the_page_is_live(page: StandardPage, signed_in: SignIn) -> None:
    edit(signed_in("editor"), page, "action-submit")
    assert decide(signed_in("editor"), page, "approve").status_code in {302, 403}
    page.refresh_from_db()
    assert not page.live
    decide(signed_in("publisher"), page, "approve")
    page.refresh_from_db()
    assert page.live
    assert "approved" in mail_to("editor@example.org").subject
    assert Client().get(page.url).status_code == 200


def test_a_page_that_is_sent_back_says_why(page: StandardPage, signed_in: SignIn) -> None:
    edit(signed_in("editor"), page, "action-submit")
    decide(signed_in("publisher"), page, "reject", comment="Please name the street & town.")
    page.refresh_from_db()
    assert not page.live
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    message = mail_to("editor@example.org")
    assert "Please name the street & town." in message.text
    assert "Please name the street &amp; town." in message.html


def test_who_does_not_want_such_mails_gets_none(
    page: StandardPage, signed_in: SignIn, colleague: Callable[..., Any]
) -> None:
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(colleague("publisher"))
    profile.submitted_notifications = False
    profile.save()
    edit(signed_in("editor"), page, "action-submit")
    assert not OutboxMessage.objects.exists()


def test_a_publisher_needs_nobodys_approval(page: StandardPage, signed_in: SignIn) -> None:
    edit(signed_in("publisher"), page, "action-publish")
    page.refresh_from_db()
    assert page.live
