"""What a change in this room changes for visitors: nearly always any page.

Menus, cards, breadcrumbs and the sitemap name pages everywhere, so a page, menu or setting purges everything.
A small charity changes them some times a day, and a page is made again in a few hundredths of a second;
a narrower rule that forgets one card would show a draft's title for an hour. What changes often
(comments, totals, stock) registers narrow tags with its own feature.
"""

from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from site_core.pagecache import affects, purge

from .models import AlertSettings, CharitySettings, CustomDocument, CustomImage, NavigationSettings, Topic

SHOWN_ANYWHERE = (
    Page,
    PageViewRestriction,
    Collection,
    CollectionViewRestriction,
    Site,
    Redirect,
    CharitySettings,
    NavigationSettings,
    AlertSettings,
    CustomImage,
    CustomDocument,
    Topic,
)


def register() -> None:
    """Fill the page cache's registry with this room's models."""
    for model in SHOWN_ANYWHERE:
        affects.register(model, affects.everything)
    # The tree moves pages with SQL of its own, so no row is saved.
    post_page_move.connect(_tree_changed, dispatch_uid="pages.effects.move")
    page_slug_changed.connect(_tree_changed, dispatch_uid="pages.effects.slug")


def _tree_changed(**kwargs: Any) -> None:
    purge.changed(affects.EVERYTHING)
