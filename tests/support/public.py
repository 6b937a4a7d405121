"""Every public address of the demo charity, fetched once for each test process.

A feature that serves addresses beside the page tree adds them to BESIDE_THE_TREE; new page types come
in by themselves, and `test_the_demo_shows_every_page_type` fails until the demo has a page of each.
"""

import json
import re
import urllib.parse
from dataclasses import dataclass
from functools import cached_property

from .html import Document
from .site import Answer, RunningSite

# Pages for people that are no pages of the tree, with the status that they answer with.
BESIDE_THE_TREE = {
    "/there-is-no-such-page/": 404,
    "/account/login/": 200,
    "/account/login/password/": 200,
    "/account/sign-up/": 200,
    "/account/password/forgotten/": 200,
    "/demo/mailbox/": 200,
    "/search/": 200,
    "/search/?q=town": 200,
    "/search/?q=nothing+has+this+in+it": 200,
    "/site-map/": 200,
    "/do-something/events/past/": 200,
    "/newsletter/": 200,
    "/newsletter/check-your-mail/": 200,
    "/newsletter/welcome/": 200,
    f"/newsletter/unsubscribe/{'x' * 32}/": 200,
    "/newsletter/unsubscribe/cut/": 404,
}
# Among those above: they have a form that acts with a person's own authority, so they are never stored
# and may set Django's token.
WITH_A_TOKEN = {path for path in BESIDE_THE_TREE if path.startswith("/account/")}

PUBLIC_PAGES = """
import json
from wagtail.models import Page, Site, get_page_models
site = Site.objects.get(is_default_site=True)
pages = site.root_page.get_descendants(inclusive=True).live().public().specific()
types = [model._meta.label for model in get_page_models() if model.is_creatable and model is not Page]
listed = [
    [page.relative_url(site), page._meta.label, bool(page.get_sitemap_urls()), page.may_be_stored]
    for page in pages
]
print(json.dumps({"types": types, "pages": listed}))
"""


@dataclass(frozen=True)
class PublicPage:
    """One address, what a stranger gets there, and the page type if it is a page of the tree."""

    path: str
    kind: str
    expected: int
    in_sitemap: bool
    # One copy serves every stranger.
    stored: bool
    answer: Answer

    @cached_property
    def document(self) -> Document:
        """The answer, parsed."""
        return Document(self.answer.text)

    @property
    def may_have_token(self) -> bool:
        """Tell whether this one has a form that acts with a person's own authority."""
        return self.path in WITH_A_TOKEN


@dataclass(frozen=True)
class PublicSite:
    """What the invariants look at."""

    site: RunningSite
    page_types: set[str]
    sitemap: list[str]
    pages: list[PublicPage]

    @property
    def tree(self) -> list[PublicPage]:
        """The pages that editors make."""
        return [page for page in self.pages if page.kind]

    def samples(self, most: int) -> list[PublicPage]:
        """The fullest pages of each type, at most so many, and all beside the tree."""
        fullest: dict[str, list[PublicPage]] = {}
        for page in sorted(self.tree, key=lambda page: len(page.answer.body), reverse=True):
            fullest.setdefault(page.kind, []).append(page)
        chosen = [page for pages in fullest.values() for page in pages[:most]]
        return [*chosen, *(page for page in self.pages if not page.kind)]


def path_of(address: str) -> str:
    """The path and query of an address."""
    parts = urllib.parse.urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def look_at(site: RunningSite) -> PublicSite:
    """Fetch everything that a stranger can see, as told by the database in another process."""
    known = json.loads(site.python(PUBLIC_PAGES).strip().splitlines()[-1])
    rows = [(path, kind, 200, shown, stored) for path, kind, shown, stored in known["pages"]]
    rows += [(path, "", status, False, False) for path, status in BESIDE_THE_TREE.items()]
    pages = [PublicPage(*row, answer=site.fetch(row[0])) for row in rows]
    locations = re.findall(r"<loc>([^<]+)</loc>", site.fetch("/sitemap.xml").text)
    return PublicSite(site, set(known["types"]), locations, pages)
