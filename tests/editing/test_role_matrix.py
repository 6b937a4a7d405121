"""Who may do what: each row is asked through the admin's own pages, by somebody of each role."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, PageLogEntry, Site, TaskState, Workflow

from site_core.accounts import roles
from site_core.accounts.models import RoleGroup, User
from site_core.demo.factories import (
    DocumentFactory,
    FormPageFactory,
    ImageFactory,
    SectionPageFactory,
    SiteFactory,
    StandardPageFactory,
    UserFactory,
)
from site_core.mail.models import OutboxMessage, State
from site_core.newsletter.models import NewsletterSettings
from site_core.pages.models import CustomDocument, CustomImage, FormAnswer, Topic
from site_core.pages.people.models import Person

STRANGER, SUPPORTER = "stranger", "supporter"
STAFF = tuple(roles.ROLES)
EVERYBODY = (STRANGER, SUPPORTER, *STAFF)

WRITERS = {"editor", "publisher", "administrator"}
PUBLISHERS = {"publisher", "administrator"}
ADMINISTRATORS = {"administrator"}
FUNDRAISERS = {"fundraising", "administrator"}


@dataclass
class World:
    """What there is to do something with."""

    section: Any
    page: Any
    draft: Any
    form: Any
    picture: Any
    document: Any
    redirect: Redirect
    topic: Topic
    person: Person
    dead: OutboxMessage
    member: User


@pytest.fixture
def world(db: None, settings: Any) -> World:
    """A small site with one of everything, all of it somebody else's."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    owner = UserFactory(email="owner@example.org")
    home: Any = SiteFactory(hostname="testserver").root_page
    section = SectionPageFactory(parent=home, title="Section", slug="section", owner=owner)
    form: Any = FormPageFactory(parent=section, title="Form", owner=owner)
    FormAnswer.objects.create(page=form, form_data={}, nonce="1")
    draft: Any = StandardPageFactory(parent=section, title="Draft", live=False, owner=owner)
    draft.save_revision()
    page = StandardPageFactory(parent=section, title="Page", slug="page", owner=owner)
    editors = RoleGroup.objects.get(role="editor").group
    assert editors
    member: Any = UserFactory(email="member@example.org")
    member.groups.add(editors)
    return World(
        section,
        page,
        draft,
        form,
        ImageFactory(uploaded_by_user=owner),
        DocumentFactory(uploaded_by_user=owner),
        Redirect.add_redirect("/old/", redirect_to=page),
        Topic.objects.create(name="Migration", slug="migration"),
        Person.objects.create(name="Rosa Bell"),
        OutboxMessage.objects.create(
            message_id="<1@x>", subject="Hi", sender="a@example.org", source=b"", state=State.DEAD
        ),
        member,
    )


@pytest.fixture
def browser_of(world: World) -> Callable[[str], Client]:
    """Return a browser in which somebody of a role is signed in; strangers are not."""

    def make(role: str) -> Client:
        client = Client()
        if role == STRANGER:
            return client
        user: Any = UserFactory(email=f"{role}@example.org")
        if role != SUPPORTER:
            group = RoleGroup.objects.get(role=role).group
            assert group
            user.groups.add(group)
        client.force_login(user)
        return client

    return make


def setting(model: str) -> Callable[[World], str]:
    return lambda world: reverse("wagtailsettings:edit", args=[*model.split("."), Site.objects.get().pk])


def newsletter_settings() -> NewsletterSettings:
    """The one row, which is made when it is first asked for."""
    row: NewsletterSettings = NewsletterSettings.load()
    return row


def at(name: str, *fields: str) -> Callable[[World], str]:
    """Return the address of a view for the keys of these things of the world."""
    return lambda world: reverse(name, args=[getattr(world, field).pk for field in fields])


