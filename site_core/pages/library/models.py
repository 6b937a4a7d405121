"""Libraries and what stands in them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager, PageQuerySet
from wagtail.search import index

from site_core.pages import documents, renditions
from site_core.pages.blocks import BodyField
from site_core.pages.menus import for_everyone
from site_core.pages.models import BasePage, TopicsField

from . import shelves, structured
from .covers import Cover
from .fields import ChoicesField, labels
from .kinds import AUDIENCES, KEY_STAGES, KIND_CHOICES, KINDS, Kind


class PublicationQuerySet(PageQuerySet):
    """Sentences about publications."""

    def shown(self) -> "PublicationQuerySet":
        """What the public may see, the newest first."""
        return for_everyone(self).newest_first()

    def newest_first(self) -> "PublicationQuerySet":
        """By the date that readers see; those of one day by the order in which they were made."""
        return self.order_by("-published_on", "-pk")

    def in_library(self, library: "LibraryPage") -> "PublicationQuerySet":
        """What a library lists: its own, and the kinds that it also takes from the others."""
        return self.child_of(library) | self.filter(kind__in=library.kinds_from_elsewhere)


class LibraryPage(BasePage):
    """A list of publications that visitors narrow by kind, topic and year."""

    kinds_from_elsewhere = ChoicesField(
        "also list from other libraries",
        options=KIND_CHOICES,
        help_text="This library lists what is below it. Tick what else of the whole website it shows.",
    )
    body = BodyField(
        blank=True,
        help_text="Below the shelves, for instance how to get a copy in large print.",
    )

    page_description = "Lists reports, resources or lessons, which visitors narrow by kind, topic and year."
    content_panels = [*BasePage.content_panels, FieldPanel("kinds_from_elsewhere"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types = ["library.PublicationPage"]
    template = "library/library_page.html"

    class Meta:
        verbose_name = "library"
        verbose_name_plural = "libraries"

    @property
    def is_paginated(self) -> bool:
        """Its shelves go on on further pages."""
        return True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `listing`, `books` (what stands on this page's shelves) and `summary`, its number in words."""
        context = super().get_context(request, *args, **kwargs)
        return context | shelves.read(PublicationPage.objects.in_library(self).shown(), request)


class PublicationPage(BasePage):
    """A report, publication, resource, lesson or toolkit, to read here and to download."""

    kind = models.CharField(max_length=20, choices=KIND_CHOICES, default="report")
    cover = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The whole front page, upright; nothing is cut off. Without one, a cover is drawn.",
    )
    summary = models.TextField(
        max_length=1500,
        blank=True,
        help_text="What it says and whom it helps, in one or two paragraphs, beside the cover.",
    )
    published_on = models.DateField(
        "date published",
        default=timezone.localdate,
        db_index=True,
        help_text="The date that readers see. It may be long ago.",
    )
    authors = models.TextField(
        max_length=500, blank=True, help_text="Who wrote it: one person or organisation on each line."
    )
    topics = TopicsField(related_name="publications")
    audiences = ChoicesField("who it is for", options=AUDIENCES)
    key_stages = ChoicesField(
        "key stages", options=KEY_STAGES, help_text="For lessons and what else schools use."
    )
    body = BodyField(blank=True)

    page_description = "A report, resource, lesson or toolkit with cover, summary and files to download."
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("kind"), FieldPanel("published_on")]), FieldPanel("authors")],
            heading="What it is",
        ),
        FieldPanel("cover"),
        FieldPanel("teaser"),
        FieldPanel("summary"),
        InlinePanel(
            "downloads",
            heading="Downloads",
            label="Download",
            help_text="Files of a private collection are not shown to visitors.",
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                FieldPanel("audiences"),
                FieldPanel("key_stages"),
            ],
            heading="What it is about, and for whom",
        ),
        FieldPanel("card_image"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("authors"),
        index.SearchField("body"),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.FilterField("kind"),
        index.FilterField("published_on"),
    ]
    parent_page_types = ["library.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "library/publication_page.html"

    objects: ClassVar[Any] = PageManager.from_queryset(PublicationQuerySet)()

    class Meta:
        verbose_name = "publication"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `library_url`, the way back to the shelves; empty while the library is a draft."""
        context = super().get_context(request, *args, **kwargs)
        above = self.trail_above[-1].url if self.trail_above else ""
        context["library_url"] = above if f"{above}{self.slug}/" == self.url else ""
        return context

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Describe it as schema.org's Report, CreativeWork or LearningResource."""
        return [structured.publication(self, request)]

    @property
    def kind_words(self) -> Kind:
        """What its kind is called, and how it looks."""
        return KINDS[self.kind]

    @property
    def search_note(self) -> str:
        """What search results say beside it: its kind and its date."""
        return f"{self.kind_words.label}, {date_format(self.published_on, 'j F Y')}"

    @cached_property
    def author_names(self) -> list[str]:
        """Who wrote it, in the editor's order."""
        return [name for line in self.authors.splitlines() if (name := line.strip())]

    @property
    def author_words(self) -> str:
        """Who wrote it, for instance "Sam Example, Alex Sample and Town Hall"."""
        return get_text_list(self.author_names, "and")

    @cached_property
    def audience_words(self) -> list[str]:
        """Whom it is for."""
        return labels(AUDIENCES, self.audiences)

    @cached_property
    def key_stage_words(self) -> list[str]:
        """The key stages that it is made for."""
        return labels(KEY_STAGES, self.key_stages)

    @cached_property
    def topic_list(self) -> list[Any]:
        """Its topics by name; one query."""
        return sorted(self.topics.all(), key=lambda topic: topic.name)

    @cached_property
    def front(self) -> Cover:
        """How it looks from the front: one query for the cover and its sizes."""
        picture = renditions.read_images([self.cover_id], "cover").get(self.cover_id or 0)
        return Cover(self.title, self.kind_words, self.slug, picture)

    @cached_property
    def files(self) -> list[documents.Download]:
        """What a visitor may download: one query for all of them."""
        rows: Iterable[PublicationDownload] = self.downloads.select_related("document__collection")
        return documents.downloads((row.document, row.label) for row in rows)

    @property
    def meta_description(self) -> str:
        """The editor's words, else the teaser, else the summary."""
        return super().meta_description or self.summary


class PublicationDownload(Orderable):
    """One file of a publication."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="downloads")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
    )
    label = models.CharField(
        "words of the link", max_length=120, blank=True, help_text="Empty: the document's title."
    )

    panels = [FieldPanel("document"), FieldPanel("label")]

    def __str__(self) -> str:
        return self.label or str(self.document)
