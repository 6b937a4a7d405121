"""The first page of the admin: what waits for whom, in a fixed number of queries."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, Revision, WorkflowState

from site_core.accounts.models import User
from site_core.demo.factories import DocumentFactory, FormPageFactory, ImageFactory, StandardPageFactory
from site_core.mail.models import OutboxMessage, State
from site_core.pages.editing import dashboard, looking
from site_core.pages.editing.dashboard import Panel, QuickLink, Waiting
from site_core.pages.models import CustomDocument, FormAnswer, HomePage, SectionPage

SignIn = Callable[[str], Client]
Colleague = Callable[[str], User]


@pytest.fixture
def registry() -> Iterator[None]:
    """Forget what a test registers."""
    panels, links = dict(dashboard._panels), dict(dashboard._links)
    yield
    dashboard._panels.clear()
    dashboard._panels.update(panels)
    dashboard._links.clear()
    dashboard._links.update(links)


def seen_by(client: Client) -> str:
    """The dashboard's own part."""
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    return " ".join(page.partition("What waits for you")[2].partition("</section>")[0].split())


def answer(page: Any, number: int) -> None:
    FormAnswer.objects.create(page=page, form_data={}, nonce=f"{page.pk}-{number}")


# --- the registry ------------------------------------------------------------


def test_a_panel_is_asked_only_for_those_who_hold_its_right(
    registry: None, home: HomePage, signed_in: SignIn
) -> None:
    asked: list[str] = []

    def items(user: User) -> list[Waiting]:
        asked.append(user.email)
        return [Waiting(3, "parcels wait", "/admin/parcels/")]

    dashboard.register(Panel("parcels", "Parcels", "wagtailredirects.add_redirect", items))
    assert "parcels wait" in seen_by(signed_in("publisher"))
    assert "parcels wait" not in seen_by(signed_in("editor"))
    assert asked == ["publisher@example.org"]


def test_a_right_may_be_a_function(registry: None, home: HomePage, signed_in: SignIn) -> None:
    dashboard.register(
        Panel(
            "p",
            "P",
            lambda user: user.email.startswith("packer"),
            lambda user: [Waiting(1, "one waits", "/x/")],
        )
    )
    assert "one waits" in seen_by(signed_in("packer"))
    assert "one waits" not in seen_by(signed_in("publisher"))


def test_what_counts_nothing_is_not_shown_and_an_empty_desk_invites(
    registry: None, home: HomePage, signed_in: SignIn
) -> None:
    dashboard.register(
        Panel("p", "Parcels", "wagtailadmin.access_admin", lambda user: [Waiting(0, "none", "/x/")])
    )
    page = seen_by(signed_in("packer"))
    assert "Parcels" not in page
    assert "Nothing waits for you." in page


def test_a_line_says_how_many_where_and_since_when(registry: None, home: HomePage, signed_in: SignIn) -> None:
    since = timezone.localdate().replace(year=2020, month=3, day=9)
    dashboard.register(
        Panel(
            "p", "P", "wagtailadmin.access_admin", lambda user: [Waiting(12, "wait & see", "/x/?a=1", since)]
        )
    )
    page = seen_by(signed_in("packer"))
    assert '<a href="/x/?a=1"> <strong>12</strong> wait &amp; see </a>' in page
    assert "since 9 March 2020" in page


def test_a_room_may_replace_its_panel_and_add_a_short_way(
    registry: None, home: HomePage, signed_in: SignIn
) -> None:
    for words in ("old", "new"):
        dashboard.register(
            Panel("p", "P", "wagtailadmin.access_admin", lambda user, w=words: [Waiting(1, w, "/x/")])  # type: ignore[misc]
        )
    dashboard.register_link(
        QuickLink("pack", "Pack an order", "plus", "wagtailadmin.access_admin", lambda: "/x/pack/")
    )
    client = signed_in("packer")
    assert "new" in seen_by(client)
    assert "old" not in seen_by(client)
    assert 'href="/x/pack/"' in client.get(reverse("wagtailadmin_home")).content.decode()


# --- what this room has waiting ------------------------------------------------


def test_pages_sent_in_wait_for_the_publisher_and_come_back_to_the_editor(
    section: SectionPage, signed_in: SignIn, colleague: Colleague
) -> None:
    page: Any = StandardPageFactory(parent=section, live=False)
    page.save_revision()
    page.get_workflow().start(page, colleague("editor"))
    assert "<strong>1</strong> page waits for your approval" in seen_by(signed_in("publisher"))
    assert "approval" not in seen_by(signed_in("editor"))
    state = WorkflowState.objects.get()
    state.current_task_state.task.specific.on_action(
        state.current_task_state, colleague("publisher"), "reject", comment="no"
    )
    assert "<strong>1</strong> page of yours came back to be changed" in seen_by(signed_in("editor"))
    assert "page waits" not in seen_by(signed_in("publisher"))


