"""The blocks of the menus, and the plain values that templates print.

A menu shows only what the public may see: a draft, deleted or private page drops out with all below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.models import Page, PageViewRestriction

from site_core.pagecache.generation import current_generation

RESTRICTED_SECONDS = 3600


@dataclass
class MenuItem:
    """One entry of a menu; `is_current` and `is_open` (a page below is current) are set for each request."""

    title: str
    url: str
    children: list["MenuItem"] = field(default_factory=list)
    is_current: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class SocialLink:
    """A profile of the charity elsewhere."""

    network: str
    label: str
    url: str


class MenuTargetBlock(blocks.StructBlock):
    """A page of the site, or an address elsewhere."""

    page = blocks.PageChooserBlock(required=False)
    url = blocks.URLBlock(required=False, label="Or an address elsewhere")
    label = blocks.CharBlock(required=False, max_length=60, help_text="Empty: the page's title.")

    class Meta:
        icon = "link"
        label_format = "{page} {label}"
        # A menu of thirty entries is read before one of them is changed.
        collapsed = True

    def clean(self, value: Any) -> Any:
        """Require exactly one target, and words for an address elsewhere."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError("Choose a page or give an address, one of the two.")}
            )
        if cleaned["url"] and not cleaned["label"]:
            raise blocks.StructBlockValidationError({"label": ValidationError("Give the link a name.")})
        return cleaned


class SecondLevelBlock(MenuTargetBlock):
    """An entry in a panel of the menu."""

    children = blocks.ListBlock(MenuTargetBlock(), required=False, default=[], label="Third level")


class TopLevelBlock(MenuTargetBlock):
    """An entry in the menu bar."""

    children = blocks.ListBlock(SecondLevelBlock(), required=False, default=[], label="Second level")


class MenuEntries(blocks.StreamBlock):
    """The main menu, three levels deep."""

    entry = TopLevelBlock(icon="list-ul")

    class Meta:
        max_num = 8


class FooterLinks(blocks.StreamBlock):
    """The links at the foot of every page."""

    link = MenuTargetBlock()


class SocialLinkBlock(blocks.StructBlock):
    """A profile on a social network."""

    NETWORKS = [
        ("bluesky", "Bluesky"),
        ("facebook", "Facebook"),
        ("instagram", "Instagram"),
        ("linkedin", "LinkedIn"),
        ("mastodon", "Mastodon"),
        ("tiktok", "TikTok"),
        ("x", "X"),
        ("youtube", "YouTube"),
    ]

    network = blocks.ChoiceBlock(choices=NETWORKS)
    url = blocks.URLBlock()

    class Meta:
        icon = "site"


class SocialLinks(blocks.StreamBlock):
    """The charity's profiles elsewhere."""

    profile = SocialLinkBlock()


class PublicPages:
    """Knows which pages the public may see. One query for each state of the site, shared by all processes.

    Only for what points at pages (menus, cards, links): who opens a page is always checked by Wagtail.
    """

    def __init__(self) -> None:
        # The generation is part of the key and read before the data, as in furniture.py.
        key = f"restricted-paths:{current_generation()}"
        restricted: tuple[str, ...] | None = cache.get(key)
        if restricted is None:
            restricted = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
            cache.set(key, restricted, RESTRICTED_SECONDS)
        self._restricted = restricted

    def shows(self, page: Page | None) -> bool:
        """Whether an anonymous visitor may see `page`."""
        return page is not None and page.live and not page.path.startswith(self._restricted)


def build_items(entries: Iterable[Any], public: PublicPages) -> list[MenuItem]:
    """Turn block values into menu items, leaving out what the public may not see."""
    items = []
    for entry in entries:
        page = entry["page"]
        if page is not None and not public.shows(page):
            continue
        url = page.url if page is not None else entry["url"]
        if not url:
            continue
        children = build_items(entry.get("children") or [], public)
        items.append(MenuItem(entry["label"] or page.title, url, children))
    return items


def mark_current(items: list[MenuItem], path: str) -> list[MenuItem]:
    """Return a copy of `items` in which the entry of `path` is current and those above it are open."""
    marked = []
    for item in items:
        children = mark_current(item.children, path)
        below = any(child.is_current or child.is_open for child in children)
        within = item.url != "/" and path.startswith(item.url) and item.url.startswith("/")
        marked.append(
            MenuItem(
                item.title,
                item.url,
                children,
                is_current=item.url == path,
                is_open=item.url != path and (below or within),
            )
        )
    return marked
