"""The first page types: what they show, and what they never show."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from site_core.pages.models import CustomImage, HomePage, SectionPage, StandardPage

MakePage = Callable[..., Any]


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_home_page_shows_headline_lead_and_buttons(
    section: SectionPage, home: HomePage, client: Client
) -> None:
    home.first_action = section
    home.first_action_text = "See our work"
    home.save()
    page = text_of(client, "/")
    assert "Towns with hope" in page
    assert "We help towns." in page
    assert re.search(r'<a class="button button--primary"\s+href="/our-work/">See our work</a>', page)


def test_a_button_to_a_draft_is_not_printed(section: SectionPage, home: HomePage, client: Client) -> None:
    home.first_action = section
    home.first_action_text = "See our work"
    home.save()
    section.unpublish()
    assert "See our work" not in text_of(client, "/")


def test_a_section_lists_its_live_public_pages_in_the_editors_order(
    section: SectionPage, add_page: MakePage, client: Client
) -> None:
    add_page(section, "Educating")
    add_page(section, "A draft", live=False)
    private = add_page(section, "For members")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    add_page(section, "Afterwards")
    page = text_of(client, "/our-work/")
    assert page.index("Educating") < page.index("Afterwards")
    assert "A draft" not in page
    assert "For members" not in page


def test_a_long_section_is_cut_into_pages(section: SectionPage, add_page: MakePage, client: Client) -> None:
    for number in range(30):
        add_page(section, f"Project {number:02}")
    assert "Project 00" in text_of(client, "/our-work/")
    assert "Project 29" not in text_of(client, "/our-work/")
    second = text_of(client, "/our-work/?page=2")
    assert "Project 29" in second
    assert 'rel="canonical" href="http://testserver/our-work/?page=2"' in second
    assert "(page 2)" in second


def test_a_number_that_a_section_does_not_have_is_not_found(section: SectionPage, client: Client) -> None:
    assert client.get("/our-work/?page=1").status_code == 200
    for number in ("2", "99999", "0", "-1", "x", ""):
        assert client.get(f"/our-work/?page={number}").status_code == 404, number


def test_a_page_without_a_list_has_no_numbered_copies(
    section: SectionPage, add_page: MakePage, client: Client
) -> None:
    add_page(section, "Educating")
    path = "/our-work/educating/"
    assert client.get(path).headers["Cache-Control"].startswith("public")
    numbered = client.get(f"{path}?page=7")
    assert numbered.headers["Cache-Control"].startswith("private")
    assert f'rel="canonical" href="http://testserver{path}"' in numbered.content.decode()
    assert "(page 7)" not in numbered.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_cards(
    section: SectionPage,
    add_page: MakePage,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    add_page(section, "First")
    text_of(client, "/our-work/")
    for number in range(23):
        add_page(section, f"Project {number}")
    text_of(client, "/our-work/")
    with django_assert_max_num_queries(15):
        text_of(client, "/our-work/")


def test_pages_inherit_the_colour_of_the_nearest_section(section: SectionPage, add_page: MakePage) -> None:
    page = add_page(add_page(section, "Organising"), "Stories")
    assert page.hue == "heather"
    inner = SectionPage(title="Inner", section_hue="brick")
    section.add_child(instance=inner)
    assert add_page(inner, "Deep").hue == "brick"


def test_breadcrumbs_lead_from_home_to_the_page_without_drafts(
    section: SectionPage, add_page: MakePage
) -> None:
    middle = add_page(section, "Not ready", live=False)
    page = add_page(middle, "Ready")
    assert [crumb.title for crumb in page.trail] == ["Home", "Our work", "Ready"]


def test_author_and_date_are_shown_in_london_time(
    section: SectionPage, add_page: MakePage, client: Client
) -> None:
    page: StandardPage = add_page(section, "News", byline="Sam Example", show_date=True)
    # 23:30 in UTC is already the next day in London's summer.
    StandardPage.objects.filter(pk=page.pk).update(
        first_published_at=datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    )
    content = text_of(client, "/our-work/news/")
    assert '<time datetime="2026-06-02">2 June 2026</time>' in content
    assert "Author: Sam Example" in content


def test_an_editor_may_set_the_date_that_readers_see(section: SectionPage, add_page: MakePage) -> None:
    page = add_page(section, "Old news", show_date=True, displayed_date=date(2016, 12, 13))
    assert page.published_date == date(2016, 12, 13)


def test_pages_without_a_form_refuse_a_post(section: SectionPage, client: Client) -> None:
    assert client.post("/our-work/", HTTP_ORIGIN="http://testserver").status_code == 405


def test_a_preview_is_never_stored_for_visitors(section: SectionPage, client: Client) -> None:
    section.title = "Not for everybody yet"
    # As a task would make it, without an editor's request and so without a session.
    preview = section.make_preview_request()
    assert "Not for everybody yet" in preview.content.decode()
    assert preview.headers["Cache-Control"].startswith("private")
    assert "Not for everybody yet" not in text_of(client, "/our-work/")


def test_a_picture_needs_words_unless_it_is_decorative(db: None) -> None:
    picture = CustomImage(title="Mill", file=get_test_image_file())
    with pytest.raises(ValidationError, match="Say what the picture shows"):
        picture.clean()
    picture.is_decorative = True
    picture.clean()
    assert picture.default_alt_text == ""
    picture.is_decorative = False
    picture.description = "The old mill at sunrise"
    picture.clean()
    assert picture.default_alt_text == "The old mill at sunrise"
