"""Nobody can keep the search busy for everyone else."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from site_core.pages.search import brake

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.1"
# The first second of a window.
NOON = 60.0 * 29_000_000


@pytest.fixture(autouse=True)
def _few_searches_and_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brake, "MOST", 3)
    monkeypatch.setattr(brake, "time", lambda: NOON + 20)


def ask(client: Client, query: str = "?q=lantern", address: str = HERE) -> Any:
    return client.get(f"/search/{query}", REMOTE_ADDR=address)


def test_a_network_that_searches_too_often_is_asked_to_wait(site: Site, client: Client) -> None:
    assert [ask(client).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    answer = ask(client, address="192.0.2.77")
    assert (answer.status_code, answer["Retry-After"]) == (429, "40"), "the same network"
    assert "Please wait a little" in answer.content.decode()
    assert not answer.cookies
    assert "public" not in answer.get("Cache-Control", "")
    assert ask(client, address=ELSEWHERE).status_code == 200


def test_the_form_itself_is_always_there(site: Site, client: Client) -> None:
    for _ in range(5):
        ask(client)
    for query in ("", "?q=", "?q=%20", "?type=events"):
        assert ask(client, query).status_code == 200
    fresh = [ask(client, "?q=", ELSEWHERE).status_code for _ in range(4)]
    assert [*fresh, ask(client, address=ELSEWHERE).status_code] == [200] * 5, "and costs nothing"


def test_counting_writes_nothing_to_the_database(site: Site, client: Client) -> None:
    # The charity's settings get their row when somebody first looks at a page.
    for _ in range(4):
        ask(client, address=ELSEWHERE)
    with CaptureQueriesContext(connection) as asked:
        answers = [ask(client).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    verbs = {row["sql"].lstrip("( ").partition(" ")[0].upper() for row in asked}
    assert verbs.isdisjoint({"INSERT", "UPDATE", "DELETE", "REPLACE"})


def test_the_next_minute_begins_anew() -> None:
    request = RequestFactory().get("/search/", REMOTE_ADDR=HERE)
    assert [brake.seconds_to_wait(request, now=NOON + 59) for _ in range(4)] == [0, 0, 0, 1]
    assert brake.seconds_to_wait(request, now=NOON + 60) == 0


def test_a_count_that_the_cache_has_lost_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    request = RequestFactory().get("/search/", REMOTE_ADDR=HERE)
    monkeypatch.setattr(brake.cache, "add", lambda *args: False)
    assert brake.seconds_to_wait(request) == 0
