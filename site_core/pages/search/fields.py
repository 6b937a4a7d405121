"""What a page gives to the index beside its title."""

from typing import Any

from wagtail.search import index

# Ends the teaser in the index, where Wagtail joins all text of a page but its title into one. No white
# space, which is stripped on PostgreSQL; both databases take it for the end of a word.
TEASER_END = "¶"
# Like a title's. On PostgreSQL the boost decides which letter a word carries in the index.
TEASER_BOOST = 2


class TeaserField(index.SearchField):
    """The teaser with its end marked: the first search field of a page, so that search knows it."""

    def __init__(self) -> None:
        super().__init__("teaser", boost=TEASER_BOOST)

    def get_value(self, obj: Any) -> str:
        """Return the teaser with its end mark, also when there is none."""
        return f"{super().get_value(obj) or ''}{TEASER_END}"
