"""What trustees read first: complete, consistent, invented, and without a dead end."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Page, Site, get_page_models

from site_core.demo import charity, library, writing
from site_core.demo.words import PAGES
from site_core.demo.words.extras import STYLE_PAGE, VOLUNTEERS_PASSWORD
from site_core.pages.blocks import BodyBlocks
from site_core.pages.hues import HUES
from site_core.pages.models import CharitySettings, CustomImage, FormPage, NavigationSettings

pytestmark = pytest.mark.usefixtures("seeded")

# Names that can belong to nobody (RFC 2606, RFC 6761), the hosts of the invented profiles, the film's
# host (its maker allows everyone to show it), and two that only name vocabularies.
RESERVED = ("localhost", "example.org", "example.com", ".example", "testserver")
NAMED = {
    "bsky.app",
    "www.instagram.com",
    "www.youtube.com",
    "www.youtube-nocookie.com",
    "www.openstreetmap.org",
    "www.google.com",
    "www.facebook.com",
    "x.com",
    "wa.me",
    "schema.org",
    "www.w3.org",
}
ADDRESS = re.compile(r"(?:https?:)?//([^/\"'\s<>?#&\\]+)")
MAILBOX = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


class Links(HTMLParser):
    """Gathers the addresses that a page leads to or loads."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.ids: set[str] = set()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found |= {values[name] or "" for name in ("href", "src", "action") if name in values}
        if values.get("id"):
            self.ids.add(str(values["id"]))


def specific_pages() -> list[Any]:
    return [page.specific for page in Page.objects.filter(depth__gt=1)]


def walk(value: Any) -> Iterator[Any]:
    """Every part of a body's words, marks and links."""
    yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    for part in parts:
        yield from walk(part)


def test_there_are_all_pages_and_they_go_three_levels_deep() -> None:
    assert Page.objects.filter(depth__gt=1).count() == len(PAGES) >= 24
    home = Site.objects.get(is_default_site=True).root_page
    assert max(page.depth for page in Page.objects.live()) >= home.depth + 3
    sections = home.get_children().live()
    assert {"Our story", "Our Work", "Hopeful Towns", "Do Something"} <= {page.title for page in sections}


def test_every_page_type_is_shown() -> None:
    ours = {model for model in get_page_models() if model is not Page and model.is_creatable}
    assert ours <= {type(page) for page in specific_pages()}


def test_every_block_is_used_and_every_block_stands_on_the_style_page() -> None:
    blocks = set(BodyBlocks().child_blocks)
    used = {name for words in PAGES if words.path != STYLE_PAGE for name, _ in words.body}
    assert used == blocks
    style = next(page for page in specific_pages() if page.slug == STYLE_PAGE)
    assert {child.block_type for child in style.body} == blocks


def test_every_page_introduces_itself_in_words_of_its_own() -> None:
    pages = specific_pages()
    descriptions = [page.search_description for page in pages]
    assert all(page.teaser for page in pages)
    assert all(50 <= len(description) <= 160 for description in descriptions), [
        (len(description), description) for description in descriptions if not 50 <= len(description) <= 160
    ]
    assert len(set(descriptions)) == len(descriptions)
    assert len({page.teaser for page in pages}) == len(pages)


def test_an_editor_could_save_every_page_as_it_is() -> None:
    for page in specific_pages():
        page.full_clean()
        if hasattr(page, "body"):
            page.body.stream_block.clean(page.body)


def test_each_section_has_a_strong_colour_of_its_own() -> None:
    tops = [words for words in PAGES if words.kind == "section" and "/" not in words.path]
    assert len({words.hue for words in tops}) == len(tops) == len(HUES)


def test_no_link_inside_the_site_is_dead(answers: dict[str, str], client: Client) -> None:
    client.defaults["SERVER_NAME"] = "localhost"
    dead, known = [], dict.fromkeys(answers, 200)
    for here, source in answers.items():
        for link in Links(source).found:
            parts = urlsplit(urljoin(f"http://localhost{here}", link))
            if parts.hostname != "localhost" or parts.path.startswith("/static/"):
                continue
            if parts.path not in known:
                known[parts.path] = client.get(parts.path).status_code
            if known[parts.path] != 200 or (link.startswith("#") and link[1:] not in Links(source).ids):
                dead.append((here, link, known[parts.path]))
    assert len(known) > len(answers)
    assert not dead


def test_no_address_belongs_to_anybody_real(answers: dict[str, str]) -> None:
    for here, source in answers.items():
        hosts = {host.rpartition("@")[2].partition(":")[0] for host in ADDRESS.findall(source)}
        hosts |= set(MAILBOX.findall(source))
        foreign = {host for host in hosts if not host.endswith(RESERVED) and host not in NAMED}
        assert not foreign, here


