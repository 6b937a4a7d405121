"""Choosing people in blocks.

Apart from `blocks`, so that the body's own blocks can use it: nothing here stands on them, or on the models.
"""

from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any

from wagtail.snippets.blocks import SnippetChooserBlock

from site_core.pages import renditions

if TYPE_CHECKING:
    from .models import Person


class PersonChooserBlock(SnippetChooserBlock):
    """Chooses a person; reads all people of a stream with their photographs in three queries at most.

    Somebody who was deleted is None.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("people.Person", **kwargs)

    def bulk_to_python(self, values: Iterable[int | None]) -> "list[Person | None]":
        """Return the people in the order of `values`, each an instance of its own."""
        people: list[Person | None] = super().bulk_to_python(list(values))
        with_photos(person for person in people if person is not None)
        return people

    def get_searchable_content(self, value: "Person | None") -> list[str]:
        """Whoever looks for a name finds the page that shows the person."""
        return [value.name, value.role] if value else []

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Stand in migrations as Wagtail's own block, so that this one may move."""
        _, _, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", ["people.Person"], kwargs


def with_photos(people: "Iterable[Person]") -> "list[Person]":
    """Return the same people, their photographs read with the sizes of a portrait: two queries at most."""
    found = list(people)
    images = renditions.read_images((person.photo_id for person in found), "portrait")
    for person in found:
        if person.photo_id in images:
            person.photo = copy(images[person.photo_id])
    return found
