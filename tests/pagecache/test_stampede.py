"""Many visitors at once, one rendering. Real threads, and no test waits longer than it must."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from site_core.pagecache import stores
from site_core.pagecache.affects import EVERYTHING
from tests.pagecache.site import FILLER, Answer, Kitchen, Site

pytestmark = pytest.mark.django_db

CROWD = 12


@pytest.fixture
def crowd(views: Kitchen) -> Callable[..., list[Answer]]:
    """All ask at once; the first rendering goes on only when all the others have come in."""

    def ask(sites: list[Site], path: str, rendering: Callable[[], None]) -> list[Answer]:
        views.while_rendering = rendering
        with ThreadPoolExecutor(CROWD) as pool:
            asked = [pool.submit(sites[n % len(sites)].get, path) for n in range(CROWD)]
            return [one.result(30) for one in asked]

    return ask


def until_all_wait(sites: list[Site]) -> Callable[[], None]:
    """A rendering that ends when the whole crowd has got past the store."""

    def rendering() -> None:
        deadline = time.monotonic() + 10
        while sum(site.to_django for site in sites) < CROWD:
            assert time.monotonic() < deadline, "the crowd did not come in"
            time.sleep(0.005)

    return rendering


def test_one_request_makes_the_page_and_the_others_wait_for_it(
    site: Site, views: Kitchen, crowd: Callable[..., list[Answer]]
) -> None:
    # Two sites of one store are what two processes are, apart from the memory that they do not share.
    sites = [site, Site()]
    answers = crowd(sites, "/still/", until_all_wait(sites))
    assert [answer.text for answer in answers] == [FILLER] * CROWD
    assert views.renders["still"] == 1


def test_who_has_waited_long_enough_makes_the_page(
    pagecache: dict[str, Any], site: Site, views: Kitchen
) -> None:
    pagecache["WAIT"] = 0.1
    site = Site()
    slow = threading.Event()
    first = threading.Event()

    def rendering() -> None:
        if not first.is_set():
            first.set()
            assert slow.wait(10)

    views.while_rendering = rendering
    with ThreadPoolExecutor(2) as pool:
        stuck = pool.submit(site.get, "/still/")
        assert first.wait(10)
        assert site.get("/still/").text == FILLER
        assert not stuck.done()
        slow.set()
        assert stuck.result(10).text == FILLER
    assert views.renders["still"] == 2


def test_a_rendering_that_fails_passes_its_turn_on(
    site: Site, views: Kitchen, crowd: Callable[..., list[Answer]]
) -> None:
    failed = threading.Event()
    wait = until_all_wait([site])

    def rendering() -> None:
        if not failed.is_set():
            failed.set()
            wait()
            raise RuntimeError("the first one fails")

    answers = crowd([site], "/still/", rendering)
    assert sorted(answer.status for answer in answers) == [200] * (CROWD - 1) + [500]
    assert views.renders["still"] == 2


def test_nobody_waits_for_a_page_that_is_never_stored(
    site: Site, views: Kitchen, crowd: Callable[..., list[Answer]]
) -> None:
    site.get("/private/")
    site.to_django = 0
    # Passes only when all twelve are being rendered at the same time.
    together = threading.Barrier(CROWD, timeout=10)
    answers = crowd([site], "/private/", lambda: (together.wait(), None)[1])
    assert [answer.status for answer in answers] == [200] * CROWD


def test_a_page_purged_while_it_was_made_reaches_its_visitor_and_nobody_else(
    store: stores.Store, site: Site, views: Kitchen
) -> None:
    views.while_rendering = lambda: store.purge(EVERYTHING)
    assert site.get("/still/").text == FILLER
    views.while_rendering = lambda: None
    site.get("/still/")
    site.get("/still/")
    assert views.renders["still"] == 2
