"""The field that holds a page's body."""

from typing import TYPE_CHECKING, Any

from wagtail.fields import StreamField

from .body import BodyBlocks


class BodyField(StreamField):
    """A StreamField of all body blocks, which migrations know by its name alone.

    Wagtail writes every block into the migration of every page type, so that a new help text would mean a
    migration in each app. The column is JSON whatever the blocks are; a migration that changes stored blocks
    works on that JSON (`wagtail.blocks.migrations`) and needs no definitions.
    """

    if TYPE_CHECKING:
        # A page's `body` is its blocks, and takes them as a list or as JSON.
        def __get__(self, instance: Any, owner: Any) -> Any: ...
        def __set__(self, instance: Any, value: Any) -> None: ...

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        super().__init__(block_types or BodyBlocks(), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what a migration keeps: no blocks."""
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, path, [], kwargs