# What may be opened: its page answers 200 to those who may, and not to anybody else.
PAGES: dict[str, tuple[Callable[[World], str], set[str]]] = {
    "enter the admin": (at("wagtailadmin_home"), set(STAFF)),
    "change one's own account": (at("wagtailadmin_account"), set(STAFF)),
    # pages
    "see the tree": (at("wagtailadmin_explore", "section"), WRITERS),
    "write a page": (
        lambda w: reverse("wagtailadmin_pages:add", args=["pages", "standardpage", w.section.pk]),
        WRITERS,
    ),
    "edit somebody's page": (at("wagtailadmin_pages:edit", "page"), WRITERS),
    "see a draft": (at("wagtailadmin_pages:view_draft", "draft"), WRITERS),
    "see a page's history": (at("wagtailadmin_pages:history", "page"), WRITERS),
    "copy a page": (at("wagtailadmin_pages:copy", "page"), WRITERS),
    "move a live page": (at("wagtailadmin_pages:move", "page"), PUBLISHERS),
    "take a page off the site": (at("wagtailadmin_pages:unpublish", "page"), PUBLISHERS),
    "delete a live page": (at("wagtailadmin_pages:delete", "page"), PUBLISHERS),
    "delete somebody's draft": (at("wagtailadmin_pages:delete", "draft"), WRITERS),
    "close a page with a password": (at("wagtailadmin_pages:set_privacy", "page"), PUBLISHERS),
    # files
    "list pictures": (at("wagtailimages:index"), WRITERS),
    "add a picture": (at("wagtailimages:add"), WRITERS),
    "add many pictures": (at("wagtailimages:add_multiple"), WRITERS),
    "change somebody's picture": (at("wagtailimages:edit", "picture"), WRITERS),
    # Wagtail: whoever may change a file may delete it.
    "delete somebody's picture": (at("wagtailimages:delete", "picture"), WRITERS),
    "list documents": (at("wagtaildocs:index"), WRITERS),
    "add a document": (at("wagtaildocs:add"), WRITERS),
    "change somebody's document": (at("wagtaildocs:edit", "document"), WRITERS),
    "delete somebody's document": (at("wagtaildocs:delete", "document"), WRITERS),
    "make collections": (at("wagtailadmin_collections:add"), ADMINISTRATORS),
    # what pages share
    "add a topic": (at("wagtailsnippets_pages_topic:add"), WRITERS),
    "change a topic": (at("wagtailsnippets_pages_topic:edit", "topic"), WRITERS),
    "delete a topic": (at("wagtailsnippets_pages_topic:delete", "topic"), PUBLISHERS),
    "add a person whom pages show": (at("wagtailsnippets_people_person:add"), WRITERS),
    "delete a person whom pages show": (at("wagtailsnippets_people_person:delete", "person"), PUBLISHERS),
    # settings
    "change the menus": (setting("pages.navigationsettings"), PUBLISHERS),
    "change the banner": (setting("pages.alertsettings"), PUBLISHERS),
    "change who the charity is": (setting("pages.charitysettings"), ADMINISTRATORS),
    "list redirects": (at("wagtailredirects:index"), PUBLISHERS),
    "add a redirect": (at("wagtailredirects:add"), PUBLISHERS),
    "delete a redirect": (at("wagtailredirects:delete", "redirect"), PUBLISHERS),
    "import redirects": (at("wagtailredirects:start_import"), PUBLISHERS),
    "change the site's address": (at("wagtailsites:add"), ADMINISTRATORS),
    "change the workflow": (
        lambda w: reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.get().pk]),
        ADMINISTRATORS,
    ),
    # people
    "list people": (at("wagtailusers_users:index"), ADMINISTRATORS),
    "invite somebody": (at("wagtailusers_users:add"), ADMINISTRATORS),
    "change somebody's roles": (at("wagtailusers_users:edit", "member"), ADMINISTRATORS),
    "let somebody go": (at("wagtailusers_users:left", "member"), ADMINISTRATORS),
    "delete somebody": (at("wagtailusers_users:delete", "member"), set()),
    "change what roles may do": (at("wagtailusers_groups:add"), ADMINISTRATORS),
    # what visitors sent
    "read answers to a form": (at("wagtailforms:list_submissions", "form"), PUBLISHERS),
    "export answers to a form": (
        lambda w: reverse("wagtailforms:list_submissions", args=[w.form.pk]) + "?export=csv",
        PUBLISHERS,
    ),
    "delete answers to a form": (
        lambda w: (
            reverse("wagtailforms:delete_submissions", args=[w.form.pk])
            + f"?selected-submissions={FormAnswer.objects.get().pk}"
        ),
        PUBLISHERS,
    ),
    # mail
    "see the outbox": (at("outboxmessage:index"), ADMINISTRATORS),
    "read a message": (at("outboxmessage:inspect", "dead"), ADMINISTRATORS),
    "send a dead message again": (at("outboxmessage:resend", "dead"), ADMINISTRATORS),
    "hold an address back": (at("suppression:add"), ADMINISTRATORS),
    "see who reads the newsletter": (at("subscriber:index"), FUNDRAISERS),
    "take the newsletter's list out": (at("transfer:take_out"), FUNDRAISERS),
    "put a list into the newsletter": (at("transfer:put_in"), FUNDRAISERS),
    "change the newsletter's words": (
        lambda w: reverse(
            "wagtailsettings:edit", args=["newsletter", "newslettersettings", newsletter_settings().pk]
        ),
        FUNDRAISERS,
    ),
    # reports
    "see broken links": (at("editing_broken_links"), WRITERS),
    "see pages to review": (at("editing_not_reviewed"), WRITERS),
    "see pictures without words": (at("editing_pictures_without_words"), WRITERS),
    "see unused documents": (at("editing_unused_documents"), WRITERS),
    "see where pages stand in the workflow": (at("wagtailadmin_reports:workflow"), WRITERS),
}


