"""Old addresses lead on: those of moved and renamed pages by themselves, others as a publisher says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.contrib.redirects.models import Redirect

from site_core.demo.factories import SectionPageFactory, StandardPageFactory
from site_core.pages.models import HomePage, SectionPage

SignIn = Callable[[str], Client]
Rename = Callable[[Any, str], None]


@pytest.fixture
def elsewhere(home: HomePage) -> SectionPage:
    """Another part of the site."""
    section: SectionPage = SectionPageFactory(parent=home, title="Elsewhere", slug="elsewhere")
    return section


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Any) -> Callable[[Any, str], None]:
    """Give a page another address, as its editor's form does."""

    def do(page: Any, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return do


def move(page: Any, target: Any) -> None:
    """Move a page, as the admin does: with what the database knows now."""
    fresh = page.__class__.objects.get(pk=page.pk)
    fresh.move(target.__class__.objects.get(pk=target.pk), pos="last-child")


def test_a_renamed_page_and_all_below_it_are_found_in_one_hop(
    section: SectionPage, client: Client, rename: Rename
) -> None:
    page: Any = StandardPageFactory(parent=section, slug="old")
    StandardPageFactory(parent=page, slug="below")
    rename(page, "new")
    for old, new in {
        "/our-work/old/": "/our-work/new/",
        "/our-work/old/below/": "/our-work/new/below/",
    }.items():
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
        assert client.get(new).status_code == 200


def test_a_moved_page_is_found_in_one_hop(
    section: SectionPage, elsewhere: SectionPage, client: Client
) -> None:
    page: Any = StandardPageFactory(parent=section, slug="page")
    move(page, elsewhere)
    for written in ("/our-work/page/", "/our-work/page", "/our-work/page/?utm_source=mail"):
        response = client.get(written)
        assert (response.status_code, response["Location"]) == (301, "/elsewhere/page/"), written


def test_after_many_moves_it_is_still_one_hop(
    section: SectionPage, elsewhere: SectionPage, client: Client, rename: Rename
) -> None:
    page: Any = StandardPageFactory(parent=section, slug="one")
    for slug in ("two", "three"):
        rename(page, slug)
    move(page, elsewhere)
    for old in ("/our-work/one/", "/our-work/two/", "/our-work/three/"):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, "/elsewhere/three/"), old
    assert client.get("/elsewhere/three/").status_code == 200


def test_a_page_that_comes_back_answers_itself(
    section: SectionPage, elsewhere: SectionPage, client: Client
) -> None:
    page: Any = StandardPageFactory(parent=section, slug="page")
    move(page, elsewhere)
    move(page, section)
    assert client.get("/our-work/page/").status_code == 200
    assert client.get("/elsewhere/page/")["Location"] == "/our-work/page/"


def test_a_deleted_page_leaves_no_redirect_behind(
    section: SectionPage, client: Client, rename: Rename
) -> None:
    page: Any = StandardPageFactory(parent=section, slug="old")
    rename(page, "new")
    page.delete()
    assert client.get("/our-work/old/").status_code == 404
    assert not Redirect.objects.exists()


def test_a_page_that_is_not_there_costs_few_queries_however_many_redirects_there_are(
    section: SectionPage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Redirect.objects.bulk_create(
        Redirect(old_path=f"/old-{number}", redirect_link="/our-work/") for number in range(1_000)
    )
    client.get("/nothing/")
    with django_assert_max_num_queries(4):
        assert client.get("/nothing/").status_code == 404


def test_a_publisher_adds_takes_out_and_puts_in_redirects(section: SectionPage, signed_in: SignIn) -> None:
    publisher = signed_in("publisher")
    form = {"old_path": "/summer", "site": "", "redirect_page": section.pk, "redirect_link": ""}
    publisher.post(reverse("wagtailredirects:add"), form)
    response = Client().get("/summer")
    assert (response.status_code, response["Location"]) == (302, "/our-work/")
    exported = publisher.get(reverse("wagtailredirects:index"), {"export": "csv"})
    assert b"/summer" in b"".join(exported.streaming_content)  # type: ignore[attr-defined]

    table = SimpleUploadedFile("old.csv", b"from,to\n/winter,https://www.example.org/new/\n", "text/csv")
    step = publisher.post(reverse("wagtailredirects:start_import"), {"import_file": table})
    signed = step.context["form"].initial
    choice = {"from_index": "0", "to_index": "1", "site": "", "permanent": "on"}
    done = publisher.post(reverse("wagtailredirects:process_import"), {**signed, **choice})
    assert done.status_code == 302
    response = Client().get("/winter/")
    assert (response.status_code, response["Location"]) == (301, "https://www.example.org/new/")


def test_the_new_address_is_right_the_moment_after_the_move(
    section: SectionPage, elsewhere: SectionPage, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    """Nothing stored in between: neither the page nor its absence."""
    page: Any = StandardPageFactory(parent=section, slug="page")
    assert client.get("/our-work/page/").status_code == 200
    assert client.get("/elsewhere/page/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        move(page, elsewhere)
    assert client.get("/our-work/page/").status_code == 301
    assert client.get("/elsewhere/page/").status_code == 200
