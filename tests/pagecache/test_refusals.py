"""What is stored, what is kept private, what is refused with an error in the log."""

import gzip

import pytest
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.test import Client, RequestFactory

from site_core.pagecache import mark, stores
from site_core.pagecache.copies import Copy
from site_core.pagecache.middleware import CompressOthers, StorePages
from tests.pagecache.site import FILLER, Kitchen, Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(folder_site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of everything that reaches the store."""
    keys: list[str] = []

    def put(self: stores.Store, copy: Copy, ticket: str) -> bool:
        keys.append(copy.key)
        return True

    monkeypatch.setattr(type(stores.current()), "put", put)
    return keys


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/cookie/", "sets a cookie"),
        ("/token/", "sets a cookie"),
        ("/session/", "varies by cookie"),
        ("/language/", "varies by accept-language"),
        ("/message/", "shows messages"),
        ("/streamed/", "is streamed"),
        ("/uncacheable/", "says Cache-Control: no-store"),
    ],
)
def test_a_false_mark_is_refused_and_logged_as_an_error(
    folder_site: Site, stored: list[str], caplog: pytest.LogCaptureFixture, path: str, fault: str
) -> None:
    answer = folder_site.get(path)
    assert answer.status == 200
    assert stored == []
    assert "public" not in answer.headers.get("cache-control", "")
    assert [record.levelname for record in caplog.records if fault in record.getMessage()] == ["ERROR"]


@pytest.mark.parametrize("path", ["/missing/", "/moved/"])
def test_only_a_200_is_stored(
    folder_site: Site, stored: list[str], caplog: pytest.LogCaptureFixture, path: str
) -> None:
    assert folder_site.get(path).headers["cache-control"] == "private, no-cache"
    assert stored == []
    assert not [record for record in caplog.records if record.name.startswith("site_core.pagecache")]


def test_a_page_that_nobody_marked_is_private(folder_site: Site, stored: list[str]) -> None:
    assert folder_site.get("/private/").headers["cache-control"] == "private, no-cache"
    assert stored == []


def test_a_page_for_somebody_known_is_not_even_kept_by_the_browser(folder_site: Site) -> None:
    answer = folder_site.get("/private/", HTTP_COOKIE="sessionid=abc")
    assert answer.headers["cache-control"] == "private, no-store"


def test_an_answer_that_sets_a_cookie_is_not_kept_by_the_browser(folder_site: Site) -> None:
    assert folder_site.get("/cookie/").headers["cache-control"] == "private, no-store"


def test_files_keep_the_headers_that_they_have(folder_site: Site) -> None:
    answer = folder_site.get("/document/", HTTP_ACCEPT_ENCODING="gzip")
    assert "cache-control" not in answer.headers
    assert "content-encoding" not in answer.headers
    assert answer.text == FILLER


def test_an_answer_that_says_how_it_may_be_kept_is_left_alone(folder_site: Site) -> None:
    def view(request: object) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert StorePages(view)(RequestFactory().get("/")).headers["Cache-Control"] == "max-age=60"


def test_the_decorator_marks_only_a_200() -> None:
    request = RequestFactory().get("/")
    assert mark.is_public(mark.public_view(lambda request: HttpResponse())(request))
    assert not mark.is_public(mark.public_view(lambda request: HttpResponse(status=500))(request))


def test_djangos_test_client_always_sees_a_fresh_page(
    folder_site: Site, views: Kitchen, client: Client
) -> None:
    client.get("/")
    response = client.get("/")
    assert views.renders["home"] == 2
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.headers["ETag"].startswith('W/"')


def test_what_was_not_stored_leaves_compressed(folder_site: Site) -> None:
    answer = folder_site.get("/private/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body).decode() == FILLER
    assert "Accept-Encoding" in answer.headers["vary"]
    answer = folder_site.get("/", query="q=x", HTTP_ACCEPT_ENCODING="gzip")
    assert FILLER in gzip.decompress(answer.body).decode()


def test_nothing_is_compressed_twice(folder_site: Site) -> None:
    for _ in range(2):
        answer = folder_site.get("/still/", HTTP_ACCEPT_ENCODING="gzip")
        assert gzip.decompress(answer.body).decode() == FILLER


@pytest.mark.parametrize(
    ("kind", "status", "compressed"),
    [
        ("text/html; charset=utf-8", 200, True),
        ("application/json", 200, True),
        ("application/ld+json", 200, True),
        ("application/rss+xml; charset=utf-8", 200, True),
        ("image/svg+xml", 200, True),
        ("image/png", 200, False),
        ("application/pdf", 200, False),
        ("text/plain", 206, False),
    ],
)
def test_only_whole_texts_are_compressed(kind: str, status: int, compressed: bool) -> None:
    request = RequestFactory().get("/", HTTP_ACCEPT_ENCODING="gzip")
    plain = HttpResponse(FILLER, content_type=kind, status=status)
    answer = CompressOthers(lambda request: plain).process_response(request, plain)
    assert ("Content-Encoding" in answer.headers) is compressed
    assert issubclass(CompressOthers, GZipMiddleware)
