"""What stands around every page: the charity's identity, menus, footer, social links, alert.

Plain values, built once for each state of the site and shared by all processes: the cache's key carries
the page cache's generation, so that furniture built from old data can never be read after a purge.
"""

import math
from dataclasses import dataclass, field
from datetime import datetime

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from site_core.pagecache.generation import current_generation

from . import moments
from .menus import MenuItem, PublicPages, SocialLink, SocialLinkBlock, build_items
from .models.settings import AlertSettings, CharitySettings, NavigationSettings
from .renditions import SHARE

CACHE_SECONDS = 3600
BASKET = "Basket"
NETWORK_NAMES = dict(SocialLinkBlock.NETWORKS)


@dataclass(frozen=True)
class Picture:
    """A picture by its address and size in pixels."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Charity:
    """Who the charity is, as printed in header, footer, mails and structured data."""

    name: str
    strapline: str = ""
    logo: Picture | None = None
    share_image: Picture | None = None
    email: str = ""
    telephone: str = ""
    address: tuple[str, ...] = ()
    legal_lines: tuple[str, ...] = ()
    charity_number: str = ""
    company_number: str = ""


@dataclass(frozen=True)
class Alert:
    """The banner above every page."""

    text: str
    tone: str
    link_url: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class Furniture:
    """Everything around a page's own content."""

    charity: Charity
    site_url: str = ""
    menu: list[MenuItem] = field(default_factory=list)
    footer_links: list[MenuItem] = field(default_factory=list)
    social: list[SocialLink] = field(default_factory=list)
    donate: MenuItem | None = None
    basket: MenuItem | None = None
    alert: Alert | None = None
    # When the clock alone changes something: nobody saves anything at the moment when an alert ends.
    changes_at: datetime | None = None

    def absolute(self, url: str) -> str:
        """Return an address as it works outside of the site; one that names its host already stays."""
        return self.site_url + url if url.startswith("/") else url

    @property
    def seconds_left(self) -> int | None:
        """How long this stays true without a change by anybody, at most an hour; None if for longer."""
        if self.changes_at is None:
            return None
        seconds = math.ceil((self.changes_at - timezone.now()).total_seconds())
        return min(max(seconds, 1), CACHE_SECONDS)


def for_request(request: HttpRequest) -> Furniture:
    """Return the furniture of the request's site. No query when it is in the cache."""
    site = Site.find_for_request(request)
    return for_site(site) if site else Furniture(Charity("Website"))


def for_site(site: Site) -> Furniture:
    """Return the furniture of one site from the cache, else build it and keep it."""
    # The generation is read before the data, never after: see the module's docstring.
    key = f"furniture:{site.pk}:{current_generation()}"
    kept: Furniture | None = cache.get(key)
    if kept is None:
        kept = build(site)
        cache.set(key, kept, kept.seconds_left or CACHE_SECONDS)
    return kept


def build(site: Site) -> Furniture:
    """Gather the furniture from the settings."""
    charity = CharitySettings.for_site(site)
    navigation = NavigationSettings.for_site(site)
    public = PublicPages()
    alert = AlertSettings.for_site(site)
    return Furniture(
        charity=_charity(charity),
        site_url=site.root_url,
        menu=build_items((block.value for block in navigation.menu), public),
        footer_links=build_items((block.value for block in navigation.footer_links), public),
        social=[
            SocialLink(
                block.value["network"],
                NETWORK_NAMES.get(block.value["network"], block.value["network"]),
                block.value["url"],
            )
            for block in charity.social_links
        ],
        donate=_button(navigation.donate_text, navigation.donate_page, public),
        basket=_button(BASKET, navigation.basket_page, public),
        alert=_alert(alert, public),
        changes_at=_next_change(alert),
    )


def _button(text: str, page: Page | None, public: PublicPages) -> MenuItem | None:
    """Return a link above every page; None while the public may not see where it leads."""
    return MenuItem(text, page.url or "") if page is not None and public.shows(page) else None


def _next_change(alert: AlertSettings) -> datetime | None:
    planned = (alert.next_change(), moments.next_after(timezone.now()))
    return min((moment for moment in planned if moment is not None), default=None)


def _charity(charity: CharitySettings) -> Charity:
    logo = charity.logo.get_rendition("max-480x160|format-png") if charity.logo else None
    return Charity(
        name=charity.name,
        strapline=charity.strapline,
        logo=Picture(logo.url, charity.name, logo.width, logo.height) if logo else None,
        share_image=_share_image(charity),
        email=charity.email,
        telephone=charity.telephone,
        address=tuple(charity.postal_address.splitlines()),
        legal_lines=tuple(charity.legal_lines()),
        charity_number=charity.charity_number,
        company_number=charity.company_number,
    )


def _share_image(charity: CharitySettings) -> Picture | None:
    image = charity.share_image
    if image is None:
        return None
    rendition = image.get_rendition(SHARE)
    return Picture(rendition.url, image.default_alt_text, rendition.width, rendition.height)


def _alert(alert: AlertSettings, public: PublicPages) -> Alert | None:
    if not alert.is_shown():
        return None
    page = alert.link_page if alert.link_page and public.shows(alert.link_page) else None
    return Alert(
        alert.text,
        alert.tone,
        (page.url or "") if page else "",
        (alert.link_text or page.title) if page else "",
    )
