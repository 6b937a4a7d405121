"""Reading what a whole body names before it is printed: one query for each kind of row.

Wagtail reads the rows that a stream names for one type of block after the other: a page with pictures in
seven types of blocks would ask seven times for pictures.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from typing import Any, ClassVar

from wagtail import blocks

# {shelf: {key: row}} for the body that is being printed.
_known: ContextVar[Mapping[str, Mapping[int, Any]] | None] = ContextVar("rows_of_the_body", default=None)


class AheadChooserBlock(blocks.ChooserBlock):
    """A chooser whose rows can be read for a whole body at once.

    `shelf` names the kind of row. It still returns what the public may not see, since the editor must.
    """

    shelf: ClassVar[str] = ""

    @classmethod
    def read(cls, choosers: "Iterable[Any]", keys: set[int]) -> Mapping[int, Any]:
        """Return rows by key, with all that any of `choosers` prints of them. Deleted ones are left out."""
        raise NotImplementedError

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        """Return the rows in the order of `values`, each an instance of its own; None for deleted ones."""
        wanted = list(values)
        keys = {value for value in wanted if value is not None}
        found = (_known.get() or {}).get(self.shelf)
        if found is None or not keys <= found.keys():
            found = self.read([self], keys) if keys else {}
        # A copy: two blocks with the same picture say different things about it.
        return [copy(found.get(value)) if value is not None else None for value in wanted]


@contextmanager
def rows_known(stream: Any) -> Iterator[None]:
    """Within this block, reading what the blocks of `stream` name costs one query for each kind of row."""
    shelves: dict[str, tuple[list[Any], set[int]]] = {}
    # Values that came from a form, for a preview, are rows already.
    for item in stream.raw_data if stream.is_lazy else ():
        for chooser, key in _chosen(stream.stream_block.child_blocks.get(item["type"]), item["value"]):
            choosers, keys = shelves.setdefault(chooser.shelf, ([], set()))
            choosers.append(chooser)
            keys.add(key)
    known = {
        shelf: dict.fromkeys(keys) | dict(choosers[0].read(choosers, keys))
        for shelf, (choosers, keys) in shelves.items()
    }
    token = _known.set(known)
    try:
        yield
    finally:
        _known.reset(token)


def _chosen(block: Any, raw: Any) -> Iterator[tuple[AheadChooserBlock, int]]:
    """Yield each chooser in a block, and the key that is stored for it."""
    match block:
        case AheadChooserBlock() if raw is not None:
            yield block, raw
        case blocks.BaseStructBlock() if raw:
            for name, child in block.child_blocks.items():
                yield from _chosen(child, raw.get(name))
        case blocks.ListBlock() if raw:
            for item in raw:
                # Wagtail stores items with an id; values that were written by hand may come without.
                is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
                yield from _chosen(block.child_block, item["value"] if is_wrapped else item)
