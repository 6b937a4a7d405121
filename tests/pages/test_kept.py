"""What many pages show is made once: until something is published, or until the clock changes it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from site_core.pagecache import purge
from site_core.pages import kept, moments


@pytest.fixture
def made() -> list[int]:
    return []


def ask(made: list[int]) -> int:
    def make() -> int:
        made.append(1)
        return len(made)

    return kept.until_changed("number", make)


@pytest.mark.django_db
def test_it_is_made_once_and_again_after_a_purge(
    made: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    assert (ask(made), ask(made)) == (1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        purge.everything()
    assert ask(made) == 2


@pytest.mark.django_db
def test_nothing_is_a_value_too(made: list[int]) -> None:
    def nothing() -> None:
        made.append(1)

    kept.until_changed("nothing", nothing)
    kept.until_changed("nothing", nothing)
    assert len(made) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wait", "seconds"), [(timedelta(minutes=5), 300), (timedelta(days=2), 3600), (None, 3600)]
)
def test_it_lives_no_longer_than_until_the_next_moment(
    monkeypatch: pytest.MonkeyPatch, wait: timedelta | None, seconds: int
) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: now)
    monkeypatch.setattr(moments, "_sources", {"test": lambda asked: asked + wait if wait else None})
    lives: list[int] = []
    monkeypatch.setattr(cache, "set", lambda key, value, timeout: lives.append(timeout))
    kept.until_changed("number", lambda: 1)
    assert lives == [seconds]


@pytest.mark.django_db
def test_what_was_made_while_a_moment_passed_is_made_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=timezone.get_default_timezone())
    clock = [moment - timedelta(milliseconds=1)]
    monkeypatch.setattr(timezone, "now", lambda: clock[0])
    monkeypatch.setattr(moments, "_sources", {"test": lambda asked: moment if asked < moment else None})
    lives: list[int] = []
    monkeypatch.setattr(cache, "set", lambda key, value, timeout: lives.append(timeout))

    def slowly() -> int:
        clock[0] = moment + timedelta(milliseconds=1)
        return 1

    kept.until_changed("number", slowly)
    assert lives == [1]