def may_open(client: Client, address: str) -> bool:
    """Whether a page of the admin opens. Else: 403, or on to the door or the dashboard with a word."""
    status = client.get(address).status_code
    assert status in {200, 302, 403}, (address, status)
    return status == 200


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_open_what(role: str, world: World, browser_of: Callable[[str], Client]) -> None:
    client = browser_of(role)
    opened = {action for action, (address, _) in PAGES.items() if may_open(client, address(world))}
    assert opened == {action for action, (_, allowed) in PAGES.items() if role in allowed}


@pytest.mark.parametrize("role", sorted(set(STAFF) - WRITERS))
def test_a_chooser_and_the_history_show_nothing_to_those_who_have_nothing_to_do_with_it(
    role: str, world: World, browser_of: Callable[[str], Client]
) -> None:
    client = browser_of(role)
    PageLogEntry.objects.log_action(world.page, "wagtail.edit", title="Edited in secret")
    for name in (
        "wagtailimages_chooser:choose",
        "wagtaildocs_chooser:choose",
        "wagtailadmin_reports:site_history",
    ):
        words = client.get(reverse(name)).content.decode()
        for secret in (world.picture.title, world.document.title, "Edited in secret"):
            assert secret not in words, (name, secret)


def publish(client: Client, world: World) -> bool:
    address = reverse("wagtailadmin_pages:edit", args=[world.draft.pk])
    form = client.get(address)
    if form.status_code != 200:
        # Even so, somebody may send what the form would have sent.
        client.post(address, {"title": "Mine", "slug": "mine", "action-publish": "yes"})
        return Page.objects.get(pk=world.draft.pk).live
    values = {**form.context["form"].initial, **page_form(world.draft), "action-publish": "yes"}
    client.post(address, {name: value for name, value in values.items() if value is not None})
    live: bool = Page.objects.get(pk=world.draft.pk).live
    return live


def page_form(page: Any) -> dict[str, Any]:
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

    words = {"title": page.title, "slug": page.slug, "teaser": "", "byline": ""}
    form: dict[str, Any] = nested_form_data(
        {**words, "body": streamfield([]), "comments": inline_formset([])}
    )
    return form


def approve(client: Client, world: World) -> bool:
    world.draft.get_workflow().start(world.draft, User.objects.get(email="owner@example.org"))
    task = TaskState.objects.latest("pk")
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[world.draft.pk, "approve", task.pk]))
    return bool(Page.objects.get(pk=world.draft.pk).live)


def delete_page(client: Client, world: World) -> bool:
    client.post(reverse("wagtailadmin_pages:delete", args=[world.page.pk]))
    return not Page.objects.filter(pk=world.page.pk).exists()


def delete_many_pages(client: Client, world: World) -> bool:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{address}?id={world.section.pk}&next=/admin/")
    return not Page.objects.filter(pk=world.section.pk).exists()


