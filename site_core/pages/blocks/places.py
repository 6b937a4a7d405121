"""Where something is."""

from dataclasses import dataclass
from urllib.parse import urlencode

from wagtail import blocks

from .base import LINKS, BlockValue, SiteBlock, choice
from .pictures import ImageChoiceBlock

MAPS = [
    ("both", "OpenStreetMap and Google Maps"),
    ("openstreetmap", "OpenStreetMap"),
    ("google", "Google Maps"),
]


@dataclass(frozen=True)
class MapLink:
    """A link to a map elsewhere; nothing is loaded from there."""

    name: str
    url: str


class MapLinkValue(BlockValue):
    """A place and its address."""

    @property
    def lines(self) -> list[str]:
        """The address, line by line."""
        return [line.strip() for line in (self.get("address") or "").splitlines() if line.strip()]

    @property
    def links(self) -> list[MapLink]:
        """Links to the maps that the editor chose.

        They search for the address alone: OpenStreetMap finds nothing for a line that it does not know, such
        as the name of a room. Addresses: https://wiki.openstreetmap.org/wiki/Browsing and
        https://developers.google.com/maps/documentation/urls/get-started.
        """
        wanted = ", ".join(self.lines) or (self.get("place") or "").strip()
        chosen = self.get("maps") or "both"
        found = []
        if chosen in {"both", "openstreetmap"}:
            query = urlencode({"query": wanted})
            found.append(MapLink("OpenStreetMap", f"https://www.openstreetmap.org/search?{query}"))
        if chosen in {"both", "google"}:
            query = urlencode({"api": "1", "query": wanted})
            found.append(MapLink("Google Maps", f"https://www.google.com/maps/search/?{query}"))
        return found

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a place nor an address."""
        return not (self.get("place") or "").strip() and not self.lines


class MapLinkBlock(SiteBlock):
    """A place with links to maps."""

    place = blocks.CharBlock(max_length=120, help_text="What people call it, for instance: The Gatehouse.")
    address = blocks.TextBlock(
        max_length=300, rows=4, help_text="As on a letter, with the postcode: the maps look for it."
    )
    image = ImageChoiceBlock(
        "inline",
        required=False,
        label="Picture",
        help_text="A photograph of the door or a drawn map. Empty: a drawn street.",
    )
    maps = choice(MAPS, label="Links to")

    class Meta:
        icon = "site"
        label = "Map link"
        group = LINKS
        template = "blocks/map_link.html"
        value_class = MapLinkValue
        label_format = "{place}"
        description = (
            "A place, its address and links to maps elsewhere. Nothing is loaded from there, and nobody is "
            "tracked, until the reader follows a link."
        )
        preview_value = {
            "place": "The Gatehouse",
            "address": "1 Example Street\nHarbury\nAB1 2CD",
            "maps": "both",
        }
