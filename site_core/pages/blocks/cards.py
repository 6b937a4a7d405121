"""Cards that lead to pages of the site or elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.functional import cached_property
from django.utils.text import slugify
from wagtail import blocks
from wagtail.models import Page

from site_core.pages import renditions
from site_core.pages.hues import DEFAULT_HUE

from .base import LINKS, BlockValue, HeadedBlock
from .links import validate_external
from .pictures import ImageChoiceBlock
from .visibility import PublicPageChooserBlock, is_shown, note_visibility


@dataclass(frozen=True)
class Card:
    """What `components/card.html` prints. `scene` names the drawn scene that stands in for a picture."""

    title: str
    url: str
    text: str = ""
    image: Any = None
    hue: str = ""
    scene: str = ""
    is_external: bool = False


def cards_of(pages: Iterable[Page]) -> dict[int, Card]:
    """Return a card for each page that the public may see, by the page's key, in the order of `pages`.

    The number of queries depends on the number of page types and not on that of pages.
    """
    given = list(pages)
    note_visibility(page for page in given if not hasattr(page, "shown_to_public"))
    shown = [page for page in given if is_shown(page)]
    specific = _specific(shown)
    images = _card_images(specific.values())
    hues = _hues(specific.values())
    cards = {}
    for page in shown:
        own = specific.get(page.pk, page)
        cards[page.pk] = Card(
            title=page.title,
            url=page.url or "",
            text=getattr(own, "teaser", ""),
            image=images.get(getattr(own, "card_picture_id", None) or 0),
            hue=hues[page.pk],
            scene=page.slug,
        )
    return cards


def _specific(pages: list[Page]) -> dict[int, Page]:
    """Return the pages as their own types, by key: one query a type."""
    by_type: dict[type[Page], list[Page]] = {}
    for page in pages:
        by_type.setdefault(page.specific_class or Page, []).append(page)
    found: dict[int, Page] = {}
    for model, group in by_type.items():
        if all(isinstance(page, model) for page in group):
            found |= {page.pk: page for page in group}
        else:
            found |= model.objects.defer_streamfields().in_bulk([page.pk for page in group])
    return found


def _card_images(pages: Iterable[Page]) -> dict[int, Any]:
    return renditions.read_images((getattr(page, "card_picture_id", None) for page in pages), "card")


def _hues(pages: Iterable[Page]) -> dict[int, str]:
    """Return the colour of each page: its own, else that of the nearest section above. One query."""
    found = list(pages)
    above = {page.pk: [page.path[:end] for end in _path_ends(page)] for page in found}
    paths = {path for own in above.values() for path in own}
    sections = Page.objects.filter(path__in=paths).annotate(section_hue=F("sectionpage__section_hue"))
    by_path = dict(sections.values_list("path", "section_hue")) if paths else {}
    return {
        page.pk: getattr(page, "section_hue", "")
        or next((by_path[path] for path in above[page.pk] if by_path.get(path)), DEFAULT_HUE)
        for page in found
    }


def _path_ends(page: Page) -> range:
    """Return where the paths of the ancestors end in the page's own path, the nearest first."""
    return range(len(page.path) - Page.steplen, Page.steplen, -Page.steplen)


class CardBlock(blocks.StructBlock):
    """One card."""

    page = PublicPageChooserBlock(required=False, label="Page of this website")
    external = blocks.CharBlock(
        required=False,
        max_length=500,
        validators=[validate_external],
        search_index=False,
        label="Or an address elsewhere",
        help_text="For instance https://www.example.org/.",
    )
    title = blocks.CharBlock(required=False, max_length=120, help_text="Empty: the page's title.")
    teaser = blocks.CharBlock(required=False, max_length=300, help_text="Empty: the page's teaser.")
    image = ImageChoiceBlock(
        "card", required=False, label="Picture", help_text="Empty: the page's card picture."
    )

    class Meta:
        icon = "link"
        label_format = "{title} {page}"

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return the words of a card that leads elsewhere.

        Those about a page of ours are found at that page, and are gone when it is.
        """
        return [] if value.get("page") else super().get_searchable_content(value)

    def clean(self, value: Any) -> Any:
        """Require one target, and a title for one elsewhere. A draft may wait."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned.get("page")) == bool(cleaned.get("external")):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError("Choose a page or give an address, one of the two.")}
            )
        if cleaned.get("external") and not cleaned.get("title"):
            raise blocks.StructBlockValidationError({"title": ValidationError("Give the card a title.")})
        return cleaned


class CardsValue(BlockValue):
    """Cards, without those whose page the public may not see."""

    @cached_property
    def shown(self) -> list[Card]:
        """The cards to print, in the editor's order."""
        chosen = list(self.get("cards") or [])
        of_pages = cards_of({page.pk: page for item in chosen if (page := item.get("page"))}.values())
        return [card for item in chosen if (card := _card(item, of_pages)) and card.title and card.url]

    @property
    def is_empty(self) -> bool:
        """Whether no card is left to print."""
        return not self.shown


def _card(item: Any, of_pages: dict[int, Card]) -> Card | None:
    if page := item.get("page"):
        base = of_pages.get(page.pk)
        if base is None:
            return None
    elif item.get("external"):
        base = Card("", item["external"].strip(), scene=slugify(item.get("title") or ""), is_external=True)
    else:
        return None
    return Card(
        title=item.get("title") or base.title,
        url=base.url,
        text=item.get("teaser") or base.text,
        image=item.get("image") or base.image,
        hue=base.hue,
        scene=base.scene,
        is_external=base.is_external,
    )


class CardsBlock(HeadedBlock):
    """A set of cards."""

    cards = blocks.ListBlock(CardBlock(), min_num=1, max_num=60)

    class Meta:
        icon = "list-ul"
        label = "Cards"
        group = LINKS
        template = "blocks/cards.html"
        value_class = CardsValue
        label_format = "{heading}"
        description = "Cards with title, teaser and picture that lead to pages of this website or elsewhere."
        preview_value = {
            "heading": "Ways to help",
            "cards": [
                {
                    "external": f"https://www.example.org/{word}",
                    "title": title,
                    "teaser": "An hour a month is a great help.",
                }
                for word, title in (
                    ("garden", "Dig with us"),
                    ("kitchen", "Cook for a street"),
                    ("talk", "Hold a conversation"),
                )
            ],
        }
