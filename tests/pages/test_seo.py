"""What search engines and social networks are told."""

import json
from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from site_core.pages.models import CharitySettings, HomePage, SectionPage

MakePage = Callable[..., Any]


def head(client: Client, path: str) -> dict[str, str]:
    document = html5lib.parse(client.get(path).content, namespaceHTMLElements=False)
    metas = {
        meta.get("name") or meta.get("property"): meta.get("content")
        for meta in document.iter("meta")
        if meta.get("content")
    }
    links = {link.get("rel"): link.get("href") for link in document.iter("link")}
    scripts = [node.text for node in document.iter("script") if node.get("type") == "application/ld+json"]
    return {**metas, **links, "title": document.find(".//title").text.strip(), "ld": scripts}


def test_a_page_has_title_description_canonical_and_open_graph(section: SectionPage, client: Client) -> None:
    found = head(client, "/our-work/")
    assert found["title"] == "Our work – Brighter Towns"
    assert found["description"] == "What we do all day."
    assert found["canonical"] == "http://testserver/our-work/"
    assert found["og:title"].startswith("Our work")
    assert found["og:url"] == "http://testserver/our-work/"
    assert found["og:image"].startswith("http://testserver/")


def test_the_editors_words_for_search_engines_win(section: SectionPage, client: Client) -> None:
    section.seo_title = "Work that changes towns"
    section.search_description = "Words for searching."
    section.social_title = "Look at this"
    section.save()
    found = head(client, "/our-work/")
    assert found["title"] == "Work that changes towns – Brighter Towns"
    assert found["description"] == "Words for searching."
    assert found["og:title"] == "Look at this"


def test_the_canonical_address_has_no_tracking(section: SectionPage, client: Client) -> None:
    assert head(client, "/our-work/?utm_source=mail")["canonical"] == "http://testserver/our-work/"


def test_home_describes_the_charity_and_other_pages_their_place(section: SectionPage, client: Client) -> None:
    charity = CharitySettings.for_site(Site.objects.get())
    charity.name = "Hope </script><b>"
    charity.charity_number = "9999999"
    charity.save()
    organisation, website = (json.loads(text) for text in head(client, "/")["ld"])
    assert organisation["@type"] == "NGO"
    assert organisation["name"] == "Hope </script><b>"
    assert organisation["identifier"] == "9999999"
    assert (
        website["potentialAction"]["target"]["urlTemplate"]
        == "http://testserver/search/?q={search_term_string}"
    )
    (crumbs,) = (json.loads(text) for text in head(client, "/our-work/")["ld"])
    assert [step["name"] for step in crumbs["itemListElement"]] == ["Home", "Our work"]
    assert crumbs["itemListElement"][1]["item"] == "http://testserver/our-work/"


def test_a_page_may_ask_search_engines_to_leave_it_out(section: SectionPage, client: Client) -> None:
    assert "robots" not in head(client, "/our-work/")
    section.hide_from_search_engines = True
    section.save()
    assert head(client, "/our-work/")["robots"] == "noindex"
    assert b"/our-work/" not in client.get("/sitemap.xml").content


def test_the_sitemap_lists_public_pages_only(
    section: SectionPage, add_page: MakePage, client: Client
) -> None:
    add_page(section, "Shown")
    add_page(section, "Draft", live=False)
    private = add_page(section, "Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/our-work/shown/</loc>" in sitemap
    assert "draft" not in sitemap
    assert "private" not in sitemap


def test_robots_txt_names_the_sitemap_and_closes_the_admin(home: HomePage, client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_the_manifest_carries_the_charitys_name(home: HomePage, client: Client) -> None:
    response = client.get("/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    assert response.json()["name"] == "Brighter Towns"


@pytest.mark.parametrize(
    "path", ["/media/images/", "/media/images/../site.sqlite3", "/media/images/none.jpg"]
)
def test_the_picture_view_lists_no_folder_and_leaves_its_own(
    home: HomePage, client: Client, path: str
) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/media/original_images/a.jpg", "/media/documents/a.pdf"])
def test_originals_and_documents_are_not_served_from_media(home: HomePage, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