def test_what_is_planned_is_shown_with_its_time_and_what_failed_too(
    section: SectionPage, signed_in: SignIn
) -> None:
    now = timezone.now()
    for title, after in (("Soon", 2), ("Later", 30)):
        page: Any = StandardPageFactory(parent=section, title=title, live=False)
        page.go_live_at = now + timedelta(days=after)
        page.save_revision().publish()
    late: Any = StandardPageFactory(parent=section, title="Late", live=False)
    late.go_live_at = now + timedelta(days=1)
    late.save_revision().publish()
    Revision.objects.filter(object_id=str(late.pk)).update(approved_go_live_at=now - timedelta(hours=1))
    leaving: Any = StandardPageFactory(parent=section, title="Leaving")
    Page.objects.filter(pk=leaving.pk).update(expire_at=now + timedelta(days=3))
    page_text = seen_by(signed_in("editor"))
    assert "> “Soon” goes live </a>" in page_text
    assert "“Leaving” goes away" in page_text
    assert "“Late” could not be published" in page_text
    assert "“Later”" not in page_text
    assert f"/admin/pages/{late.pk}/edit/" in page_text
    assert "“Soon”" not in seen_by(signed_in("packer"))


def test_what_the_reports_list_is_counted(section: SectionPage, signed_in: SignIn) -> None:
    page: Any = StandardPageFactory(parent=section)
    page.body = [("rich_text", '<a linktype="page" id="999999">x</a><a linktype="page" id="999998">x</a>')]
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=400))
    ImageFactory(description="")
    DocumentFactory()
    CustomDocument.objects.update(created_at=timezone.now() - timedelta(days=40))
    looking.look_through_all()
    page_text = seen_by(signed_in("editor"))
    assert "<strong>2</strong> links lead nowhere" in page_text
    assert "page was not reviewed for a year" in page_text
    assert "picture has no words for people who cannot see it" in page_text
    assert "document is no longer used" in page_text
    assert reverse("editing_broken_links") in page_text
    assert "To look after" not in seen_by(signed_in("moderator"))


def test_new_answers_are_for_those_who_may_read_them(section: SectionPage, signed_in: SignIn) -> None:
    form: Any = FormPageFactory(parent=section, title="Write to us")
    for number in range(2):
        answer(form, number)
    answer(FormPageFactory(parent=section, title="Old form"), 1)
    FormAnswer.objects.filter(page__title="Old form").update(submit_time=timezone.now() - timedelta(days=8))
    page_text = seen_by(signed_in("publisher"))
    assert "<strong>2</strong> answers this week to “Write to us”" in page_text
    assert "Old form" not in page_text
    assert "Write to us" not in seen_by(signed_in("editor"))


def test_dead_mail_is_for_those_who_see_the_outbox(home: HomePage, signed_in: SignIn) -> None:
    OutboxMessage.objects.create(
        message_id="<1@example.org>", subject="Hello", sender="a@example.org", source=b"", state=State.DEAD
    )
    client = signed_in("administrator")
    page_text = seen_by(client)
    assert "message could not be sent" in page_text
    address = f"{reverse('outboxmessage:index')}?state=dead"
    assert address in page_text.replace("&amp;", "&")
    assert "Hello" in client.get(address).content.decode()
    assert "could not be sent" not in seen_by(signed_in("publisher"))


@pytest.mark.parametrize(
    ("role", "ways"),
    [
        ("editor", {"Pages", "Add pictures", "Add documents"}),
        ("administrator", {"Pages", "Add pictures", "Add documents", "Invite somebody"}),
        ("packer", set()),
    ],
)
def test_short_ways_lead_only_where_one_may_go(
    role: str, ways: set[str], home: HomePage, signed_in: SignIn, colleague: Colleague
) -> None:
    links = dashboard.links_for(colleague(role))
    assert {"Pages", "Add pictures", "Add documents", "Invite somebody"} & {
        link.text for link in links
    } == ways
    client = signed_in(role)
    for link in links:
        assert client.get(link.url()).status_code == 200, link.text


def test_the_dashboard_costs_the_same_with_much_to_do(
    section: SectionPage,
    signed_in: SignIn,
    colleague: Colleague,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    user = colleague("administrator")

    def fill() -> None:
        for number in range(10):
            page: Any = StandardPageFactory(parent=section)
            page.body = [("rich_text", '<a linktype="page" id="999999">x</a>')]
            page.save_revision().publish()
            ImageFactory(description="")
            form: Any = FormPageFactory(parent=section)
            answer(form, number)
        Page.objects.filter(depth__gt=3).update(
            last_published_at=timezone.now() - timedelta(days=400),
            expire_at=timezone.now() + timedelta(days=1),
        )
        looking.look_through_all()

    fill()
    dashboard.panels_for(user)
    user = User.objects.get(pk=user.pk)
    with django_assert_max_num_queries(30) as first:
        assert len(dashboard.panels_for(user)) == 3
    fill()
    user = User.objects.get(pk=user.pk)
    with django_assert_max_num_queries(len(first.captured_queries)):
        dashboard.panels_for(user)
