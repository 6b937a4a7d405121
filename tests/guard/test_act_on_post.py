import time
from datetime import timedelta

import pytest
from django.test import Client

from site_core.guard import links

from . import urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls(urls.__name__)]
OURS = {"Origin": "http://testserver"}


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    urls.acted.clear()
    urls.status.clear()


@pytest.fixture
def address() -> str:
    return f"/end/{links.sign('test.end', 12, state='running')}/"


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_the_link_changes_nothing(client: Client, address: str, method: str) -> None:
    response = getattr(client, method)(address)

    assert response.status_code == 200
    assert urls.acted == []


def test_the_page_says_what_the_button_will_do(client: Client, address: str) -> None:
    html = client.get(address).content.decode()

    assert html.count("<h1") == 1
    assert "End the newsletter" in html
    assert "You will get no more letters from us." in html
    assert "End it</button>" in html
    assert "csrfmiddlewaretoken" not in html


def test_pressing_the_button_acts_once(client: Client, address: str) -> None:
    assert client.post(address, headers=OURS).content == b"ended"
    again = client.post(address, headers=OURS)

    assert urls.acted == [12]
    assert again.status_code == 410
    assert "already used" in again.content.decode()


def test_a_strangers_page_cannot_press_it(client: Client, address: str) -> None:
    response = client.post(address, headers={"Origin": "http://evil.example"})

    assert response.status_code == 403
    assert urls.acted == []


def test_an_old_link_says_so_and_does_nothing(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + timedelta(days=8).total_seconds())

    for response in (client.get(address), client.post(address, headers=OURS)):
        assert response.status_code == 410
        assert "too old" in response.content.decode()
        assert "<button" not in response.content.decode().partition("<main")[2].partition("</main>")[0]
    assert urls.acted == []


def test_a_broken_link_says_so(client: Client) -> None:
    response = client.get("/end/broken/")

    assert response.status_code == 404
    assert "whole link" in response.content.decode()


def test_the_key_in_the_address_is_not_stored_listed_or_passed_on(client: Client, address: str) -> None:
    response = client.get(address)

    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
    assert not response.cookies
