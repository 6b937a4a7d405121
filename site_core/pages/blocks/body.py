"""Everything that may stand in a page's body."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamBlock, StreamBlockValidationError, StructBlockValidationError

from .ahead import rows_known
from .anchors import places
from .calls import CallToActionBlock
from .cards import CardsBlock
from .downloads import DocumentsBlock
from .facts import StatisticsBlock, TimelineBlock
from .gallery import GalleryBlock
from .links import ButtonsBlock
from .listings import LatestBlock, UpcomingEventsBlock
from .lists import AccordionBlock, TableBlock
from .notices import AlertBoxBlock, NewsletterBlock
from .people import PeopleBlock
from .pictures import PictureBlock, PictureTextBlock
from .places import MapLinkBlock
from .rich_text import BodyTextBlock, links_known
from .text import HeadingBlock, QuoteBlock
from .video import VideoBlock

# A picture in one of so many blocks at the top may be seen at once; further down it can wait.
EARLY_BLOCKS = 3


class BodyBlocks(StreamBlock):
    """The blocks that an editor builds a page from.

    Blocks are printed one after the other without a wrapper, as children of `.blocks`. Each gets
    `anchor` and `heading_level` (see `anchors.Place`) in its template's context, and the first ones
    `early_turns`, from which the first picture that is printed takes its turn (`picture_tags`).
    """

    heading = HeadingBlock()
    rich_text = BodyTextBlock()
    quote = QuoteBlock()
    alert_box = AlertBoxBlock()
    picture = PictureBlock()
    picture_text = PictureTextBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    call_to_action = CallToActionBlock()
    buttons = ButtonsBlock()
    cards = CardsBlock()
    map_link = MapLinkBlock()
    newsletter = NewsletterBlock()
    latest = LatestBlock()
    upcoming_events = UpcomingEventsBlock()
    people = PeopleBlock()
    statistics = StatisticsBlock()
    timeline = TimelineBlock()
    documents = DocumentsBlock()
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
        turns = [True]
        with rows_known(value), links_known(self._links_in_words(value)):
            printed = [
                child.render(
                    {
                        **(context or {}),
                        "anchor": place.anchor,
                        "heading_level": place.heading_level,
                        "early_turns": turns if number < EARLY_BLOCKS else [],
                    }
                )
                for number, (child, place) in enumerate(zip(value, places(value), strict=True))
            ]
        return mark_safe("\n".join(printed))  # noqa: S308  (each block's template has escaped its values)

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return the words of all blocks as one text, a line for each: search shows where they stand."""
        content = [line.strip() for line in super().get_searchable_content(value)]
        return ["\n".join(filter(None, content))]

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
