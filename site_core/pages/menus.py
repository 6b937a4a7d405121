"""The blocks of the menus, and the plain values that templates print.

A menu shows only what the public may see: a draft, deleted or private page drops out with all below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Q
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


def closed_paths() -> tuple[str, ...]:
    """Return where the closed parts of the tree begin: restricted pages, and aliases of what lies in them.

    Wagtail alone does not know that an alias is as closed as its source. Two queries where something
    is closed, one more for each link in the longest chain of aliases of aliases.
    """
    closed = _highest(PageViewRestriction.objects.values_list("page__path", flat=True))
    fresh = closed
    while fresh:
        aliases = Page.objects.filter(_below(fresh, "alias_of__path"))
        fresh = tuple(
            path for path in _highest(aliases.values_list("path", flat=True)) if not path.startswith(closed)
        )
        closed = _highest([*closed, *fresh])
    return closed


def _highest(paths: Iterable[str]) -> tuple[str, ...]:
    """Leave out what lies below another path: a closed tree is one path, not one for each page."""
    highest: list[str] = []
    for path in sorted(paths):
        if not (highest and path.startswith(highest[-1])):
            highest.append(path)
    return tuple(highest)


def _below(paths: Iterable[str], field: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths))


class PublicPages:
    """Knows which pages the public may see: asked once for each state of the site, for all processes.

    Only for what points at pages (menus, cards, links): who opens a page is always checked by Wagtail.
    """

    def __init__(self) -> None:
        # The generation is part of the key and read before the data, as in furniture.py.
        key = f"closed-paths:{current_generation()}"
        closed: tuple[str, ...] | None = cache.get(key)
        if closed is None:
            closed = closed_paths()
            cache.set(key, closed, RESTRICTED_SECONDS)
        self.closed = closed

    def shows(self, page: Page | None) -> bool:
        """Whether an anonymous visitor may see `page`."""
        return page is not None and page.live and not page.path.startswith(self.closed)


def for_everyone(pages: Any, closed: Iterable[str] | None = None) -> Any:
    """Return those of `pages` (a queryset or manager of pages) that the public may see.

    Wagtail's own way (`live`, `public`) names aliases of closed pages, and asks each time what is closed.
    Who must not rely on what is kept gives `closed_paths()`.
    """
    live = pages.live()
    paths = PublicPages().closed if closed is None else tuple(closed)
    return live.exclude(_below(paths, "path")) if paths else live


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
