"""Vacancies, and the page that lists the open ones."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from site_core.pages import documents, listings, london, money
from site_core.pages.blocks import BodyField
from site_core.pages.drafting import DraftablePageForm
from site_core.pages.models import BasePage

from . import structured
from .entries import entries
from .kinds import Contract, PayUnit, Remote, WorkingTime
from .querysets import VacancyManager, VacancyQuerySet

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
WEB_ADDRESS = URLValidator(
    schemes=["http", "https"],
    message="Give a whole web address that starts with https://, for instance https://www.example.org/apply.",
)


class VacanciesPage(BasePage):
    """The open vacancies, the one that closes first before the others."""

    page_description = "Lists the vacancies that you add below it, as long as they are open."

    empty_title = models.CharField(
        "title when nothing is open", max_length=120, default="No vacancies just now"
    )
    empty_text = RichTextField(
        "words when nothing is open",
        blank=True,
        features=TEXT_FEATURES,
        default="<p>We have nothing to offer at the moment. Please look in again: we put every post here "
        "first.</p>",
    )
    body = BodyField(blank=True, help_text="Stands below the list.")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("empty_title"), FieldPanel("empty_text")], heading="When nothing is open"
        ),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types = ["vacancies.VacancyPage"]
    template = "vacancies/vacancies_page.html"

    class Meta:
        verbose_name = "list of vacancies"
        verbose_name_plural = "lists of vacancies"

    @property
    def is_paginated(self) -> bool:
        """The list is cut into pages."""
        return True

    @property
    def vacancies(self) -> VacancyQuerySet:
        """The public vacancies below this page, in no order, without their bodies."""
        vacancies: VacancyQuerySet = VacancyPage.objects.for_everyone().child_of(self).defer_streamfields()
        return vacancies

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `listing`, one page of the open vacancies, and its `entries`."""
        context = super().get_context(request, *args, **kwargs)
        listing = listings.read(request, self.vacancies.open(timezone.now()))
        return context | {"listing": listing, "entries": entries(listing.page)}


