"""What holds for every public page, as a stranger gets it over HTTP."""

import urllib.parse
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.support.public import PublicSite, path_of

pytestmark = pytest.mark.slow

ASSETS = {"link": "href", "script": "src", "img": "src", "source": "srcset"}


def report(problems: Iterator[str]) -> None:
    found = list(problems)
    assert not found, "\n" + "\n".join(found)


def test_the_demo_shows_every_page_type(public_site: PublicSite) -> None:
    assert len(public_site.tree) >= 20
    assert public_site.page_types
    assert public_site.page_types <= {page.kind for page in public_site.pages}


def test_the_tree_is_three_levels_deep(public_site: PublicSite) -> None:
    assert max(page.path.count("/") - 1 for page in public_site.tree) >= 3


def test_the_sitemap_lists_exactly_the_public_pages(public_site: PublicSite) -> None:
    assert public_site.sitemap
    listed = [path_of(location) for location in public_site.sitemap]
    assert sorted(listed) == sorted(page.path for page in public_site.pages if page.in_sitemap)
    assert all(location.startswith(public_site.site.url) for location in public_site.sitemap)


def test_every_page_answers_as_it_should(public_site: PublicSite) -> None:
    report(
        f"{page.path} answers {page.answer.status}"
        for page in public_site.pages
        if page.answer.status != page.expected
    )


def test_every_page_has_one_h1_and_no_heading_is_jumped_over(public_site: PublicSite) -> None:
    def problems() -> Iterator[str]:
        for page in public_site.pages:
            levels = [level for level, _ in page.document.headings]
            if levels.count(1) != 1:
                yield f"{page.path} has {levels.count(1)} h1"
            before = [0, *levels]
            for level, (now, text) in zip(before, page.document.headings, strict=False):
                if now > level + 1 and level:
                    yield f"{page.path}: h{now} {text!r} follows h{level}"
            yield from (f"{page.path} has an empty heading" for _, text in page.document.headings if not text)

    report(problems())


def test_every_page_has_its_own_title_and_description(public_site: PublicSite) -> None:
    titles = Counter(page.document.title for page in public_site.pages)
    report(f"{count} pages are called {title!r}" for title, count in titles.items() if count > 1 or not title)
    described = Counter(page.document.meta("description") for page in public_site.tree)
    report(f"{count} pages say {text!r}" for text, count in described.items() if count > 1 or not text)


def test_every_page_names_its_lasting_address(public_site: PublicSite) -> None:
    report(
        f"{page.path} has the canonical address {page.document.canonical!r}"
        for page in public_site.tree
        if page.document.canonical != urllib.parse.urljoin(public_site.site.url, page.path)
    )


def test_a_query_string_does_not_change_the_lasting_address(public_site: PublicSite) -> None:
    answer = public_site.site.fetch("/?utm_source=letter")
    assert answer.status == 200
    assert f'href="{public_site.site.url}"' in answer.text


def test_every_page_is_valid_html(public_site: PublicSite) -> None:
    report(f"{page.path}: {problem}" for page in public_site.pages for problem in page.document.problems())


def test_no_page_sets_a_cookie_or_varies_by_it(public_site: PublicSite) -> None:
    def problems() -> Iterator[str]:
        for page in public_site.pages:
            if page.may_have_token:
                continue
            headers = page.answer.headers
            if "set-cookie" in headers:
                yield f"{page.path} sets {headers['set-cookie']}"
            if "cookie" in headers.get("vary", "").lower():
                yield f"{page.path} varies by cookie"
            if "csrfmiddlewaretoken" in page.answer.text:
                yield f"{page.path} has a token"

    report(problems())


def test_pages_for_everyone_may_be_stored_and_personal_ones_never(public_site: PublicSite) -> None:
    def problems() -> Iterator[str]:
        for page in public_site.pages:
            control = page.answer.headers.get("cache-control", "")
            if page.may_have_token and "no-store" not in control and "private" not in control:
                yield f"{page.path} is personal and says {control!r}"
            if page.stored and ("private" in control or "no-store" in control or not control):
                yield f"{page.path} is for everyone and says {control!r}"

    report(problems())


def test_a_visitor_who_has_the_page_is_told_that_it_is_unchanged(public_site: PublicSite) -> None:
    page = public_site.tree[0]
    marks = page.answer.headers
    assert "etag" in marks or "last-modified" in marks
    asked = (
        {"If-None-Match": marks["etag"]} if "etag" in marks else {"If-Modified-Since": marks["last-modified"]}
    )
    again = public_site.site.fetch(page.path, headers=asked)
    assert again.status == 304
    assert again.body == b""
    assert "content-security-policy" in again.headers


def test_every_page_has_a_strict_policy_and_every_safety_header(public_site: PublicSite) -> None:
    def problems() -> Iterator[str]:
        for page in public_site.pages:
            headers = page.answer.headers
            policy = {
                words[0]: words[1:]
                for part in headers.get("content-security-policy", "").split(";")
                if (words := part.split())
            }
            text = headers.get("content-security-policy", "")
            yield from (
                f"{page.path}: the policy has {word}"
                for word in ("unsafe-inline", "unsafe-eval", "*")
                if word in text.split() or f"'{word}'" in text
            )
            wanted = {
                "default-src": ["'self'"],
                "object-src": ["'none'"],
                "base-uri": ["'none'"],
                "script-src": ["'self'"],
                "style-src": ["'self'"],
            }
            for name, value in wanted.items():
                found = policy.get(name, policy.get("default-src") if name.endswith("-src") else None)
                if found not in (value, ["'none'"]):
                    yield f"{page.path}: the policy's {name} is {found}"
            if policy.get("frame-ancestors") not in (["'none'"], ["'self'"]):
                yield f"{page.path}: the policy's frame-ancestors is {policy.get('frame-ancestors')}"
            if "form-action" not in policy:
                yield f"{page.path}: the policy has no form-action"
            yield from (f"{page.path} lacks {name}" for name in missing_headers(headers))

    report(problems())


