"""Drafts, private pages and private documents leave no word anywhere that a stranger can look."""

import json

import pytest

from tests.support.public import look_at
from tests.support.site import OtherProcess, RunningSite

pytestmark = pytest.mark.slow

SECRETS = {
    "draft": "Quokkadraft",
    "change": "Quokkachange",
    "private": "Quokkaprivate",
    "below": "Quokkabelow",
    "document": "Quokkadocument",
    "later": "Quokkalater",
}
# Where else words may turn up, beside the pages and what they link to.
ELSEWHERE = [
    "/sitemap.xml",
    "/robots.txt",
    "/site.webmanifest",
    "/search/?q=Quokka",
    # A beginning finds the word too, and a slip asks for a suggestion; neither says the word itself.
    "/search/?q=quokkadraf",
    "/search/?q=quokkadratf",
    "/search/?q=quokkaprivat+quokkabelo",
    "/feed/",
    "/feed.xml",
    "/rss/",
    "/api/v2/pages/",
    "/api/v2/pages/?search=Quokka",
    "/api/v2/documents/",
    "/api/v2/images/",
]

HIDE = """
import json
from datetime import timedelta
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from site_core.pages.models import CustomDocument, NavigationSettings, StandardPage
secrets = json.loads('%s')
parent = Page.objects.get(slug="our-work")
def make(key, under=parent, live=True, **more):
    page = StandardPage(title=secrets[key], slug=secrets[key].lower(), teaser=secrets[key] + " teaser",
                        search_description=secrets[key] + " described", live=live, **more)
    under.add_child(instance=page)
    revision = page.save_revision()
    if live: revision.publish()
    return page
draft = make("draft", live=False)
later = make("later", live=False, go_live_at=timezone.now() + timedelta(days=9))
private = make("private")
PageViewRestriction.objects.create(page=private, restriction_type="login")
below = make("below", under=private)
changed = Page.objects.get(slug="jobs").specific
changed.title = secrets["change"]
changed.save_revision()
closed = Collection.get_first_root_node().add_child(name="Closed")
CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
document = CustomDocument(title=secrets["document"], collection=closed)
document.file.save("quokka.txt", ContentFile((secrets["document"] + " inside").encode()))
document.save()
menu = NavigationSettings.for_site(Site.objects.get(is_default_site=True))
pages = (draft, later, private, below)
entries = [{"type": "entry", "value": {"page": page.pk, "children": []}} for page in pages]
menu.menu = list(menu.menu.raw_data) + entries
menu.save()
result = {"document": document.url, "paths": [page.get_url() for page in pages]}
"""


@pytest.fixture(scope="module")
def hidden(own_site: RunningSite, elsewhere: OtherProcess) -> dict[str, list[str] | str]:
    """Hide something of every kind, and try to show it in the menu."""
    made: dict[str, list[str] | str] = elsewhere.run(HIDE % json.dumps(SECRETS))
    return made


def test_no_public_address_has_a_word_of_them(own_site: RunningSite, hidden: dict[str, str]) -> None:
    public = look_at(own_site)
    assert len(public.pages) > 20
    answers = [page.answer for page in public.pages]
    answers += [own_site.fetch(path) for path in ELSEWHERE]
    leaks = [
        f"{answer.url} has {secret}"
        for answer in answers
        for secret in SECRETS.values()
        if secret.lower() in answer.body.decode(errors="replace").lower().replace("q=quokka", "")
    ]
    assert leaks == []


def test_their_own_addresses_are_closed(own_site: RunningSite, hidden: dict[str, str]) -> None:
    for path in [*hidden["paths"], hidden["document"]]:
        answer = own_site.fetch(path)
        assert answer.status in (302, 404), path
        assert b"quokka" not in answer.body.lower(), path
        assert "public" not in answer.headers.get("cache-control", ""), path


def test_no_original_and_no_document_is_served_from_the_folder(own_site: RunningSite) -> None:
    media = own_site.var / "media"
    originals = [path for path in media.rglob("*") if path.is_file() and path.parent.name != "images"]
    assert originals
    for path in originals:
        assert own_site.fetch(f"/media/{path.relative_to(media)}").status == 404, path


def test_what_was_private_may_be_opened_again(
    own_site: RunningSite, elsewhere: OtherProcess, hidden: dict[str, str]
) -> None:
    """The tests above would pass too if nothing were shown at all."""
    elsewhere.run(
        "from wagtail.models import Page, PageViewRestriction\n"
        "PageViewRestriction.objects.filter(page__slug='quokkaprivate').delete()"
    )
    assert "Quokkaprivate" in own_site.fetch("/our-work/").text
    assert own_site.fetch(str(hidden["paths"][-1])).status == 200
