"""Links that an editor sets, and the buttons made of them.

A link to a draft, deleted or private page, or to a document of a private collection, is no link: it has no
address and prints nothing.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.functional import cached_property
from wagtail import blocks

from site_core.pages.documents import PublicDocuments

from .anchors import heading_anchor
from .base import LINKS, BlockValue, SiteBlock, choice
from .visibility import FiledDocumentChooserBlock, PublicPageChooserBlock, is_shown

TARGETS = ("page", "document", "external", "anchor")
TELEPHONE = re.compile(r"tel:\+?[0-9][0-9 ()-]{2,24}")
MAX_BUTTONS = 4


def validate_external(value: str) -> None:
    """Let only web, e-mail and telephone addresses pass."""
    scheme, _, rest = value.strip().partition(":")
    try:
        match scheme.lower():
            case "http" | "https":
                URLValidator(schemes=["http", "https"])(value.strip())
            case "mailto":
                validate_email(rest)
            case "tel" if TELEPHONE.fullmatch(value.strip()):
                pass
            case _:
                raise ValidationError("")
    except ValidationError as error:
        raise ValidationError(
            "Give a whole address that starts with https://, mailto: or tel:, "
            "for instance https://www.example.org/ or mailto:hello@example.org."
        ) from error


class LinkValue(blocks.StructValue):
    """Where a link leads and what it says."""

    @cached_property
    def url(self) -> str:
        """The address; empty for no target, and for one that the public may not see."""
        page, document = self.get("page"), self.get("document")
        if page is not None:
            return (page.url or "") if is_shown(page) else ""
        if document is not None:
            return str(document.url) if PublicDocuments().shows(document) else ""
        if external := (self.get("external") or "").strip():
            return external.replace(" ", "") if external.lower().startswith("tel:") else external
        anchor = self.get("anchor") or ""
        return f"#{heading_anchor(anchor)}" if anchor else ""

    @property
    def text(self) -> str:
        """The editor's words, else the target's own name."""
        if self.get("label"):
            return str(self["label"])
        for target in (self.get("page"), self.get("document")):
            if target is not None:
                return str(target.title)
        address = urlsplit((self.get("external") or "").strip())
        return address.hostname or address.path or self.get("anchor") or ""

    @property
    def is_external(self) -> bool:
        """Whether the link leaves this website."""
        return self.url.lower().startswith(("http:", "https:")) and bool(self.get("external"))

    @property
    def file_kind(self) -> str:
        """The kind of file that a document is ("PDF"), so that nobody is surprised; else empty."""
        document = self.get("document")
        return document.file_extension.upper() if document is not None and not self.get("page") else ""


class LinkBlock(blocks.StructBlock):
    """A link to one of: a page, a document, an address elsewhere, a heading on the same page."""

    needs_target = True

    page = PublicPageChooserBlock(required=False, label="Page of this website")
    document = FiledDocumentChooserBlock(required=False, label="Or a document")
    external = blocks.CharBlock(
        required=False,
        max_length=500,
        validators=[validate_external],
        search_index=False,
        label="Or an address elsewhere",
        help_text="A web address, mailto: or tel:, for instance https://www.example.org/.",
    )
    anchor = blocks.CharBlock(
        required=False,
        max_length=120,
        search_index=False,
        label="Or a heading on this page",
        help_text="The heading's words, as they stand there.",
    )
    label = blocks.CharBlock(
        required=False, max_length=80, label="Words", help_text="Empty: the page's or document's title."
    )

    class Meta:
        icon = "link"
        value_class = LinkValue
        label_format = "{label} {page} {external}"

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return nothing: the words are about what it leads to, which may be closed to readers."""
        return []

    def clean(self, value: Any) -> Any:
        """Require exactly one target, and words for what has no title. A draft may wait."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        given = [name for name in TARGETS if cleaned.get(name)]
        if len(given) > 1:
            raise blocks.StructBlockValidationError(
                {name: ValidationError("Choose only one target, and empty the others.") for name in given}
            )
        if not given and (self.needs_target or cleaned.get("label")):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError("Choose where the link leads: a page, a document or an address.")}
            )
        if given and given[0] in {"external", "anchor"} and not cleaned.get("label"):
            raise blocks.StructBlockValidationError({"label": ValidationError("Give the link words.")})
        return cleaned


class OptionalLinkBlock(LinkBlock):
    """A link that may be left out."""

    needs_target = False


class ButtonBlock(blocks.StructBlock):
    """A link that looks like a button."""

    link = LinkBlock()
    look = choice(
        [("", "Plain"), ("primary", "The sun: the one thing to do"), ("quiet", "Quiet, like a link")],
        label="Look",
    )

    class Meta:
        icon = "link"
        label_format = "{link}"


class ButtonsValue(BlockValue):
    """A row of buttons."""

    @property
    def shown(self) -> list[blocks.StructValue]:
        """The buttons that lead somewhere."""
        return [button for button in self.get("buttons") or [] if button["link"].url]

    @property
    def is_empty(self) -> bool:
        """Whether no button leads anywhere."""
        return not self.shown


class ButtonsBlock(SiteBlock):
    """A row of one to four buttons."""

    buttons = blocks.ListBlock(ButtonBlock(), min_num=1, max_num=MAX_BUTTONS)

    class Meta:
        icon = "link"
        label = "Buttons"
        group = LINKS
        template = "blocks/buttons.html"
        value_class = ButtonsValue
        description = "One to four buttons in a row, for what a reader can do next."
        preview_value = {
            "buttons": [
                {"link": {"external": "https://www.example.org/", "label": "Come along"}, "look": "primary"},
                {"link": {"external": "mailto:hello@example.org", "label": "Write to us"}, "look": ""},
            ]
        }


class LandingActions(blocks.StreamBlock):
    """What a landing page asks for: one thing, perhaps two."""

    link = LinkBlock()

    class Meta:
        max_num = 2
