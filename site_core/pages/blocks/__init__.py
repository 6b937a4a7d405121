"""The blocks that an editor builds pages from."""

from .anchors import OutlineEntry, outline
from .body import BodyBlocks
from .cards import Card, cards_of
from .fields import BodyField
from .links import ButtonBlock, LinkBlock, LinkValue, OptionalLinkBlock

__all__ = [
    "BodyBlocks",
    "BodyField",
    "ButtonBlock",
    "Card",
    "LinkBlock",
    "LinkValue",
    "OptionalLinkBlock",
    "OutlineEntry",
    "cards_of",
    "outline",
]