def missing_headers(headers: dict[str, str]) -> list[str]:
    wanted = ("x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "permissions-policy")
    return [name for name in wanted if name not in headers]


def test_static_files_and_pictures_have_the_safety_headers_too(public_site: PublicSite) -> None:
    site = public_site.site
    addresses = sorted(own_assets(public_site))
    assert any("/static/" in address for address in addresses)
    assert any(address.startswith("/media/") for address in addresses)

    def problems() -> Iterator[str]:
        for address in addresses:
            answer = site.fetch(address)
            if answer.status != 200:
                yield f"{address} answers {answer.status}"
            elif "set-cookie" in answer.headers:
                yield f"{address} sets a cookie"
            wanted = [*missing_headers(answer.headers)]
            wanted += [] if "content-security-policy" in answer.headers else ["content-security-policy"]
            yield from (f"{address} lacks {name}" for name in wanted)
            if "/static/" in address and "immutable" not in answer.headers.get("cache-control", ""):
                yield f"{address} has a name that changes with it, but may not be kept for ever"

    report(problems())


def own_assets(public_site: PublicSite) -> set[str]:
    found = set()
    for page in public_site.pages:
        for element in page.document.all(*ASSETS):
            if element.tag == "link" and element.get("rel") not in (
                "stylesheet",
                "icon",
                "preload",
                "manifest",
            ):
                continue
            value = element.get(ASSETS[str(element.tag)]) or ""
            for part in value.split(",") if element.tag == "source" else [value]:
                if part.strip():
                    found.add(part.strip().split()[0])
    return {address for address in found if not address.startswith("data:")}


def test_nothing_on_a_page_comes_from_elsewhere(public_site: PublicSite) -> None:
    foreign = [address for address in own_assets(public_site) if urllib.parse.urlsplit(address).netloc]
    assert not [address for address in foreign if not address.startswith(public_site.site.url)]


def test_every_own_link_is_alive_and_leads_straight_there(public_site: PublicSite) -> None:
    site = public_site.site
    targets: dict[str, str] = {}
    for page in public_site.pages:
        for link in page.document.links:
            address = urllib.parse.urljoin(site.url + page.path.lstrip("/"), link)
            # A link to a place in the same page is looked at with the page's HTML.
            if address.startswith(site.url) and not link.startswith("#"):
                targets.setdefault(address, page.path)
    assert len(targets) > 20

    def problems() -> Iterator[str]:
        documents = {page.path: page.document for page in public_site.pages}
        for address, origin in sorted(targets.items()):
            plain, _, fragment = address.partition("#")
            answer = site.fetch(plain)
            if answer.status != 200:
                where = answer.headers.get("location", "")
                yield f"{origin} links to {plain}, which answers {answer.status} {where}"
            document = documents.get(path_of(plain))
            if fragment and document and not any(e.get("id") == fragment for e in document.root.iter()):
                yield f"{origin} links to {address}, where there is no such place"

    report(problems())


def test_text_is_sent_compressed(public_site: PublicSite) -> None:
    sheet = next(address for address in own_assets(public_site) if address.endswith(".css"))
    for path in ("/", sheet):
        answer = public_site.site.fetch(path, headers={"Accept-Encoding": "gzip, br"})
        assert answer.headers.get("content-encoding") in ("gzip", "br"), path
        assert "accept-encoding" in answer.headers.get("vary", "").lower(), path


def test_an_unknown_host_is_refused(public_site: PublicSite) -> None:
    assert public_site.site.fetch("/", headers={"Host": "evil.example"}).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/search/?q=%22",
        "/search/?q=%00",
        "/?page=%00",
        "/" + "a" * 3000,
        "/media/images/../../x",
        "/.env",
        "/.git/HEAD",
    ],
)
def test_odd_addresses_are_no_server_error(public_site: PublicSite, path: str) -> None:
    assert public_site.site.fetch(path).status in (200, 301, 302, 400, 404, 414)


@pytest.mark.parametrize(
    "path", ["/robots.txt", "/sitemap.xml", "/site.webmanifest", "/favicon.ico", "/healthz", "/readyz"]
)
def test_what_machines_ask_for_is_there(public_site: PublicSite, path: str) -> None:
    answer = public_site.site.fetch(path)
    assert answer.status == 200
    assert answer.body
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/api/v2/pages/",
        "/api/",
        "/django-admin/",
        "/admin/login/?next=//evil.example",
        "/media/",
        "/media/original_images/",
        "/static/",
    ],
)
def test_what_is_not_for_strangers_is_closed(public_site: PublicSite, path: str) -> None:
    answer = public_site.site.fetch(path)
    assert answer.status in (302, 404)
    assert "evil.example" not in urllib.parse.urlsplit(answer.headers.get("location", "")).netloc
