"""What stands below the words of a page: dates, author, sharing, what is new, what is read most."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from site_core.pagecache import purge
from site_core.pages.models import SectionPage
from site_core.pages.reads import services as reads
from site_core.pages.reads.models import PageReads

MakePage = Callable[..., Any]


def foot(client: Client, page: Page) -> Any:
    """The foot of a page, parsed."""
    found = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one(".page-foot")
    assert found is not None
    return found


def add_read_pages(add_page: MakePage, section: SectionPage, count: int) -> list[Any]:
    """Public pages that are both new and read."""
    pages = [
        add_page(section, f"Page {number}", teaser="Words.", first_published_at=timezone.now())
        for number in range(count)
    ]
    for page in pages:
        PageReads.objects.add(page.pk, 3, timezone.now())
    reads.rank()
    return pages


def words(part: Any) -> str:
    return " ".join(part.get_text(" ", strip=True).split()) if part else ""


def test_date_and_author_are_printed_in_words_and_for_machines(
    client: Client, section: SectionPage, add_page: MakePage
) -> None:
    page = add_page(
        section,
        "Stories",
        byline="Rosa Ash",
        show_date=True,
        displayed_date=date(2016, 12, 13),
        reviewed_on=date(2026, 5, 3),
    )
    byline = foot(client, page).select_one(".byline")
    assert words(byline) == "Published: 13 December 2016 Author: Rosa Ash Last reviewed: 3 May 2026"
    assert [time["datetime"] for time in byline.select("time")] == ["2016-12-13", "2026-05-03"]


def test_a_page_published_late_in_the_evening_has_the_day_of_london(
    client: Client, section: SectionPage, add_page: MakePage
) -> None:
    page = add_page(section, "Stories", show_date=True)
    # Half past midnight in London, and still the day before in UTC.
    Page.objects.filter(pk=page.pk).update(first_published_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    purge.everything()
    assert words(foot(client, page).select_one(".byline")) == "Published: 1 July 2026"


def test_no_date_and_no_author_are_invented(client: Client, section: SectionPage, add_page: MakePage) -> None:
    assert foot(client, add_page(section, "Stories")).select_one(".byline") is None


TITLE = "Tea & cake: “50% off”, #hope? Ünder + über"


def share_links(client: Client, page: Page) -> dict[str, str]:
    return {words(link): link["href"] for link in foot(client, page).select(".share a")}


def test_a_page_is_shared_by_plain_links(client: Client, section: SectionPage, add_page: MakePage) -> None:
    links = share_links(client, add_page(section, TITLE, slug="tea"))
    assert list(links) == [
        "Share by E-mail",
        "Share on Facebook",
        "Share on X",
        "Share on Bluesky",
        "Share on WhatsApp",
    ]
    address = "http://testserver/our-work/tea/"
    asked = {name: parse_qs(urlsplit(link).query) for name, link in links.items()}
    assert asked["Share by E-mail"] == {"subject": [TITLE], "body": [address]}
    assert asked["Share on Facebook"] == {"u": [address]}
    assert asked["Share on X"] == {"text": [TITLE], "url": [address]}
    assert asked["Share on Bluesky"] == {"text": [f"{TITLE} {address}"]}
    assert asked["Share on WhatsApp"] == {"text": [f"{TITLE} {address}"]}
    # Mail programs print a plus sign where a blank was meant.
    assert "+" not in links["Share by E-mail"]


def test_the_shared_address_is_the_canonical_one(
    client: Client, section: SectionPage, add_page: MakePage
) -> None:
    page = add_page(section, "Tea")
    found = BeautifulSoup(client.get(page.get_url(), {"utm_source": "x"}).content, "html.parser")
    canonical = found.select_one("link[rel=canonical]")
    copy = found.select_one("[data-copy]")
    assert canonical is not None
    assert copy is not None
    assert copy["data-copy"] == canonical["href"] == "http://testserver/our-work/tea/"


def test_copying_the_link_is_not_offered_without_a_script(
    client: Client, section: SectionPage, add_page: MakePage
) -> None:
    part = foot(client, add_page(section, "Tea"))
    assert part.select_one("[data-copy-item]").has_attr("hidden")
    assert words(part.select_one("[data-copy]")) == "Copy the link"
    assert part.select_one("[role=status]").get_text() == ""


def test_every_card_and_title_is_one_link(client: Client, section: SectionPage, add_page: MakePage) -> None:
    pages = add_read_pages(add_page, section, 6)
    part = foot(client, pages[0])
    for name in (".latest", ".most-read"):
        links = [link["href"] for link in part.select(f"{name} a")]
        assert len(links) >= 4
        assert len(links) == len(set(links)) == len(part.select(f"{name} li"))
    assert words(part.select_one(".latest h2")) == "Latest"
    assert words(part.select_one(".most-read h2")) == "Most read"


def test_a_site_with_one_page_shows_neither_latest_nor_most_read(
    client: Client, section: SectionPage, add_page: MakePage
) -> None:
    part = foot(client, add_page(section, "Alone"))
    assert part.select_one(".latest") is None
    assert part.select_one(".most-read") is None


def test_a_page_with_all_its_furniture_asks_at_most_ten_times(
    client: Client, section: SectionPage, add_page: MakePage
) -> None:
    pages = add_read_pages(add_page, section, 12)
    client.get(pages[0].get_url())
    with CaptureQueriesContext(connection) as asked:
        response = client.get(pages[1].get_url())
    assert b"Most read" in response.content
    assert b"Latest" in response.content
    assert len(asked) <= 10, [query["sql"] for query in asked]
