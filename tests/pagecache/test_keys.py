"""Which requests share a copy, and that nobody can slip something into it."""

from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from site_core.pagecache.copies import PUBLIC
from site_core.pagecache.keys import Keys, file_name
from tests.pagecache.site import Site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "theme=dark; sessionid =abc"},
        {"HTTP_AUTHORIZATION": "Basic eDp5"},
    ],
)
def test_somebody_who_may_be_known_gets_a_page_of_their_own(site: Site, environ: dict[str, str]) -> None:
    site.get("/")
    answer = site.get("/", **environ)
    assert answer.headers["cache-control"] == "private, no-store"
    assert site.to_django == 2
    site.get("/other/", **environ)
    site.get("/other/")
    assert site.to_django == 4, "a page made for somebody was stored"


def test_other_cookies_make_no_difference(site: Site) -> None:
    site.get("/", HTTP_COOKIE=f"basket=2; csrftoken={'x' * 32}")
    site.get("/", HTTP_COOKIE="basket=3")
    site.get("/")
    assert site.to_django == 1


def test_tracking_parameters_share_the_copy_and_do_not_reach_the_page(site: Site) -> None:
    first = site.get("/", query="utm_source=<evil>&fbclid=1&gclid=2&utm_medium=x")
    assert "utm_" not in first.text
    assert "evil" not in first.text
    assert site.get("/", query="fbclid=another").body == first.body
    assert site.get("/").body == first.body
    assert site.to_django == 1


def test_the_page_number_makes_another_page(site: Site) -> None:
    assert "/?page=2 " in site.get("/", query="page=2&utm_source=x").text
    assert "/?page=2 " in site.get("/", query="utm_source=x&page=2").text
    assert "/?page=3 " in site.get("/", query="page=3").text
    assert site.to_django == 2


@pytest.mark.parametrize(
    "query",
    ["q=hope", "page=2&q=hope", "page=02", "page=0", "page=x", "page=", "page=1&page=2", "page=123456",
     "page=%32", "%75tm_source=x", "PAGE=2", "page", "page=²"],
)  # fmt: skip
def test_any_other_query_passes_by_the_store(site: Site, query: str) -> None:
    for _ in range(2):
        answer = site.get("/", query=query)
        assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert site.to_django == 2


def test_a_page_passing_by_still_answers_304(site: Site) -> None:
    etag = site.get("/", query="q=hope").headers["etag"]
    answer = site.get("/", query="q=hope", HTTP_IF_NONE_MATCH=etag)
    assert (answer.status, answer.body) == (304, b"")


def test_a_path_with_a_question_mark_in_it_is_not_a_query(site: Site) -> None:
    site.get("/a", query="page=2")
    assert "%3Fpage" in site.get("/a?page=2").text
    assert site.to_django == 2


def test_hosts_do_not_share_copies(site: Site, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    site.get("/")
    site.get("/", HTTP_HOST="localhost")
    site.get("/", HTTP_HOST="localhost:8000")
    assert site.to_django == 3


@pytest.mark.parametrize("port", ["1", "8001", "65535", "0443", "00080", "99999999"])
def test_nobody_can_fill_the_store_through_the_port(site: Site, port: str) -> None:
    # As gunicorn does behind a Unix socket, where it knows no port of its own.
    asked = {"HTTP_HOST": f"testserver:{port}", "SERVER_PORT": port}
    for _ in range(2):
        answer = site.get("/", **asked)
        assert (answer.status, answer.headers["cache-control"]) == (200, PUBLIC)
    assert site.to_django == 2


@pytest.mark.parametrize(
    ("base", "host"),
    [
        ("http://localhost:8123", "testserver:8123"),
        ("http://localhost:8123", "testserver"),
        ("https://www.example.org", "testserver:443"),
        ("https://www.example.org", "testserver:80"),
        ("https://www.example.org", "testserver"),
        ("https://www.example.org:8443", "testserver:8443"),
    ],
)
def test_the_ports_that_the_site_is_reached_by_are_stored(
    folder_site: Site, settings: Settings, base: str, host: str
) -> None:
    settings.WAGTAILADMIN_BASE_URL = base
    site = Site()
    for _ in range(2):
        site.get("/", HTTP_HOST=host)
    assert site.to_django == 1


@pytest.mark.parametrize("host", ["evil.example", "a b", "testserver@evil", "", "[", "testserver/x"])
def test_a_host_that_is_not_ours_is_refused_and_never_stored(site: Site, host: str) -> None:
    for _ in range(2):
        assert site.get("/", HTTP_HOST=host).status == 400
    assert site.to_django == 2


def test_a_host_in_capitals_passes_by_the_store(site: Site) -> None:
    for _ in range(2):
        assert site.get("/", HTTP_HOST="TESTSERVER").status == 200
    assert site.to_django == 2


def test_headers_that_nobody_checked_change_nothing(site: Site) -> None:
    site.get("/", HTTP_X_FORWARDED_HOST="evil.example", HTTP_ACCEPT="x/y", HTTP_ACCEPT_LANGUAGE="fr")
    assert "evil" not in site.get("/").text
    assert site.to_django == 1


def test_http_and_https_do_not_share_copies(site: Site, settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Site()
    site.get("/", HTTP_X_FORWARDED_PROTO="https")
    site.get("/", HTTP_X_FORWARDED_PROTO="http")
    site.get("/")
    # The last two are http for Django as well.
    assert site.to_django == 2


@pytest.mark.parametrize("header", [None, "", "https", "http", "https, http", " https", "HTTPS", "x"])
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("trusted", [None, ("HTTP_X_FORWARDED_PROTO", "https")])
def test_the_scheme_is_the_one_that_django_sees(
    settings: Settings, header: str | None, scheme: str, trusted: tuple[str, str] | None
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = trusted
    environ: dict[str, Any] = {"wsgi.url_scheme": scheme}
    if header is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = header
    request = RequestFactory().get("/", **environ)
    assert Keys().scheme(request.META) == request.scheme


def test_a_very_long_path_passes_by_the_store(site: Site) -> None:
    for _ in range(2):
        assert site.get("/" + "a" * 1_001).status == 200
    assert site.to_django == 2


@pytest.mark.parametrize("path", ["/\xff\xfe", "/../../etc/passwd", "/a b", "/é".encode().decode("latin-1"),
                                  "//evil.example/", "/" + "a" * 999])  # fmt: skip
def test_odd_paths_are_stored_safely(site: Site, path: str) -> None:
    first = site.get(path)
    assert first.status == 200
    assert site.get(path).body == first.body
    assert site.to_django == 1


@given(st.text(max_size=200))
def test_every_key_has_a_harmless_file_name(key: str) -> None:
    name = file_name(key)
    assert len(name) == 32
    assert set(name) <= set("0123456789abcdef")