def test_nothing_in_the_settings_can_belong_to_anybody() -> None:
    site = Site.objects.get(is_default_site=True)
    settings = CharitySettings.for_site(site)
    assert (settings.charity_number.strip("0"), settings.company_number.strip("0")) == ("", "")
    assert settings.telephone.startswith("01632 960")
    assert settings.email.endswith("@example.org")
    for page in FormPage.objects.all():
        assert all(address.strip().endswith("@example.org") for address in page.notify_addresses.split(","))


def test_the_old_charity_is_not_named() -> None:
    for words in PAGES:
        for part in walk([words.title, words.teaser, words.description, words.body, words.more]):
            assert "hope not hate" not in str(part).lower()


def test_the_menu_is_three_levels_deep_and_leads_only_to_public_pages(answers: dict[str, str]) -> None:
    def depth(branches: tuple[charity.Branch, ...]) -> int:
        return 1 + max((depth(below) for _, below in branches if below), default=0)

    assert depth(charity.MENU) == 3
    navigation = NavigationSettings.for_site(Site.objects.get(is_default_site=True))
    assert len(navigation.menu) == len(charity.MENU)
    assert navigation.donate_page.url in answers
    links = Links(answers["/"]).found
    assert {"/hopeful-towns/about/research/", "/do-something/fundraising-for-us/fun-fundraising/"} <= links


def test_the_draft_and_the_private_page_leak_nowhere(answers: dict[str, str], client: Client) -> None:
    client.defaults["SERVER_NAME"] = "localhost"
    hidden = [words for words in PAGES if words.is_draft or words.password]
    assert len(hidden) == 2
    sitemap = client.get("/sitemap.xml").content.decode()
    for words in hidden:
        assert f"/{words.path}/" not in answers
        for source in [*answers.values(), sitemap]:
            assert words.title not in source
            assert words.slug not in source
    assert STYLE_PAGE not in sitemap
    assert client.get("/hopeful-towns/where-next/").status_code == 404


def test_the_volunteers_page_opens_with_its_password(client: Client) -> None:
    address = "/do-something/for-volunteers/"
    assert "boiler" not in client.get(address, SERVER_NAME="localhost").content.decode()
    page = Page.objects.get(slug="for-volunteers")
    restriction = page.get_view_restrictions().get()
    assert restriction.password == VOLUNTEERS_PASSWORD == library.PRIVATE_PASSWORD
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    assert "boiler" in client.get(address, SERVER_NAME="localhost").content.decode()


def test_documents_are_served_and_the_private_one_asks_for_a_password(client: Client) -> None:
    client.defaults["SERVER_NAME"] = "localhost"
    for document in get_document_model().objects.all():
        private = next(one.is_private for one in library.DOCUMENTS if one.title == document.title)
        response = client.get(document.url)
        assert (response["Content-Type"] == "application/pdf") is not private


def test_every_picture_has_words_a_credit_and_a_focal_point() -> None:
    images = CustomImage.objects.all()
    assert 8 <= len(images) <= 14
    for image in images:
        assert len(image.description) > 30
        assert image.credit
        point = image.get_focal_point()
        assert 0 <= point.left < point.right <= image.width
        assert 0 <= point.top < point.bottom <= image.height
        assert image.file.size <= 120_000
    assert len({image.description for image in images}) == len(images)


def test_the_contact_form_is_as_the_privacy_page_says() -> None:
    contact = FormPage.objects.get(slug="contact")
    kinds = [field.field_type for field in contact.get_form_fields()]
    assert kinds == ["singleline", "email", "dropdown", "multiline"]
    assert contact.consent_text
    assert contact.notify_addresses
    assert contact.copy_to_sender
    assert contact.keep_days == 180


def test_the_documents_have_a_title_a_language_and_tags() -> None:
    for document in library.DOCUMENTS:
        source = Path(library.MEDIA / f"{document.key}.pdf").read_bytes()
        assert b"/StructTreeRoot" in source
        assert b"/Lang (en-GB)" in source


def test_words_refer_only_to_what_exists() -> None:
    paths = {words.path for words in PAGES}
    pictures = {picture.key for picture in library.PICTURES}
    files = {document.key for document in library.DOCUMENTS}
    for words in PAGES:
        assert words.picture in pictures | {""}
        for part in walk([words.body, words.more]):
            match part:
                case writing.PageAt(path):
                    assert path in paths
                case writing.PictureOf(key):
                    assert key in pictures
                case writing.FileOf(key):
                    assert key in files
