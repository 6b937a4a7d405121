"""What pages are about, across the whole site."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index


class Topic(index.Indexed, models.Model):
    """A subject that reports, posts and resources share, for instance "Migration". Editors keep the list."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(
        max_length=60, unique=True, help_text="The topic in web addresses: small letters and hyphens."
    )

    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TopicsField(ParentalManyToManyField):
    """The topics of a page.

    It tells Wagtail's reference index where a topic is used, which looks past many-to-many fields by itself.
    """

    if TYPE_CHECKING:
        # A page's `topics` are its related rows, and take a list.
        def __get__(self, instance: Any, owner: Any) -> Any: ...
        def __set__(self, instance: Any, value: Any) -> None: ...

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"to": "pages.Topic", "blank": True} | kwargs))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Stand in migrations as modelcluster's own field, so that this one may move."""
        name, _, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs

    def extract_references(self, value: Iterable[Topic]) -> Iterator[tuple[type[Topic], str, str, str]]:
        """Yield what the reference index asks for: model, key, and the path within this field."""
        for topic in value:
            yield Topic, str(topic.pk), "item", str(topic.pk)
