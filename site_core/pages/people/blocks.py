"""The blocks of a person's entry and of a team page. Nothing here imports the models, which stand on it."""

from typing import TYPE_CHECKING, Any

from wagtail import blocks

from site_core.pages.blocks import BodyBlocks
from site_core.pages.blocks.base import choice
from site_core.pages.blocks.rich_text import ProseBlock, has_words
from site_core.pages.menus import SocialLinkBlock

from .choosers import PersonChooserBlock

if TYPE_CHECKING:
    from .models import Person

NETWORKS = [("website", "Website"), *SocialLinkBlock.NETWORKS]


class PersonLinkBlock(blocks.StructBlock):
    """A profile of a person elsewhere."""

    network = choice(NETWORKS, label="Where")
    url = blocks.URLBlock(label="Address", max_length=300)

    class Meta:
        icon = "link"
        label = "Link"
        label_format = "{network}"


class PersonLinks(blocks.StreamBlock):
    """A person's profiles elsewhere."""

    link = PersonLinkBlock()

    class Meta:
        max_num = 8


class PeopleGroupValue(blocks.StructValue):
    """A heading, a few words, people."""

    @property
    def people(self) -> "list[Person]":
        """The people who are still there, each once, in the editor's order."""
        chosen = {person.pk: person for person in self.get("members") or [] if person is not None}
        return list(chosen.values())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show: a heading alone announces nothing."""
        return not self.people and not has_words(self.get("words"))


class PeopleGroupBlock(blocks.StructBlock):
    """People who belong together."""

    heading = blocks.CharBlock(max_length=120, help_text="For instance: Staff, Trustees, Advisers.")
    words = ProseBlock(required=False, label="Words")
    members = blocks.ListBlock(PersonChooserBlock(label="Person"), required=False, label="People")

    class Meta:
        icon = "group"
        label = "Group of people"
        label_format = "{heading}"
        template = "people/group.html"
        value_class = PeopleGroupValue
        description = "A heading, a few words if you like, and people in the order in which you put them."

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add `group`, for the block's preview; a page builds all its groups at once."""
        from .showing import shown_group

        context: dict[str, Any] = super().get_context(value, parent_context)
        return {**context, "group": shown_group(value)}

    def get_preview_value(self) -> Any:
        """Return a group with the first people of the list."""
        return self.normalize(
            {
                "heading": "Who works here",
                "words": "<p>Ask us anything. On Saturdays you find us in the kitchen.</p>",
                "members": list(self.child_blocks["members"].child_block.model_class.objects.all()[:3]),
            }
        )


class PeopleGroups(blocks.StreamBlock):
    """The groups of a team page."""

    group = PeopleGroupBlock()


class ClosingBlocks(BodyBlocks):
    """What may stand below the people: everything but headings, whose addresses the introduction has used."""

    heading = None  # type: ignore[assignment]