class VacancyPage(BasePage):
    """Work that somebody can apply for until it closes, by itself, at the minute that was given."""

    page_description = "One job or role, which closes by itself."
    needs_review = False
    base_form_class = DraftablePageForm
    # Set by the form while a draft is saved, which may lack what a public page needs.
    may_be_incomplete = False

    closes_on = models.DateField("closing date", null=True)
    closes_time = models.TimeField(
        "closing time", null=True, blank=True, help_text="In London. Empty: the end of that day."
    )
    # The same as a moment (UTC), for the database's questions; `save` keeps it in step.
    closes_at = models.DateTimeField(null=True, editable=False, db_index=True)

    salary = models.CharField(
        max_length=160, blank=True, help_text="In words, for instance: £28,400 a year, pro rata."
    )
    salary_from = money.PenceField("from", help_text="In pounds, for search engines only.")
    salary_to = money.PenceField("to", help_text="Empty: the same.")
    salary_per = models.CharField("for", max_length=5, choices=PayUnit.choices, default=PayUnit.YEAR)
    contract = models.CharField(max_length=12, choices=Contract.choices, default=Contract.PERMANENT)
    working_time = models.CharField(max_length=6, choices=WorkingTime.choices, default=WorkingTime.FULL)
    hours = models.CharField(
        max_length=120, blank=True, help_text="For instance: 21 hours a week, on days that suit you."
    )
    place = models.CharField(max_length=120, blank=True, help_text="The town, for instance: Tarnwick.")
    remote = models.CharField("where", max_length=10, choices=Remote.choices, blank=True, default="")

    how_to_apply = RichTextField(blank=True, features=TEXT_FEATURES)
    apply_url = models.CharField("apply on a website", max_length=500, blank=True, validators=[WEB_ADDRESS])
    apply_email = models.EmailField("or by e-mail to", blank=True)
    body = BodyField(blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("closes_on"), FieldPanel("closes_time")])], heading="Closes"
        ),
        MultiFieldPanel(
            [
                FieldPanel("salary"),
                FieldRowPanel([FieldPanel("salary_from"), FieldPanel("salary_to"), FieldPanel("salary_per")]),
                FieldRowPanel([FieldPanel("contract"), FieldPanel("working_time")]),
                FieldPanel("hours"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("remote")]),
            ],
            heading="The job",
        ),
        FieldPanel("body"),
        InlinePanel("documents", label="Document", heading="Documents"),
        MultiFieldPanel(
            [FieldPanel("how_to_apply"), FieldRowPanel([FieldPanel("apply_url"), FieldPanel("apply_email")])],
            heading="How to apply",
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("place"),
        index.SearchField("body"),
        index.FilterField("closes_at"),
    ]
    parent_page_types = ["vacancies.VacanciesPage"]
    subpage_types: list[str] = []
    template = "vacancies/vacancy_page.html"

    objects: ClassVar[Any] = VacancyManager()

    class Meta:
        verbose_name = "vacancy"
        verbose_name_plural = "vacancies"

    def clean(self) -> None:
        """Refuse what cannot be true, and a vacancy that nobody could apply for."""
        super().clean()
        errors: dict[str, str] = {}
        if self.closes_on and self.closes_time and london.is_left_out(self.closes_on, self.closes_time):
            errors["closes_time"] = london.left_out_words(self.closes_on, self.closes_time)
        if self.salary_to is not None and self.salary_from is None:
            errors["salary_from"] = "Give the lower amount as well, or leave both empty."
        elif self.salary_to is not None and self.salary_to < self.salary_from:
            errors["salary_to"] = "The higher amount must not be less than the lower one."
        if self.apply_url and self.apply_email:
            errors["apply_email"] = "Give one way for the button: the address or the e-mail, not both."
        if not self.may_be_incomplete:
            if not self.place and self.remote != Remote.AT_HOME:
                errors["place"] = "Say in which town the work is, or that all of it is done at home."
            if not (self.apply_url or self.apply_email or self.how_to_apply):
                errors["how_to_apply"] = "Say how people apply, or give an address or an e-mail."
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the moment of closing in step with the day and time."""
        self.closes_at = self.closing
        super().save(*args, **kwargs)

    @property
    def closing(self) -> datetime | None:
        """The moment (UTC) at which it closes; None in a draft that does not say it yet.

        In the hour that comes twice it is the second one: nobody who was told 01:30 comes too late.
        """
        if self.closes_on is None:
            return None
        return london.moment(self.closes_on, self.closes_time or london.END_OF_DAY, later=True)

    @property
    def is_open(self) -> bool:
        """Whether people can apply now."""
        return self.closing is None or timezone.now() < self.closing

    @property
    def closing_words(self) -> str:
        """Until when people can apply: "midday on Friday 4 December 2026"."""
        if self.closes_on is None or self.closing is None:
            return ""
        clock = "the end of" if self.closes_time is None else f"{london.time_words(self.closing)} on"
        return f"{clock} {london.day_words(self.closes_on)}"

    @property
    def hours_words(self) -> str:
        """How much work it is: the editor's words after full or part time."""
        return ", ".join(filter(None, [WorkingTime(self.working_time).label, self.hours]))

    @property
    def place_words(self) -> str:
        """Where the work is done, in one line."""
        if self.remote == Remote.AT_HOME:
            return "At home, anywhere in the United Kingdom"
        return f"{self.place}, some days at home" if self.remote else self.place

    @property
    def closed_words(self) -> str:
        """What stands in the notice once it has closed."""
        return f"It closed at {self.closing_words}, so you can no longer apply."

    @property
    def apply_link(self) -> str:
        """Where the button leads: an address, or a mail with its subject; empty for neither."""
        if self.apply_email:
            return f"mailto:{self.apply_email}?subject={quote(self.title)}"
        return self.apply_url

    @property
    def search_note(self) -> str:
        """What search results say beside it: until when people can apply."""
        return f"Closes at {self.closing_words}" if self.closing else ""

    @property
    def posted_on(self) -> date | None:
        """When it was first published, in London."""
        first = self.first_published_at
        return london.local(first).date() if first else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `is_open` and `downloads`: the documents that the public may have."""
        context = super().get_context(request, *args, **kwargs)
        is_open = self.is_open
        if not is_open:
            context["seo"] = replace(context["seo"], robots="noindex")
        rows = self.documents.select_related("document__collection").order_by("sort_order")
        context["downloads"] = documents.downloads((row.document, row.label) for row in rows)
        return context | {
            "is_open": is_open,
            "leaf": london.Leaf(self.closes_on) if self.closes_on else None,
            "leaf_label": "Closes" if is_open else "Closed",
            "closing_mark": london.local(self.closing).isoformat() if self.closing else "",
            "list_url": self.trail[-2].url if len(self.trail) > 1 else "",
        }

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """No address once it has closed."""
        return super().get_sitemap_urls(request) if self.is_open else []

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return the job in schema.org's words while it is open."""
        return [structured.job(self, request)] if self.closing and self.is_open else []


class VacancyDocument(Orderable):
    """A file that belongs to a vacancy: the job description, a form."""

    page = ParentalKey(VacancyPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "pages.CustomDocument", on_delete=models.CASCADE, related_name="+", verbose_name="file"
    )
    label = models.CharField("words", max_length=120, blank=True, help_text="Empty: the document's title.")

    panels = [FieldPanel("document"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.label or str(self.document)
