"""The people of the charity, one entry each, and the page that shows them in groups."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PreviewableMixin
from wagtail.search import index

from site_core.pages import furniture
from site_core.pages.blocks import BodyField
from site_core.pages.models import BasePage

from .blocks import ClosingBlocks, PeopleGroups, PersonLinks


class Person(PreviewableMixin, index.Indexed, models.Model):
    """Somebody who belongs to the charity, with what may be public about them."""

    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True, help_text="For instance: Head of education.")
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Upright, the face in the middle. Without one, a drawn house with the initials stands in.",
    )
    biography = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="A few sentences are shown at once; a longer text opens when readers ask for it.",
    )
    email = models.EmailField("e-mail", blank=True, help_text="Shown to visitors when it is given.")
    telephone = models.CharField(
        max_length=40, blank=True, help_text="A number at work. Shown to visitors when it is given."
    )
    links = StreamField(PersonLinks(), blank=True, help_text="A website, profiles on social networks.")
    # Set when the entry is made; staff change it by dragging in the list.
    sort_order = models.PositiveIntegerField(null=True, editable=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("photo"),
        FieldPanel("biography"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("email"), FieldPanel("telephone")]), FieldPanel("links")],
            heading="How to reach them (everybody can see it)",
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("role"),
        index.AutocompleteField("name"),
        index.AutocompleteField("role"),
    ]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Put a new person at the end of the list."""
        if self.sort_order is None:
            last = Person.objects.aggregate(last=models.Max("sort_order"))["last"]
            self.sort_order = (last or 0) + 1
        super().save(*args, **kwargs)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The person as on a team page."""
        return "people/person_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Add `people`: this person, as a team page shows them."""
        from .showing import shown_people

        return {**super().get_preview_context(request, mode_name), "people": shown_people([self])}


class TeamPage(BasePage):
    """The people of the charity in groups: staff, trustees, advisers."""

    body = BodyField(blank=True, verbose_name="introduction")
    groups = StreamField(PeopleGroups(), blank=True, help_text="People are shown in the order given here.")
    closing = StreamField(
        ClosingBlocks(), blank=True, verbose_name="below the people", help_text="For instance: work with us."
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("groups"),
        FieldPanel("closing"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("groups"),
        index.SearchField("closing"),
    ]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types: list[str] = []
    page_description = "The people of the charity in groups, each with a photograph, a role and a few words."
    template = "people/team_page.html"

    class Meta:
        verbose_name = "team page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `groups`: those that have something to show, with their people as templates print them."""
        from .showing import shown_groups

        return {**super().get_context(request, *args, **kwargs), "groups": shown_groups(self.groups)}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The charity with its members, each once, although some are in two groups."""
        around = furniture.for_request(request)
        members = {person.pk: person for group in self.groups for person in group.value.people}
        if not members:
            return []
        return [
            {
                "@context": "https://schema.org",
                "@type": "NGO",
                "name": around.charity.name,
                "url": around.site_url + "/",
                "member": [
                    {"@type": "Person", "name": person.name}
                    | ({"jobTitle": person.role} if person.role else {})
                    for person in members.values()
                ],
            }
        ]
