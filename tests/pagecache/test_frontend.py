"""The proxy in front: what it may keep, and that it is told what to drop, again if it did not listen."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from unittest import mock

import pytest
import requests
from django.contrib.auth.models import Group
from django.db import DatabaseError
from django.utils import timezone
from pytest_django.fixtures import Settings

from site_core.pagecache import affects, checks, frontend, purge, stores, tasks
from site_core.pagecache.affects import EVERYTHING, Affected
from site_core.pagecache.models import Address, Purge
from tests.pagecache.site import Kitchen, Site

pytestmark = pytest.mark.django_db(transaction=True)


class Proxy(HTTPServer):
    """Notes what it is asked to purge; answers with `status`."""

    def __init__(self) -> None:
        self.purged: list[tuple[str, str]] = []
        self.status = 200

        class Handler(BaseHTTPRequestHandler):
            def do_PURGE(handler) -> None:  # noqa: N802, N805
                self.purged.append((handler.headers["Host"], handler.path))
                handler.send_response(self.status)
                handler.end_headers()

            def log_message(handler, *args: Any) -> None:  # noqa: N805
                pass

        super().__init__(("127.0.0.1", 0), Handler)


@pytest.fixture
def proxy(pagecache: dict[str, Any], settings: Settings) -> Iterator[Proxy]:
    """A proxy that understands PURGE and may keep pages for five minutes."""
    with Proxy() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        pagecache["PROXY_SECONDS"] = 300
        settings.WAGTAILFRONTENDCACHE = {
            "proxy": {
                "BACKEND": "site_core.pagecache.frontend.StrictHTTPBackend",
                "LOCATION": f"http://127.0.0.1:{server.server_port}",
            }
        }
        yield server
        server.shutdown()


@pytest.fixture
def no_nudge(settings: Settings) -> None:
    """Tasks are only queued, as they are beside a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.mark.usefixtures("calm_signals", "proxy")
def test_a_proxy_may_keep_a_stored_page_and_hears_its_age(
    store: stores.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    site = Site()
    first = site.get("/still/")
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate, s-maxage=300"
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100)
    second = site.get("/still/")
    assert second.headers["cache-control"] == first.headers["cache-control"]
    assert 99 <= int(second.headers["age"]) <= 101
    not_modified = site.get("/still/", HTTP_IF_NONE_MATCH=first.headers["etag"])
    assert (not_modified.status, "age" in not_modified.headers) == (304, True)


@pytest.mark.usefixtures("calm_signals", "proxy")
def test_a_proxy_keeps_a_page_no_longer_than_the_copy_lives(pagecache: dict[str, Any]) -> None:
    assert "s-maxage=30" in Site().get("/brief/").headers["cache-control"].split(", ")


