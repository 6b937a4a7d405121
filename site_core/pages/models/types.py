"""Home, section and standard pages."""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.db import models
from django.http import Http404, HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.search import index

from site_core.pages.blocks import BodyField
from site_core.pages.blocks.cards import cards_of
from site_core.pages.hues import HUES
from site_core.pages.menus import PublicPages, for_everyone

from .base import BasePage
from .mixins import BylineMixin

CHILDREN_PER_PAGE = 24


class HomePage(BasePage):
    """The front door: a headline over the town, two ways in, and whatever the editor puts below."""

    headline = models.CharField(max_length=120, help_text="The first words that a visitor reads.")
    lead = models.TextField(
        max_length=500, blank=True, help_text="Two or three sentences below the headline."
    )
    first_action = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    first_action_text = models.CharField(max_length=40, blank=True)
    second_action = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    second_action_text = models.CharField(max_length=40, blank=True)
    body = BodyField(blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([PageChooserPanel("first_action"), FieldPanel("first_action_text")]),
                FieldRowPanel([PageChooserPanel("second_action"), FieldPanel("second_action_text")]),
            ],
            heading="Buttons",
        ),
        FieldPanel("body"),
        FieldPanel("teaser"),
        FieldPanel("card_image"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home_page.html"
    page_description = "The front door: a headline over the town, two buttons and whatever you put below."

    class Meta:
        verbose_name = "home page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `actions`: the buttons whose pages the public may see."""
        context = super().get_context(request, *args, **kwargs)
        wanted = {
            self.first_action_id: self.first_action_text,
            self.second_action_id: self.second_action_text,
        }
        public = PublicPages()
        pages = Page.objects.in_bulk([key for key in wanted if key])
        context["actions"] = [
            {"url": pages[key].url, "text": text or pages[key].title}
            for key, text in wanted.items()
            if key and public.shows(pages.get(key))
        ]
        return context

    @property
    def section_hue(self) -> str:
        """The home page is the sun's."""
        return "sun"

    @property
    def meta_description(self) -> str:
        """The editor's words, else the teaser, else the lead."""
        return super().meta_description or self.lead


class SectionPage(BasePage):
    """A part of the site, at any depth, with a colour of its own and cards for the pages in it."""

    section_hue = models.CharField(
        "colour",
        max_length=10,
        choices=HUES,
        blank=True,
        help_text="The colour of this section and all in it. Empty: the colour of the section above.",
    )
    body = BodyField(blank=True)
    list_children = models.BooleanField("show a card for each page in this section", default=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("section_hue"),
        FieldPanel("body"),
        FieldPanel("list_children"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    template = "pages/section_page.html"
    page_description = "A part of the site in a colour of its own, with a card for each page in it."

    class Meta:
        verbose_name = "section"

    @property
    def is_paginated(self) -> bool:
        """Whether the section lists its pages."""
        return self.list_children

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `children`, one page of them (`?page=`) in the editor's order, and their `cards`."""
        context = super().get_context(request, *args, **kwargs)
        if self.list_children:
            children = for_everyone(self.get_children()).order_by("path")
            try:
                chosen = Paginator(children, CHILDREN_PER_PAGE).page(request.GET.get("page", "1"))
            except InvalidPage as error:
                raise Http404 from error
            context["children"] = chosen
            context["cards"] = list(cards_of(chosen).values())
        return context


class StandardPage(BylineMixin, BasePage):
    """A page of words and pictures; may have pages below it."""

    body = BodyField(blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body"), *BylineMixin.byline_panels]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    template = "pages/standard_page.html"
    page_description = "Words and pictures, block by block. The right choice for most pages."

    class Meta:
        verbose_name = "standard page"
