"""Questions and answers, legal pages, and landing pages of campaigns."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from site_core.pages import renditions
from site_core.pages.blocks import BodyField, OutlineEntry, outline
from site_core.pages.blocks.links import LandingActions
from site_core.pages.blocks.questions import QuestionGroup, QuestionGroups, question_groups
from site_core.pages.hues import HUES

from .base import BasePage
from .mixins import FeedbackMixin

# A contents list of two entries is longer than what it saves.
CONTENTS_FROM = 3


class FAQPage(FeedbackMixin, BasePage):
    """Questions that people ask, with the answers, in groups."""

    body = BodyField(blank=True, verbose_name="introduction")
    groups = StreamField(QuestionGroups(), blank=True, verbose_name="questions")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("groups"),
        *FeedbackMixin.feedback_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("groups"),
    ]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types: list[str] = []
    page_description = (
        "Questions that open to their answers, in groups. Each has an address to send to people."
    )
    template = "pages/faq_page.html"

    class Meta:
        verbose_name = "questions page"

    @cached_property
    def question_groups(self) -> list[QuestionGroup]:
        """The questions as they are printed, without those that have no answer yet."""
        return question_groups(self.groups)

    @property
    def contents(self) -> list[QuestionGroup]:
        """The groups for a contents list; empty where there is only one."""
        named = [group for group in self.question_groups if group.heading]
        return named if len(named) > 1 else []

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The questions as schema.org's FAQPage."""
        questions = [question for group in self.question_groups for question in group.questions]
        if not questions:
            return []
        return [
            {
                "@context": "https://schema.org",
                "@type": "FAQPage",
                "mainEntity": [
                    {
                        "@type": "Question",
                        "name": question.words,
                        "acceptedAnswer": {"@type": "Answer", "text": question.answer_in_words},
                    }
                    for question in questions
                ],
            }
        ]


class LegalPage(FeedbackMixin, BasePage):
    """Terms, privacy, cookies, accessibility: words that bind, with their dates."""

    body = BodyField(blank=True)
    version = models.CharField(max_length=40, blank=True, help_text="For instance: 3, or 2026/1.")
    effective_on = models.DateField(
        "in force since", null=True, blank=True, help_text="From which day these words count."
    )
    contact = models.CharField(
        "who answers questions",
        max_length=160,
        blank=True,
        help_text="A person or a role, for instance: Rukhsana Bay, data protection lead. "
        "The charity's e-mail, telephone and address are added.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("version"), FieldPanel("effective_on"), FieldPanel("reviewed_on")]),
        FieldPanel("body"),
        FieldPanel("contact"),
        *FeedbackMixin.feedback_panels,
    ]
    # `reviewed_on` stands above: on these pages it is part of what they say.
    promote_panels = [*Page.promote_panels, *BasePage.social_panels]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types: list[str] = []
    page_description = "Terms, privacy, cookies, accessibility: with a version, dates, a list of contents."
    template = "pages/legal_page.html"

    class Meta:
        verbose_name = "legal page"

    def clean(self) -> None:
        """Refuse a review that has not happened yet."""
        super().clean()
        if self.reviewed_on and self.reviewed_on > timezone.localdate():
            raise ValidationError(
                {"reviewed_on": "This day is still to come. Give the day of the last review."}
            )

    @cached_property
    def contents(self) -> list[OutlineEntry]:
        """The parts of the page for a contents list; empty for a short page."""
        parts = [entry for entry in outline(self.body) if entry.depth == 2]
        return parts if len(parts) >= CONTENTS_FROM else []


class LandingPage(BasePage):
    """A page of a campaign that stands by itself: no menu, no way through the site, one thing to do."""

    headline = models.CharField(
        max_length=120, blank=True, help_text="The large words at the top. Empty: the page's title."
    )
    lead = models.TextField(
        max_length=500, blank=True, help_text="Two or three sentences below the headline."
    )
    # Named as in SectionPage: cards and `BasePage.hue` ask for it.
    section_hue = models.CharField("colour", max_length=10, choices=HUES, default="sun")
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="A large picture below the headline. Empty: a drawn scene.",
    )
    actions = StreamField(
        LandingActions(),
        blank=True,
        verbose_name="buttons",
        help_text="One or two. The first one is the sun.",
    )
    body = BodyField(blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("actions"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("section_hue")]),
        FieldPanel("body"),
        *BasePage.teaser_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("headline"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types: list[str] = []
    page_description = "A campaign's own page: no menu, one headline, one or two buttons, its own colour."
    template = "pages/landing_page.html"

    class Meta:
        verbose_name = "landing page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `hero`, the picture with its sizes, and `buttons`, those that lead somewhere."""
        context = super().get_context(request, *args, **kwargs)
        context["hero"] = renditions.read_images([self.picture_id], "lead").get(self.picture_id or 0)
        context["buttons"] = [child.value for child in self.actions if child.value.url]
        return context

    @property
    def meta_description(self) -> str:
        """The editor's words, else the teaser, else the lead."""
        return super().meta_description or self.lead
