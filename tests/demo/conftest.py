"""A seeded demo charity, made once for each test module; what a test changes is rolled back."""

import io
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Page

from site_core.demo import seeding
from site_core.demo.progress import Progress
from site_core.demo.seeding import seed

QUIET = Progress(io.StringIO(), quiet=True)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo charity, in a transaction around the tests of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            leave_out_sizes(patch)
            seed(QUIET)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def no_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seed without the sizes of the pictures, which take half of the time."""
    leave_out_sizes(monkeypatch)


def leave_out_sizes(patch: pytest.MonkeyPatch) -> None:
    """Take that part out of the table."""
    patch.setattr(seeding, "PARTS", tuple(part for part in seeding.PARTS if part.key != "sizes"))


@pytest.fixture
def seeded(demo: None, db: None) -> None:
    """The demo charity, with leave to use the database."""


@pytest.fixture(scope="module")
def answers(demo: None, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """What a stranger is shown at the address of every page that the public may see."""
    client = Client(SERVER_NAME="localhost")
    shown = {}
    with django_db_blocker.unblock():
        for page in Page.objects.filter(depth__gt=1).live().public():
            response = client.get(page.url)
            assert response.status_code == 200, page.url
            shown[page.url] = response.content.decode()
    return shown
