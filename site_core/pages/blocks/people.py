"""People of the charity."""

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from wagtail import blocks

from site_core.pages.people.choosers import PersonChooserBlock

from .base import LISTS, BlockValue, HeadedBlock

if TYPE_CHECKING:
    from site_core.pages.people.showing import ShownPerson

SAMPLES = 3


class PeopleValue(BlockValue):
    """People, without those whose entry was deleted."""

    @cached_property
    def shown(self) -> "list[ShownPerson]":
        """The people to print, each once, in the editor's order."""
        # The room of the people stands on these blocks.
        from site_core.pages.people.showing import shown_people

        chosen = {person.pk: person for person in self.get("people") or [] if person is not None}
        return shown_people(chosen.values())

    @property
    def is_empty(self) -> bool:
        """Whether nobody is left."""
        return not any(self.get("people") or [])


class PeopleBlock(HeadedBlock):
    """Some of the charity's people."""

    people = blocks.ListBlock(PersonChooserBlock(label="Person"), min_num=1, max_num=40)

    class Meta:
        icon = "group"
        label = "People"
        group = LISTS
        template = "blocks/people.html"
        value_class = PeopleValue
        label_format = "{heading}"
        description = "People of the charity with photograph, role and a few words, from the list of people."

    def get_preview_value(self) -> Any:
        """Return the first people of the list."""
        people = self.child_blocks["people"].child_block.model_class.objects.all()[:SAMPLES]
        return self.normalize({"heading": "Ask them", "people": list(people)})