@pytest.mark.usefixtures("calm_signals", "proxy")
def test_a_proxy_may_not_keep_what_was_not_stored(
    pagecache: dict[str, Any], views: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site()
    views.while_rendering = lambda: stores.current().purge(EVERYTHING)
    assert "s-maxage" not in site.get("/still/").headers["cache-control"], "purged while it was made"
    views.while_rendering = lambda: None
    assert "s-maxage" not in site.get("/", query="q=x").headers["cache-control"], "not in the store"

    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(Address.objects, "bulk_create", broken)
    assert "s-maxage" not in site.get("/still/").headers["cache-control"], "nobody could tell it to drop it"


@pytest.mark.usefixtures("calm_signals")
def test_no_proxy_keeps_anything_that_cannot_be_taken_from_it(pagecache: dict[str, Any]) -> None:
    pagecache["PROXY_SECONDS"] = 300
    assert "s-maxage" not in Site().get("/still/").headers["cache-control"]
    assert not Address.objects.exists()
    assert [found.id for found in checks.check_proxy_can_be_told(None)] == ["pagecache.W001"]


@pytest.mark.usefixtures("calm_signals")
def test_no_proxy_keeps_an_address_that_no_purge_will_name(proxy: Proxy) -> None:
    site = Site()
    for tracked in ("utm_source=x", "fbclid=1", "page=2&utm_source=x", "page=2&"):
        made, stored = site.get("/", query=tracked), site.get("/", query=tracked)
        for answer in (made, stored):
            assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate", tracked
    assert site.to_django == 2, "the copies are shared all the same"
    assert "s-maxage" in site.get("/").headers["cache-control"]
    assert "s-maxage" in site.get("/", query="page=2").headers["cache-control"]


@pytest.mark.usefixtures("calm_signals", "proxy")
@pytest.mark.parametrize(
    "raw", ["/%73till/", "/st%69ll/", "/still/?", "http://testserver/still/", "/still/#x", ""]
)
def test_no_proxy_keeps_an_address_in_another_spelling(raw: str) -> None:
    site = Site()
    for _ in range(2):
        answer = site.get("/still/", RAW_URI=raw)
        assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
        assert "age" not in answer.headers
    assert site.to_django == 1, "the copy is shared all the same"
    again = site.get("/still/")
    assert (site.to_django, "s-maxage" in again.headers["cache-control"]) == (1, True)


@pytest.mark.usefixtures("calm_signals", "proxy")
def test_a_proxy_may_keep_an_address_as_browsers_write_it() -> None:
    site = Site()
    for _ in range(2):
        answer = site.get("/caf\xc3\xa9 au lait/", RAW_URI="/caf%C3%A9%20au%20lait/")
        assert "s-maxage" in answer.headers["cache-control"]
    held = Address.objects.values_list("url", flat=True).distinct()
    assert list(held) == ["http://testserver/caf%C3%A9%20au%20lait/"]


@pytest.mark.usefixtures("calm_signals", "groups_change_everything")
def test_a_change_purges_every_address_that_the_proxy_may_hold(proxy: Proxy) -> None:
    site = Site()
    for path in ("/", "/still/"):
        site.get(path)
    site.get("/", query="page=2&utm_source=x")
    Group.objects.create(name="Hope")
    assert sorted(proxy.purged) == [
        ("testserver", "/"),
        ("testserver", "/?page=2"),
        ("testserver", "/still/"),
    ]
    assert Purge.objects.get().state == Purge.State.DONE


@pytest.mark.usefixtures("calm_signals")
def test_a_tag_purges_its_own_addresses_even_if_their_copies_are_gone(proxy: Proxy) -> None:
    site = Site()
    for path in ("/", "/still/", "/other/"):
        site.get(path)
    stores.current().purge(EVERYTHING)
    purge.changed("pages")
    assert sorted(proxy.purged) == [("testserver", "/"), ("testserver", "/other/")]


@pytest.mark.usefixtures("calm_signals", "no_nudge", "groups_change_everything")
def test_the_editor_does_not_wait_for_the_proxy(proxy: Proxy) -> None:
    Site().get("/still/")
    Group.objects.create(name="Hope")
    assert proxy.purged == []
    row = Purge.objects.get()
    assert (row.state, row.addresses) == (Purge.State.TELLING, ["http://testserver/still/"])
    tasks.tell_proxies.func()
    assert proxy.purged == [("testserver", "/still/")]
    assert Purge.objects.get().state == Purge.State.DONE


@pytest.mark.usefixtures("calm_signals", "no_nudge")
def test_a_proxy_that_does_not_listen_is_told_again_and_given_up_at_last(proxy: Proxy) -> None:
    Site().get("/still/")
    purge.everything()
    proxy.status = 503
    for attempt in range(1, purge.LAST_ATTEMPT):
        tasks.sweep_purges.func()
        row = Purge.objects.get()
        assert (row.state, row.attempts) == (Purge.State.TELLING, attempt)
        assert row.next_time > timezone.now()
        assert purge.tell_due() == 0, "not before its time"
        Purge.objects.update(next_time=timezone.now())
    tasks.sweep_purges.func()
    assert Purge.objects.get().state == Purge.State.DEAD
    assert len(proxy.purged) == purge.LAST_ATTEMPT


@pytest.mark.usefixtures("calm_signals", "no_nudge")
def test_a_proxy_that_listens_again_ends_the_purge(proxy: Proxy) -> None:
    Site().get("/still/")
    purge.everything()
    proxy.status = 500
    tasks.tell_proxies.func()
    proxy.status = 404
    Purge.objects.update(next_time=timezone.now())
    tasks.tell_proxies.func()
    assert Purge.objects.get().state == Purge.State.DONE, "404: it did not have the page"


@pytest.mark.usefixtures("calm_signals", "no_nudge")
def test_only_one_of_two_workers_tells_the_proxy(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    Site().get("/still/")
    purge.everything()
    told: list[list[str]] = []

    def tell(addresses: list[str]) -> None:
        told.append(addresses)
        purge.tell_due()

    monkeypatch.setattr(frontend, "tell", tell)
    purge.tell_due()
    assert len(told) == 1


@pytest.mark.usefixtures("calm_signals")
def test_addresses_whose_time_is_over_are_forgotten(proxy: Proxy) -> None:
    Site().get("/still/")
    assert Address.objects.count() == 2
    Address.objects.update(until=timezone.now())
    assert frontend.addresses_of(EVERYTHING) == []
    tasks.tidy.func()
    assert not Address.objects.exists()


@pytest.mark.usefixtures("proxy")
def test_noting_an_address_again_makes_it_last_longer() -> None:
    frontend.remember("http://testserver/", frozenset({"x"}))
    Address.objects.update(until=timezone.now())
    frontend.remember("http://testserver/", frozenset({"x"}))
    assert Address.objects.count() == 2
    assert frontend.addresses_of(Affected({"x"})) == ["http://testserver/"]
    assert frontend.remember("http://testserver/" + "x" * 2_000, frozenset()) is False


def test_no_proxy_nothing_to_tell(pagecache: dict[str, Any]) -> None:
    purge.everything()
    assert Purge.objects.get().state == Purge.State.DONE


def test_a_proxy_that_is_not_there_is_an_error(proxy: Proxy, settings: Settings) -> None:
    settings.WAGTAILFRONTENDCACHE["proxy"]["LOCATION"] = "http://127.0.0.1:1"
    with pytest.raises(frontend.NotPurgedError):
        frontend.tell(["http://testserver/"])


@pytest.mark.parametrize(
    ("answer", "confirmed"),
    [({"success": True}, True), ({"success": False}, False), ([], False), (None, False)],
)
def test_cloudflare_must_confirm(settings: Settings, answer: Any, confirmed: bool) -> None:
    settings.WAGTAILFRONTENDCACHE = {
        "cloudflare": {
            "BACKEND": "site_core.pagecache.frontend.StrictCloudflareBackend",
            "ZONEID": "zone",
            "BEARER_TOKEN": "secret",
        }
    }
    response = mock.Mock(status_code=200)
    response.json.return_value = answer
    with mock.patch.object(requests, "post", return_value=response) as post:
        if confirmed:
            frontend.tell(["http://testserver/"])
        else:
            with pytest.raises(frontend.NotPurgedError):
                frontend.tell(["http://testserver/"])
    assert post.call_args.kwargs["json"] == {"files": ["http://testserver/"]}
    assert post.call_args.kwargs["headers"] == {"Authorization": "Bearer secret"}
    assert post.call_args.kwargs["timeout"] == frontend.PATIENCE


def test_the_middleware_must_come_first(settings: Settings) -> None:
    assert checks.check_middleware_order(None) == []
    settings.MIDDLEWARE = settings.MIDDLEWARE[::-1]
    assert [found.id for found in checks.check_middleware_order(None)] == ["pagecache.E001"]


def test_nothing_affected_is_nothing_to_do(pagecache: dict[str, Any]) -> None:
    purge.changed()
    purge.record(affects.NOTHING)
    assert not Purge.objects.exists()
