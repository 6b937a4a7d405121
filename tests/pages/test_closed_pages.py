"""A page behind a password: whoever does not know it learns nothing about the page."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from site_core.demo.event_factories import EventPageFactory, EventsPageFactory
from site_core.demo.factories import ImageFactory, SiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed() -> Any:
    """An event, which also describes itself to search engines, below a list that asks for a password."""
    front = SiteFactory(hostname="testserver").root_page
    events = EventsPageFactory(parent=front, title="Quokka meetings", slug="meetings")
    PageViewRestriction.objects.create(page=events, restriction_type="password", password="tea")
    return EventPageFactory(
        parent=events,
        title="Quokka evening",
        slug="evening",
        teaser="A quokka speaks.",
        place="Quokka Hall",
        card_image=ImageFactory(title="Quokka", description="A quokka"),
    )


@pytest.mark.parametrize("path", ["", "event.ics"])
def test_it_asks_for_the_password_and_tells_nothing(closed: Any, client: Client, path: str) -> None:
    response = client.get(f"{closed.url}{path}")
    text = response.content.decode()
    assert response.status_code == 200
    assert 'type="password"' in text
    assert "quokka" not in text.lower()
    assert "data-page" not in text
    assert response["X-Robots-Tag"] == "noindex"
    assert "private" in response["Cache-Control"]


def test_with_the_password_it_is_shown(closed: Any, client: Client) -> None:
    form = client.get(closed.url)
    restriction = PageViewRestriction.objects.get()
    address = f"/_util/authenticate_with_password/{restriction.pk}/{closed.pk}/"
    assert address in form.content.decode()
    client.post(address, {"password": "tea", "return_url": closed.url})
    assert "A quokka speaks." in client.get(closed.url).content.decode()
