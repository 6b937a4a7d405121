"""Events, and the pages that list them."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.search import index

from site_core.pages import furniture, listings, london, money
from site_core.pages.blocks import BodyField
from site_core.pages.menus import PublicPages
from site_core.pages.models import BasePage
from site_core.pages.trail import Crumb

from . import calendars, links, structured
from .entries import entries
from .forms import EventPageForm, EventsPageForm
from .kinds import Change, Kind, State
from .periods import Period, state_of
from .querysets import EventManager, EventQuerySet

PAST = "past/"
WEB_ADDRESS = URLValidator(
    schemes=["http", "https"],
    message="Give a whole web address that starts with https://, for instance https://www.example.org/book.",
)


class EventsPage(BasePage):
    """A list of what is coming, what has been, and a calendar to subscribe to."""

    views_below = {"past": "serve_past", "events.ics": "serve_calendar"}
    page_description = "Lists the events that you add below it. Past ones move to a list of their own."
    base_form_class = EventsPageForm

    kinds = models.JSONField(default=list, blank=True)
    everywhere = models.BooleanField(
        "list events from all parts of the site",
        default=False,
        help_text="Not only those that stand below this page.",
    )
    empty_words = models.CharField(
        "when nothing is planned",
        max_length=250,
        blank=True,
        default="Nothing is planned just now. Please look in again soon.",
        help_text="What visitors read while there are no coming events.",
    )
    body = BodyField(blank=True, help_text="Stands below the list.")

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("kinds"), FieldPanel("everywhere")], heading="What is listed"),
        FieldPanel("empty_words"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types = ["events.EventPage"]
    template = "events/events_page.html"

    class Meta:
        verbose_name = "list of events"
        verbose_name_plural = "lists of events"

    @property
    def is_paginated(self) -> bool:
        """The list is cut into pages."""
        return True

    @property
    def listed_kinds(self) -> list[tuple[str, str]]:
        """The kinds of events that can stand in this list: key and words."""
        return [(key, label) for key, label in Kind.choices if key in self.kinds or not self.kinds]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `listing`, one page of coming events (past ones below "past/"), and its `entries`."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        is_past = kwargs.get("below") == PAST
        listing = self._listing(request, self.events.over(now) if is_past else self.events.coming(now))
        context |= {"listing": listing, "entries": entries(listing.page, now), "is_past": is_past}
        calendar = f"{self.get_full_url(request)}events.ics"
        # Calendar programs open this scheme, and keep to it what https would only fetch once.
        context |= {"calendar_url": calendar, "subscribe_url": f"webcal:{calendar.partition(':')[2]}"}
        return context

    @property
    def events(self) -> EventQuerySet:
        """The public events of this list, past and coming, in no order, without their bodies."""
        events: EventQuerySet = EventPage.objects.for_everyone().of_kinds(self.kinds).defer_streamfields()
        return events.filter(path__startswith=self._front) if self.everywhere else events.child_of(self)

    @property
    def _front(self) -> str:
        """The path of the site's front page: the second step from the tree's root."""
        return str(self.path[: 2 * self.steplen])

    def _listing(self, request: HttpRequest, events: EventQuerySet) -> listings.Listing:
        kinds = self.listed_kinds
        by_kind = listings.Filter("kind", "Kind", kinds, lambda rows, key: rows.of_kinds([key]), "All kinds")
        return listings.read(request, events, [by_kind] if len(kinds) > 1 else [])

    def serve_past(self, request: HttpRequest) -> HttpResponse:
        """Show what has been."""
        name = f"{self.title}: past dates"
        context = self.get_context(request, below=PAST, name=name)
        context["past_title"] = name
        context["breadcrumbs"] = [*self.trail, Crumb("Past dates", f"{self.get_url(request)}{PAST}")]
        return TemplateResponse(request, self.get_template(request), context)

    def serve_calendar(self, request: HttpRequest) -> HttpResponse:
        """Send the coming events, the soonest `calendars.MOST`, as a calendar to subscribe to."""
        events = self.events.coming(timezone.now())[: calendars.MOST]
        name = f"{self.title} – {furniture.for_request(request).charity.name}"
        return calendars.response("events.ics", calendars.calendar(name, events, request))


class EventPage(BasePage):
    """Something that happens at a place, online, or both, from one moment to another."""

    views_below = {"event.ics": "serve_calendar"}
    page_description = "One event, talk, training or workshop, with its date, place, price and booking."
    needs_review = False
    base_form_class = EventPageForm
    # Set by the form while a draft is saved, which may lack what a public page needs.
    may_be_incomplete = False

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.EVENT)
    start_day = models.DateField("first day", null=True)
    start_time = models.TimeField(
        "from", null=True, blank=True, help_text="In London. Leave both times empty for all day."
    )
    end_day = models.DateField("last day", null=True, blank=True, help_text="Empty: the same day.")
    end_time = models.TimeField("until", null=True, blank=True)
    # The same as moments (UTC), for the database's questions; `save` keeps them in step.
    starts_at = models.DateTimeField(null=True, editable=False, db_index=True)
    ends_at = models.DateTimeField(null=True, editable=False, db_index=True)
    change = models.CharField(
        "does it happen?", max_length=10, choices=Change.choices, blank=True, default=Change.NONE
    )
    change_words = models.CharField(
        "why, and what now",
        max_length=250,
        blank=True,
        help_text="Shown with the notice that it is cancelled or postponed.",
    )

    place = models.CharField(
        max_length=120, blank=True, help_text="The name of the place, for instance: Gatehouse."
    )
    address = models.TextField(max_length=300, blank=True, help_text="Street and town, one line each.")
    postcode = models.CharField(max_length=10, blank=True)
    map_url = models.CharField(
        "link to a map",
        max_length=500,
        blank=True,
        validators=[WEB_ADDRESS],
        help_text="Empty: a search for the address on openstreetmap.org.",
    )
    is_online = models.BooleanField("people can join online", default=False)
    joining = models.CharField(
        "how to join",
        max_length=300,
        blank=True,
        help_text="For instance: We mail you the link the day before.",
    )
    access = models.TextField(
        "access",
        max_length=1000,
        blank=True,
        help_text="Steps, toilets, hearing loop, captions: what people need to know before they come.",
    )

    price = money.PenceField(
        "price", help_text="In pounds, for instance 12.50. 0 means free. Empty: only the words below."
    )
    price_words = models.CharField(
        "words about the price", max_length=120, blank=True, help_text="For instance: Free for members."
    )
    booking_url = models.CharField(
        "booking on another website", max_length=500, blank=True, validators=[WEB_ADDRESS]
    )
    booking_form = models.ForeignKey(
        "pages.FormPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="or a form of this website",
        help_text="If it has a question called “Event”, the name of this event is filled in there.",
    )
    booking_text = models.CharField("words on the booking button", max_length=40, default="Book a place")
    organiser = models.CharField(max_length=120, blank=True, help_text="Empty: the charity.")
    body = BodyField(blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_day"), FieldPanel("start_time")]),
                FieldRowPanel([FieldPanel("end_day"), FieldPanel("end_time")]),
                FieldPanel("change"),
                FieldPanel("change_words"),
            ],
            heading="When",
        ),
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("map_url")]),
                FieldPanel("is_online"),
                FieldPanel("joining"),
                FieldPanel("access"),
            ],
            heading="Where",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("price"), FieldPanel("price_words")]),
                FieldPanel("booking_url"),
                PageChooserPanel("booking_form"),
                FieldPanel("booking_text"),
            ],
            heading="Price and booking",
        ),
        FieldPanel("organiser"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("place"),
        index.SearchField("address"),
        index.SearchField("organiser"),
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("ends_at"),
    ]
    parent_page_types = ["events.EventsPage"]
    subpage_types: list[str] = []
    template = "events/event_page.html"

    objects: ClassVar[Any] = EventManager()

    class Meta:
        verbose_name = "event"

    def clean(self) -> None:
        """Refuse what cannot be true, and what leaves people without a place or a way to join."""
        super().clean()
        errors = self._time_errors()
        if self.kind == Kind.ONLINE and not self.is_online:
            errors["is_online"] = "Tick this for an online event, or choose another kind."
        elif not (self.place or self.is_online or self.may_be_incomplete):
            errors["place"] = "Give the place, or tick “people can join online”."
        if self.booking_url and self.booking_form_id:
            errors["booking_url"] = "Choose one way to book: this address or the form, not both."
            errors["booking_form"] = "Choose one way to book: this form or the address, not both."
        if self.change and not self.change_words and not self.may_be_incomplete:
            errors["change_words"] = "Say in a few words why, and what people should do now."
        if errors:
            raise ValidationError(errors)

    def _time_errors(self) -> dict[str, str]:
        errors: dict[str, str] = {}
        last = self.end_day or self.start_day
        if self.start_day is None or last is None:
            return errors
        if last == date.max:
            return {"end_day" if self.end_day else "start_day": "Give a day that people can plan for."}
        if self.end_time and not self.start_time:
            errors["start_time"] = "Say when it begins, or leave both times empty for all day."
        elif self.start_time and not self.end_time:
            errors["end_time"] = "Say when it ends: people plan their way home."
        for name, day, clock in (
            ("start_time", self.start_day, self.start_time),
            ("end_time", last, self.end_time),
        ):
            if clock and london.is_left_out(day, clock):
                errors[name] = london.left_out_words(day, clock)
        if last < self.start_day:
            errors["end_day"] = "The last day must not come before the first."
        elif not errors and (period := self.period) and period.end <= period.start:
            errors["end_time"] = (
                "The end must come after the start. If it ends after midnight, give the last day."
            )
        return errors

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the moments in step with the days and times."""
        period = self.period
        self.starts_at, self.ends_at = (period.start, period.end) if period else (None, None)
        super().save(*args, **kwargs)

    @property
    def period(self) -> Period | None:
        """From when to when; None in a draft that does not say it yet."""
        if self.start_day is None:
            return None
        last = self.end_day or self.start_day
        if self.start_time is None or self.end_time is None:
            return Period.of_days(self.start_day, last)
        return Period.of_hours(self.start_day, self.start_time, last, self.end_time)

    @property
    def state(self) -> State:
        """Where it stands now."""
        return state_of(self.period, self.change, timezone.now()) if self.period else State.COMING

    @property
    def place_words(self) -> str:
        """Where it is, in one line."""
        if not self.is_online:
            return self.place
        return f"{self.place} and online" if self.place else "Online"

    @property
    def search_note(self) -> str:
        """What search results say beside it: its first day and its place."""
        day = london.day_words(self.period.first_day) if self.period else ""
        return ", ".join(filter(None, [day, self.place_words]))

    @property
    def address_lines(self) -> list[str]:
        """The address as it is written on a letter."""
        return [line.strip() for line in [*self.address.splitlines(), self.postcode] if line.strip()]

    @property
    def price_label(self) -> str:
        """The price as people read it, without the words about it."""
        return money.price_words(self.price)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `period`, `state`, `map_link` and `booking_link` (empty where nobody can book any more)."""
        context = super().get_context(request, *args, **kwargs)
        state = self.state
        return context | {
            "period": self.period,
            "state": state,
            "map_link": self.map_url or links.map_search(self.address_lines),
            "booking_link": self._booking_link() if state.is_bookable else "",
        }

    def _booking_link(self) -> str:
        form = self.booking_form
        if form is not None and PublicPages().shows(form):
            return links.enquiry(form.url or "", self.title, self.period)
        return self.booking_url

    def serve_calendar(self, request: HttpRequest) -> HttpResponse:
        """Send this event for somebody's own calendar."""
        name = f"{self.title} – {furniture.for_request(request).charity.name}"
        return calendars.response(f"{self.slug}.ics", calendars.calendar(name, [self], request))

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return the event in schema.org's words."""
        return structured.event(self, request) if self.period else []
