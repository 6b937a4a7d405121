"""The people of the charity: one entry each, shown wherever an editor puts them."""

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index


class Person(index.Indexed, models.Model):
    """Somebody who works for the charity, with what may be public about them."""

    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True, help_text="For instance: Head of education.")
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    biography = RichTextField(blank=True, features=["bold", "italic", "link"])

    email = models.EmailField("e-mail", blank=True, help_text="Shown to visitors when it is given.")

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("email"),
        FieldPanel("photo"),
        FieldPanel("biography"),
    ]
    search_fields = [index.SearchField("name"), index.SearchField("role"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name
