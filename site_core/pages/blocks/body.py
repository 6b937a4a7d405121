"""Everything that may stand in a page's body."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamBlock, StreamBlockValidationError, StructBlockValidationError

from .anchors import places
from .calls import CallToActionBlock
from .cards import CardsBlock
from .links import ButtonsBlock
from .lists import AccordionBlock, TableBlock
from .pictures import PictureBlock, PictureTextBlock
from .rich_text import BodyTextBlock, links_known
from .text import HeadingBlock, QuoteBlock
from .video import VideoBlock


class BodyBlocks(StreamBlock):
    """The blocks that an editor builds a page from.

    Blocks are printed one after the other without a wrapper, as children of `.blocks`. Each gets
    `anchor` and `heading_level` (see `anchors.Place`) in its template's context.
    """

    heading = HeadingBlock()
    rich_text = BodyTextBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    picture_text = PictureTextBlock()
    video = VideoBlock()
    call_to_action = CallToActionBlock()
    buttons = ButtonsBlock()
    cards = CardsBlock()
    accordion = AccordionBlock()
    table = TableBlock()

    def clean(self, value: Any) -> Any:
        """Refuse headings that skip a level (WCAG 2.2, 1.3.1). A draft may wait."""
        errors: dict[int, ValidationError] = {}
        other: list[ValidationError] = []
        cleaned = value
        try:
            cleaned = super().clean(value)
        except StreamBlockValidationError as error:
            errors, other = error.block_errors, error.non_block_errors
        if not self.is_deferred_validation:
            errors = {**skipped_levels(value), **errors}
        if errors or other:
            raise StreamBlockValidationError(block_errors=errors, non_block_errors=other)
        return cleaned

    def render_basic(self, value: Any, context: dict[str, Any] | None = None) -> SafeString:
        """Return the HTML of all blocks."""
        with links_known(self._links_in_words(value)):
            printed = [
                child.render(
                    {**(context or {}), "anchor": place.anchor, "heading_level": place.heading_level}
                )
                for child, place in zip(value, places(value), strict=True)
            ]
        return mark_safe("\n".join(printed))  # noqa: S308  (each block's template has escaped its values)

    def _links_in_words(self, value: Any) -> Iterator[tuple[Any, str]]:
        """Yield what the rich text of the body links to; what choosers name is read already."""
        for model, key, path, _ in self.extract_references(value):
            if not path.endswith((".page", ".document", ".image", ".portrait")):
                yield model, key


def skipped_levels(stream: Any) -> dict[int, ValidationError]:
    """Return an error for each heading that is more than one level below the one before it."""
    errors: dict[int, ValidationError] = {}
    before = 1
    for number, child in enumerate(stream):
        if child.block_type != "heading" or child.value.is_empty:
            continue
        depth = child.value.depth
        if depth > before + 1:
            errors[number] = StructBlockValidationError(
                {
                    "level": ValidationError(
                        f"No level may be left out: level {depth} cannot follow "
                        + ("the page's title." if before == 1 else f"level {before}.")
                        + f" Choose level {before + 1}."
                    )
                }
            )
        before = depth
    return errors