def upload_document(client: Client, world: World) -> bool:
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = {"title": "T", "collection": Collection.get_first_root_node().pk, "tags": ""}
    before = CustomDocument.objects.count()
    client.post(reverse("wagtaildocs:add"), {**form, "file": SimpleUploadedFile("a.txt", b"words")})
    return CustomDocument.objects.count() > before


def delete_picture(client: Client, world: World) -> bool:
    client.post(reverse("wagtailimages:delete", args=[world.picture.pk]))
    return not CustomImage.objects.filter(pk=world.picture.pk).exists()


def delete_document(client: Client, world: World) -> bool:
    client.post(reverse("wagtaildocs:delete", args=[world.document.pk]))
    return not CustomDocument.objects.filter(pk=world.document.pk).exists()


def delete_many_pictures(client: Client, world: World) -> bool:
    address = reverse("wagtail_bulk_action", args=["pages", "customimage", "delete"])
    client.post(f"{address}?id={world.picture.pk}&next=/admin/")
    return not CustomImage.objects.filter(pk=world.picture.pk).exists()


def delete_answers(client: Client, world: World) -> bool:
    key = FormAnswer.objects.get().pk
    address = reverse("wagtailforms:delete_submissions", args=[world.form.pk])
    client.post(f"{address}?selected-submissions={key}")
    return not FormAnswer.objects.exists()


def send_again(client: Client, world: World) -> bool:
    client.post(reverse("outboxmessage:resend", args=[world.dead.pk]))
    return OutboxMessage.objects.get(pk=world.dead.pk).state != State.DEAD


def take_a_role(client: Client, world: World) -> bool:
    """Try to make somebody an administrator, as the form would."""
    group = RoleGroup.objects.get(role="administrator").group
    assert group
    address = reverse("wagtailusers_users:edit", args=[world.member.pk])
    values = {"email": world.member.email, "first_name": "M", "last_name": "B", "is_active": "on"}
    client.post(address, {**values, "groups": [group.pk]})
    return world.member.groups.filter(pk=group.pk).exists()


# What changes something when it is POSTed.
ACTS: dict[str, tuple[Callable[[Client, World], bool], set[str]]] = {
    "publish a page": (publish, PUBLISHERS),
    # Those to whom the workflow gives the task; an administrator publishes without it.
    "approve a page": (approve, {"publisher"}),
    "delete a live page": (delete_page, PUBLISHERS),
    "delete many pages at once": (delete_many_pages, ADMINISTRATORS),
    "upload a document": (upload_document, WRITERS),
    "delete a picture": (delete_picture, WRITERS),
    "delete many pictures at once": (delete_many_pictures, WRITERS),
    "delete a document": (delete_document, WRITERS),
    "delete answers to a form": (delete_answers, PUBLISHERS),
    "send a dead message again": (send_again, ADMINISTRATORS),
    "make somebody an administrator": (take_a_role, ADMINISTRATORS),
}


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_do_what(role: str, world: World, browser_of: Callable[[str], Client]) -> None:
    client = browser_of(role)
    done = set()
    for act, (attempt, _) in ACTS.items():
        with transaction.atomic():
            if attempt(client, world):
                done.add(act)
            # Each begins with the same world.
            transaction.set_rollback(True)
    assert done == {act for act, (_, allowed) in ACTS.items() if role in allowed}


def test_the_matrix_asks_of_every_role() -> None:
    named = set().union(*(wanted for _, wanted in PAGES.values()))
    assert named <= set(STAFF)
    assert {"editor", "publisher", "fundraising", "administrator"} <= named
    assert len(EVERYBODY) == len(roles.ROLES) + 2


def test_the_editor_of_a_form_tells_of_answers_only_those_who_may_read_them(
    world: World, browser_of: Callable[[str], Client]
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[world.form.pk])
    answers = reverse("wagtailforms:list_submissions", args=[world.form.pk])
    assert answers in browser_of("publisher").get(edit).content.decode()
    assert answers not in browser_of("editor").get(edit).content.decode()


def test_no_other_door_leads_to_the_data(world: World) -> None:
    """Django's own admin, and Wagtail's API, are not there."""
    assert "django.contrib.admin" not in django_settings.INSTALLED_APPS
    assert "wagtail.api.v2" not in django_settings.INSTALLED_APPS
