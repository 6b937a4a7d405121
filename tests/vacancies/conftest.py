"""A list of vacancies below a front page, and a clock that tests set."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Site

from site_core.demo.event_factories import VacanciesPageFactory, VacancyPageFactory
from site_core.demo.factories import HomePageFactory, SiteFactory
from site_core.pages.models import CharitySettings, HomePage
from site_core.pages.vacancies.models import VacanciesPage, VacancyPage

SetClock = Callable[[datetime], None]
MakeVacancy = Callable[..., VacancyPage]


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
def jobs(home: HomePage) -> VacanciesPage:
    """The list of vacancies at /jobs/."""
    page: VacanciesPage = VacanciesPageFactory(parent=home, title="Jobs", slug="jobs")
    return page


@pytest.fixture
def add_vacancy(jobs: VacanciesPage) -> MakeVacancy:
    """Add a vacancy to the list: it closes at the end of 18 June 2026, unless told otherwise."""

    def add(title: str = "Organiser", **fields: Any) -> VacancyPage:
        page: VacancyPage = VacancyPageFactory(**{"parent": jobs, "title": title} | fields)
        return page

    return add


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Let Django's clock, which every page asks, stand at a moment."""

    def stand(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return stand
