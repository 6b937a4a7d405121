"""A list of events below a front page, and a clock that tests set."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Site

from site_core.demo.event_factories import EventPageFactory, EventsPageFactory
from site_core.demo.factories import HomePageFactory, SiteFactory
from site_core.pages.events.models import EventPage, EventsPage
from site_core.pages.models import CharitySettings, HomePage

SetClock = Callable[[datetime], None]
MakeEvent = Callable[..., EventPage]


@pytest.fixture
def home(db: None) -> HomePage:
    """The front page of the default site."""
    front: HomePage = HomePageFactory(slug="front")
    SiteFactory(hostname="testserver", root_page=front)
    charity = CharitySettings.for_site(Site.objects.get())
    charity.name = "Brighter Towns"
    charity.save()
    return front


@pytest.fixture
def events(home: HomePage) -> EventsPage:
    """The list of events at /events/."""
    page: EventsPage = EventsPageFactory(parent=home, title="Events", slug="events")
    return page


@pytest.fixture
def add_event(events: EventsPage) -> MakeEvent:
    """Add an event to the list: 18 June 2026, 6pm to 8pm at the gatehouse, unless told otherwise."""

    def add(title: str = "Open evening", **fields: Any) -> EventPage:
        page: EventPage = EventPageFactory(**{"parent": events, "title": title} | fields)
        return page

    return add


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Let Django's clock, which every page asks, stand at a moment."""

    def stand(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return stand
