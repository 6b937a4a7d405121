import json
from collections.abc import Iterator
from datetime import timedelta
from unittest import mock

import pytest
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from site_core.jobs import health
from site_core.jobs.health import SILENCE
from site_core.jobs.models import JobRun


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    health._migrations_are_applied.cache_clear()
    yield
    health._migrations_are_applied.cache_clear()


def test_healthz_answers_without_asking_the_database(client: Client) -> None:
    # No database mark: pytest-django refuses every query.
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.both
@pytest.mark.django_db
def test_readyz_says_ok_when_database_migrations_and_cache_answer(client: Client) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "checks": {"database": "ok", "migrations": "ok", "cache": "ok"},
        "background": {"scheduler": "never", "worker": "never"},
    }
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.django_db
def test_an_unapplied_migration_makes_it_not_ready(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("jobs", "0001_initial")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"] == {"database": "ok", "migrations": "failed", "cache": "ok"}
    assert response["Cache-Control"] == "no-store"

    MigrationRecorder(connection).record_applied("jobs", "0001_initial")
    assert client.get("/readyz").status_code == 200, "a bad answer must not be remembered"


@pytest.mark.django_db
def test_a_cache_that_forgets_makes_it_not_ready(client: Client) -> None:
    with mock.patch.object(type(caches["default"]), "get", return_value=None):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["cache"] == "failed"


@pytest.mark.django_db
def test_a_database_that_is_away_makes_it_not_ready_and_tells_nothing_more(client: Client) -> None:
    away = mock.patch.object(connection, "cursor", side_effect=DatabaseError("password of charity_db"))
    with away:
        response = client.get("/readyz")

    assert response.status_code == 503
    answer = response.json()
    assert answer["checks"]["database"] == "failed"
    assert answer["background"] == {}
    assert "password" not in json.dumps(answer)


@pytest.mark.django_db
def test_a_silent_worker_is_reported_and_pages_are_still_served(client: Client) -> None:
    now = timezone.now()
    JobRun.objects.create(key="a", enqueued_at=now, finished_at=now - SILENCE - timedelta(seconds=1))

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["background"] == {"scheduler": "ok", "worker": "silent"}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_can_be_posted(client: Client, path: str) -> None:
    assert client.post(path, headers={"Origin": "http://testserver"}).status_code in {403, 405}
