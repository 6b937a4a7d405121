"""What editors can do: write a publication, keep the list of topics, see where a topic is used."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from site_core.accounts.models import RoleGroup, User
from site_core.demo.factories import DocumentFactory, LibraryPageFactory, TopicFactory
from site_core.pagecache import affects
from site_core.pages import providers
from site_core.pages.blocks import cards_of
from site_core.pages.library.models import LibraryPage, PublicationPage
from site_core.pages.models import HomePage, SectionPage, StandardPage, Topic

from .conftest import AddPublication

SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in(db: None, client: Client) -> SignIn:
    """Come in with a role."""

    def come_in(role: str) -> Client:
        user = User.objects.create_user(email=f"{role}@example.org", password="x")
        group = RoleGroup.objects.get(role=role).group
        assert group is not None
        user.groups.add(group)
        client.force_login(user)
        return client

    return come_in


def form(**fields: Any) -> dict[str, Any]:
    """A filled-in form of a publication."""
    data = {
        "title": "Hope in three towns",
        "slug": "hope",
        "kind": "lesson",
        "published_on": "2016-12-13",
        "authors": "Sam Example",
        "teaser": "",
        "summary": "",
        "cover": "",
        "card_image": "",
        "body": streamfield([]),
        "downloads": inline_formset([]),
        "comments": inline_formset([]),
    }
    ticked = {"audiences": ["teachers", "everyone"], "key_stages": ["ks2"], "topics": []}
    ticked |= {name: fields.pop(name) for name in ticked if name in fields}
    return dict(nested_form_data(data | fields)) | ticked


def test_an_editor_writes_a_publication_and_a_publisher_publishes_it(
    library: LibraryPage, sign_in: SignIn
) -> None:
    topic: Any = TopicFactory(name="Schools")
    document: Any = DocumentFactory()
    files = inline_formset([{"document": str(document.pk), "label": "The lesson"}])
    add = reverse("wagtailadmin_pages:add", args=["library", "publicationpage", library.pk])
    assert sign_in("editor").post(add, form(topics=[topic.pk], downloads=files)).status_code == 302
    page = PublicationPage.objects.get()
    assert not page.live
    draft = page.get_latest_revision_as_object()
    assert draft.audience_words == ["Everyone", "Teachers and schools"]
    assert [topic.name for topic in draft.topic_list] == ["Schools"]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    publish = form(topics=[topic.pk], downloads=files) | {"action-publish": "yes"}
    assert sign_in("publisher").post(edit, publish).status_code == 302
    shown = Client().get("/reports/hope/").content.decode()
    for words in ("The lesson", "13 December 2016", "Key stage 2", "Schools"):
        assert words in shown


def test_a_publication_says_what_it_needs(library: LibraryPage, sign_in: SignIn) -> None:
    add = reverse("wagtailadmin_pages:add", args=["library", "publicationpage", library.pk])
    data = form(title="", published_on="yesterday", kind="poem", key_stages=["ks9"]) | {
        "action-publish": "yes"
    }
    response = sign_in("publisher").post(add, data)
    assert response.status_code == 200
    assert set(response.context["form"].errors) >= {"title", "published_on", "kind", "key_stages"}
    assert not PublicationPage.objects.exists()


def test_it_is_dated_today_unless_an_editor_says_otherwise(add: AddPublication) -> None:
    assert add("Hope").published_on == timezone.localdate()


def test_no_key_that_is_no_choice_is_stored(add: AddPublication) -> None:
    page = add("Hope")
    page.audiences = ["everyone", "nobody"]
    with pytest.raises(ValidationError, match="Not a choice: nobody."):
        page.full_clean()


def test_publications_stand_in_libraries_and_nowhere_else() -> None:
    assert PublicationPage.allowed_parent_page_models() == [LibraryPage]
    assert PublicationPage.allowed_subpage_models() == []
    assert set(LibraryPage.allowed_parent_page_models()) == {HomePage, SectionPage, StandardPage}
    assert LibraryPage.allowed_subpage_models() == [PublicationPage]


def test_both_types_say_what_they_are_for() -> None:
    for model in (LibraryPage, PublicationPage):
        assert len(model.get_page_description()) > 20


def test_versions_are_compared_in_words(add: AddPublication, sign_in: SignIn) -> None:
    page = add("Hope", audiences=["teachers"], key_stages=["ks2"])
    first = page.save_revision()
    page.audiences, page.topics = ["councils"], [TopicFactory(name="Migration")]
    second = page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    words = sign_in("editor").get(address).content.decode()
    for expected in ("Teachers and schools", "Councils and public services", "Migration"):
        assert expected in words


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("editor", {"add", "change"}),
        ("publisher", {"add", "change", "delete"}),
        ("administrator", {"add", "change", "delete"}),
        ("moderator", set()),
    ],
)
def test_who_keeps_the_list_of_topics(role: str, allowed: set[str], db: None) -> None:
    user = User.objects.create_user(email="sam@example.org")
    group = RoleGroup.objects.get(role=role).group
    assert group is not None
    user.groups.add(group)
    assert {
        action for action in ("add", "change", "delete") if user.has_perm(f"pages.{action}_topic")
    } == allowed
    assert not AnonymousUser().has_perm("pages.add_topic")


def test_an_editor_adds_a_topic_and_finds_it(sign_in: SignIn) -> None:
    client = sign_in("editor")
    response = client.post(reverse("wagtailsnippets_pages_topic:add"), {"name": "Schools", "slug": "schools"})
    assert response.status_code == 302
    assert Topic.objects.get().name == "Schools"
    listed = client.get(reverse("wagtailsnippets_pages_topic:list"), {"q": "Schools"}).content.decode()
    assert "Schools" in listed


def test_a_topic_knows_where_it_is_used(add: AddPublication, sign_in: SignIn) -> None:
    topic: Any = TopicFactory(name="Schools")
    page = add("Hope in three towns", topics=[topic])
    ReferenceIndex.create_or_update_for_object(page)
    assert ReferenceIndex.get_references_to(topic).count() == 1
    usage = sign_in("editor").get(reverse("wagtailsnippets_pages_topic:usage", args=[topic.pk]))
    assert "Hope in three towns" in usage.content.decode()
    page.topics = []
    page.save()
    ReferenceIndex.create_or_update_for_object(page)
    assert ReferenceIndex.get_references_to(topic).count() == 0


def test_the_latest_publications_can_stand_on_any_page(
    front: Page, add: AddPublication, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    provider = providers.get("publications")
    assert provider is not None
    assert provider.label == "Latest publications"
    for number in range(6):
        add(f"Report {number}", published_on=date(2026, 1, number + 1))
    add("Draft", live=False, published_on=date(2026, 2, 1))
    closed = LibraryPageFactory(parent=front, slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    add("Private", parent=closed, published_on=date(2026, 2, 1))
    provider.fetch(1)  # what is closed is asked once for each state of the site
    with django_assert_num_queries(1):
        pages = provider.fetch(4)
    assert [page.title for page in pages] == ["Report 5", "Report 4", "Report 3", "Report 2"]
    assert [card.title for card in cards_of(pages).values()] == [page.title for page in pages]
    assert provider.all_url() == "/reports/"


def test_without_a_public_library_there_is_nothing_to_see_all_of(library: LibraryPage) -> None:
    library.unpublish()
    provider = providers.get("publications")
    assert provider is not None
    assert provider.all_url() == ""
    assert provider.fetch(4) == []


def test_a_topic_of_another_name_makes_all_pages_anew(db: None) -> None:
    topic: Any = TopicFactory(name="Schools")
    assert affects.of(topic) == affects.EVERYTHING
