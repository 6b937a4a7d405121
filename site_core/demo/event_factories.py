"""Makers of events and vacancies: `EventPageFactory(parent=events, start_day=…, start_time=…, end_time=…)`.

An event stands under a list of events, a vacancy under a list of vacancies, which are made if none is given.
"""

from datetime import date, time
from typing import Any

import factory
from wagtail.models import Page

from site_core.pages.events.models import EventPage, EventsPage
from site_core.pages.models import CustomDocument
from site_core.pages.vacancies.models import VacanciesPage, VacancyDocument, VacancyPage

from .factories import BasePageFactory


class EventsPageFactory(BasePageFactory):
    """A list of events; `kinds=["training"]` limits it."""

    class Meta:
        model = EventsPage

    title = factory.Sequence(lambda number: f"Events {number}")


class EventPageFactory(BasePageFactory):
    """A free event on an evening in summer."""

    class Meta:
        model = EventPage

    title = factory.Sequence(lambda number: f"Event {number}")
    start_day = date(2026, 6, 18)
    start_time = time(18)
    end_time = time(20)
    place = "Gatehouse"
    price = 0

    @classmethod
    def _create_instance(cls, model_class: type[Page], parent: Page | None, kwargs: dict[str, Any]) -> Page:
        return super()._create_instance(model_class, parent or EventsPageFactory(), kwargs)


class VacanciesPageFactory(BasePageFactory):
    """A list of vacancies."""

    class Meta:
        model = VacanciesPage

    title = factory.Sequence(lambda number: f"Vacancies {number}")


class VacancyPageFactory(BasePageFactory):
    """A post that closes at the end of a day in summer; `documents=[document, …]` adds files."""

    class Meta:
        model = VacancyPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Post {number}")
    closes_on = date(2026, 6, 18)
    place = "Tarnwick"
    apply_email = "jobs@example.org"

    @classmethod
    def _create_instance(cls, model_class: type[Page], parent: Page | None, kwargs: dict[str, Any]) -> Page:
        return super()._create_instance(model_class, parent or VacanciesPageFactory(), kwargs)

    @factory.post_generation
    def documents(page: VacancyPage, create: bool, extracted: list[CustomDocument] | None) -> None:  # noqa: N805
        """Its files."""
        for order, document in enumerate(extracted or []):
            VacancyDocument.objects.create(page=page, document=document, sort_order=order)
