"""What a visitor gets from the store."""

import gzip

import brotli
import pytest

from site_core.pagecache import stores
from tests.pagecache.site import FILLER, Kitchen, Site

pytestmark = pytest.mark.django_db


def test_the_second_visitor_is_answered_without_django(site: Site, views: Kitchen) -> None:
    first, second = site.get("/"), site.get("/")
    assert first.status == second.status == 200
    assert first.body == second.body
    assert FILLER in second.text
    assert (site.to_django, views.renders["home"]) == (1, 1)


def test_the_copy_has_every_header_of_the_first_answer(site: Site) -> None:
    first, second = site.get("/"), site.get("/")
    assert first.headers == second.headers
    assert second.headers["x-content-type-options"] == "nosniff"
    assert second.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert second.headers["vary"] == "Accept-Encoding"
    assert second.headers["content-length"] == str(len(second.body))


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("identity", None),
        ("br; q=0.0", None),
        ("*", None),
        ("", None),
    ],
)
def test_each_visitor_gets_the_best_encoding_that_the_browser_reads(
    site: Site, accept: str, encoding: str | None
) -> None:
    plain = site.get("/").body
    for _ in range(2):
        answer = site.get("/", HTTP_ACCEPT_ENCODING=accept)
        assert answer.headers.get("content-encoding") == encoding
        assert answer.headers["content-length"] == str(len(answer.body))
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        assert unpack(answer.body) == plain
        assert answer.headers["vary"] == "Accept-Encoding"


def test_the_first_answer_is_compressed_as_the_copies_are(site: Site) -> None:
    first = site.get("/", HTTP_ACCEPT_ENCODING="gzip, br")
    second = site.get("/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert first.headers["content-encoding"] == "br"
    assert (first.headers, first.body) == (second.headers, second.body)


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_a_visitor_who_has_the_page_hears_304(site: Site, encoding: str) -> None:
    etag = site.get("/").headers["etag"]
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        answer = site.get("/", HTTP_IF_NONE_MATCH=known, HTTP_ACCEPT_ENCODING=encoding)
        assert (answer.status, answer.body) == (304, b""), known
        assert answer.headers["etag"] == etag
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "content-length" not in answer.headers
        assert "content-encoding" not in answer.headers
    assert site.get("/", HTTP_IF_NONE_MATCH='"other"').status == 200
    assert site.to_django == 1


def test_the_first_request_may_hear_304_too_and_still_fills_the_store(site: Site) -> None:
    etag = site.get("/still/").headers["etag"]
    stores.current().purge(stores.Affected({"still"}))
    assert site.get("/still/", HTTP_IF_NONE_MATCH=etag).status == 304
    assert site.get("/still/").text == FILLER
    assert site.to_django == 2


def test_head_is_get_without_its_body(site: Site) -> None:
    get = site.get("/", HTTP_ACCEPT_ENCODING="br")
    head = site.get("/", method="HEAD", HTTP_ACCEPT_ENCODING="br")
    assert head.body == b""
    assert head.headers == get.headers
    assert site.to_django == 1


def test_head_stores_nothing_and_sends_no_body(site: Site) -> None:
    head = site.get("/", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > len(FILLER)
    site.get("/")
    assert site.to_django == 2


def test_post_goes_to_django_even_where_a_copy_lies(site: Site) -> None:
    site.get("/")
    assert site.get("/", method="POST").status == 403
    assert site.to_django == 2


def test_a_copy_lives_no_longer_than_the_setting_says(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    now = time.time()
    site.get("/")
    monkeypatch.setattr(time, "time", lambda: now + 590)
    site.get("/")
    assert site.to_django == 1
    monkeypatch.setattr(time, "time", lambda: now + 601)
    site.get("/")
    assert site.to_django == 2


def test_a_view_may_ask_for_a_shorter_life(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    now = time.time()
    site.get("/brief/")
    monkeypatch.setattr(time, "time", lambda: now + 31)
    site.get("/brief/")
    assert site.to_django == 2


def test_a_page_may_be_switched_off(pagecache: dict[str, object], folder_site: Site) -> None:
    pagecache["ENABLED"] = False
    site = Site()
    assert site.get("/").headers["cache-control"] == "public, max-age=0, must-revalidate"
    site.get("/")
    assert site.to_django == 2


def test_a_page_that_is_too_large_is_sent_and_not_stored(
    pagecache: dict[str, object], folder_site: Site
) -> None:
    pagecache["MAX_PAGE"] = 1_000
    site = Site()
    assert FILLER in site.get("/").text
    site.get("/")
    assert site.to_django == 2


def test_a_broken_store_costs_speed_and_no_page(
    store: stores.Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise OSError("disk full")

    for name in ("ticket", "put", "turn", "get"):
        monkeypatch.setattr(type(store), name, broken)
        site = Site()
        assert site.get("/").status == 200, name
        assert site.get("/").status == 200, name
