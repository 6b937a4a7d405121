"""The blocks that an editor builds pages from."""

from wagtail.blocks import RichTextBlock, StreamBlock


class BodyBlocks(StreamBlock):
    """Everything that may stand in a page's body."""

    rich_text = RichTextBlock()
