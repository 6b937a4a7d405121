"""Fixtures that every test may use; the work is done in tests/support."""

import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import TestCase, TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from tests.support import database
from tests.support.site import OtherProcess, RunningSite, SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.browser import Visitor

SITES = "TEST_SITES_DIR"
KEPT_SITES: list[str] = []
KEPT_DATABASE: list[database.SqliteDatabase | database.PostgresDatabase] = []


def pytest_configure(config: pytest.Config) -> None:
    """Give the run one folder for its sites; xdist's workers inherit its name.

    TEST_SITES_DIR=folder keeps the seeded demo between runs while you write tests; delete it yourself.
    """
    if not hasattr(config, "workerinput"):
        KEPT_SITES.extend(filter(None, [os.environ.get(SITES)]))
        os.environ[SITES] = KEPT_SITES[0] if KEPT_SITES else tempfile.mkdtemp(prefix="charity-sites-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the shared site when all workers are done."""
    if not hasattr(config, "workerinput"):
        SiteFolder(Path(os.environ[SITES]), os.getpid()).close(keep=bool(KEPT_SITES))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker is left alone with them at the end."""
    items.sort(key=lambda item: not (item.get_closest_marker("slow") or item.get_closest_marker("browser")))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replace pytest-django's: a copy of a migrated database instead of all migrations each time."""
    with django_db_blocker.unblock():
        made = database.for_connection()
        made.create()
    KEPT_DATABASE[:] = [made]
    yield
    KEPT_DATABASE.clear()
    with django_db_blocker.unblock():
        made.destroy()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Put the migrations' rows back when a test has emptied the tables."""
    yield
    if KEPT_DATABASE and empties_the_tables(item):
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            KEPT_DATABASE[0].restore()


def empties_the_tables(item: pytest.Item) -> bool:
    """Tell whether Django flushes after this test instead of rolling back."""
    marker = item.get_closest_marker("django_db")
    case = getattr(item, "cls", None) or object
    return bool(
        (marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0])))
        or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        or (
            isinstance(case, type)
            and issubclass(case, TransactionTestCase)
            and not issubclass(case, TestCase)
        )
    )


@pytest.fixture(autouse=True)
def fresh_caches() -> None:
    """No test finds what another one has cached."""
    for alias in settings.CACHES:
        caches[alias].clear()
    shutil.rmtree(settings.PAGECACHE["DIR"], ignore_errors=True)


@pytest.fixture(scope="session")
def sites() -> SiteFolder:
    """Where this run's real sites live."""
    owner = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    return SiteFolder(Path(os.environ[SITES]), owner)


@pytest.fixture(scope="session")
def live_site(sites: SiteFolder) -> RunningSite:
    """The demo charity, served as `make run` does. Shared by all tests: look, but change nothing."""
    return sites.live()


@pytest.fixture(scope="module")
def own_site(sites: SiteFolder, request: pytest.FixtureRequest) -> Iterator[RunningSite]:
    """A demo charity for this module alone, to be changed at will."""
    site = sites.copy(f"{request.module.__name__.rpartition('.')[2]}-{os.getpid()}")
    yield site
    site.stop()
    shutil.rmtree(site.var, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for each test process."""
    from tests.support.browser import chromium

    # Playwright keeps an event loop in this thread; Django would then refuse its database to later tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as started:
        yield started


@pytest.fixture
def visitor(browser: "Browser", live_site: RunningSite) -> "Iterator[Callable[..., Visitor]]":
    """Make visitors to the shared site: `visitor(width=320, scripts=False, scheme="dark")`."""
    from tests.support.browser import visit

    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(visit(browser, live_site.url, **how))


@pytest.fixture
def own_visitor(browser: "Browser", own_site: RunningSite) -> "Iterator[Callable[..., Visitor]]":
    """Make visitors to this module's own site."""
    from tests.support.browser import visit

    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(visit(browser, own_site.url, **how))


@pytest.fixture(scope="module")
def elsewhere(own_site: RunningSite) -> Iterator[OtherProcess]:
    """Another process that works on this module's own site."""
    process = OtherProcess(own_site)
    yield process
    process.close()
