"""A small site with a store of its own: once in a folder, once in a shared cache."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import signals
from django.db import close_old_connections
from django.urls import clear_url_caches
from pytest_django.fixtures import Settings

from site_core.pagecache import affects, stores
from tests.pagecache.process_settings import MIDDLEWARE
from tests.pagecache.site import Kitchen, Site, kitchen


@pytest.fixture
def pagecache(settings: Settings, tmp_path: Path) -> dict[str, Any]:
    """The settings' PAGECACHE, in a folder of this test."""
    settings.PAGECACHE = {"ENABLED": True, "DIR": str(tmp_path / "pages"), "SECONDS": 600, "WAIT": 2.0}
    settings.CACHES = {
        "default": {
            # As in Redis, `add` is one step; in Django's file cache it is two.
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(tmp_path),
        }
    }
    settings.MIDDLEWARE = MIDDLEWARE
    settings.ROOT_URLCONF = "tests.pagecache.site"
    # The real page for a missing token names addresses that this small site does not have.
    settings.CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
    clear_url_caches()
    return settings.PAGECACHE


@pytest.fixture(params=["files", "shared"])
def store(request: pytest.FixtureRequest, pagecache: dict[str, Any]) -> stores.Store:
    """Both stores, one after the other."""
    pagecache["SHARED"] = request.param == "shared"
    return stores.current()


@pytest.fixture
def views() -> Iterator[Kitchen]:
    """What the views count."""
    kitchen.renders.clear()
    kitchen.while_rendering = lambda: None
    yield kitchen
    kitchen.while_rendering = lambda: None


@pytest.fixture
def calm_signals() -> Iterator[None]:
    """Requests leave the test's connection open, as Django's own test client sees to."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def site(store: stores.Store, views: Kitchen, calm_signals: None, db: None) -> Site:
    """The site, with each of the stores."""
    return Site()


@pytest.fixture
def folder_site(pagecache: dict[str, Any], views: Kitchen, calm_signals: None, db: None) -> Site:
    """The site with its store in a folder, where the store makes no difference."""
    return Site()


@pytest.fixture
def groups_change_everything() -> Iterator[None]:
    """Saving or deleting a group purges every page."""
    affects.register(Group, affects.everything)
    yield
    affects.forget(Group)
