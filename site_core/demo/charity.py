"""Who the demo charity is: name, numbers, menus and the banner. All of it is invented.

Nothing here can belong to anybody: example.org (RFC 2606), 01632 960 numbers (kept by Ofcom for drama),
a postcode area that does not exist, numbers of zeros. The profiles cannot exist either: names under
`.example` can never be registered, and Instagram allows no hyphen.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page, Site

from site_core.pages.models import AlertSettings, CharitySettings, CustomImage, NavigationSettings

NAME = "Brighter Towns Trust"
ADDRESS = "The Gatehouse\nMill Lane\nTarnwick\nZZ1 1ZZ"

IDENTITY: dict[str, Any] = {
    "name": NAME,
    "strapline": "Hope is built street by street",
    "charity_number": "0000000",
    "charity_regulator": "England and Wales",
    "company_name": "Brighter Towns Trust Limited",
    "company_number": "00000000",
    "company_place": "England and Wales",
    "registered_office": ADDRESS,
    "postal_address": ADDRESS,
    "telephone": "01632 960123",
    "email": "office@example.org",
    "published_by": f"Published and promoted by {NAME}, {', '.join(ADDRESS.splitlines())}.",
}
PROFILES = (
    ("bluesky", "https://bsky.app/profile/brightertowns.example"),
    ("mastodon", "https://social.example/@brightertowns"),
    ("instagram", "https://www.instagram.com/brighter-towns-demo/"),
)

Branch = tuple[str, "tuple[Branch, ...]"]


def leaf(path: str) -> Branch:
    """An entry with nothing below it."""
    return (path, ())


MENU: tuple[Branch, ...] = (
    (
        "our-story",
        (
            leaf("our-story/about-us"),
            leaf("our-story/what-we-do"),
            leaf("our-story/our-team"),
            leaf("our-story/reports-and-publications"),
            leaf("our-story/jobs"),
            leaf("our-story/questions"),
            leaf("our-story/news"),
        ),
    ),
    (
        "our-work",
        (
            leaf("our-work/educating"),
            leaf("our-work/research-and-policy"),
            ("our-work/organising", (leaf("our-work/organising/stories-of-hope"),)),
            leaf("our-work/engaging"),
        ),
    ),
    (
        "hopeful-towns",
        (
            (
                "hopeful-towns/about",
                (
                    leaf("hopeful-towns/about/research"),
                    leaf("hopeful-towns/about/pilot-communities"),
                    leaf("hopeful-towns/about/national-policy"),
                    leaf("hopeful-towns/about/leadership-network"),
                ),
            ),
            leaf("hopeful-towns/why-we-need-hopeful-towns"),
            leaf("hopeful-towns/towns-blog"),
            leaf("hopeful-towns/resources"),
            leaf("hopeful-towns/get-involved"),
        ),
    ),
    (
        "do-something",
        (
            leaf("do-something/support-our-work"),
            leaf("do-something/volunteer"),
            leaf("do-something/training-and-workshops"),
            (
                "do-something/fundraising-for-us",
                (leaf("do-something/fundraising-for-us/fun-fundraising"),),
            ),
            leaf("do-something/events"),
        ),
    ),
    leaf("hope-at-home"),
)
FOOTER = ("contact", "legal/privacy", "legal/cookies", "legal/terms", "legal/accessibility")
DONATE = "do-something/support-our-work"
BASKET = "basket"
# What invented visitors open most, the most read first.
MOST_READ = (
    "our-work/organising/stories-of-hope",
    "do-something/volunteer",
    "hopeful-towns/why-we-need-hopeful-towns",
    "our-story/about-us",
    "do-something/fundraising-for-us/fun-fundraising",
    "our-story/jobs",
    "hopeful-towns/about/pilot-communities",
    "do-something/events",
    "our-work/educating",
)

BANNER: dict[str, Any] = {
    "active": True,
    "tone": "info",
    "text": "This website is a demonstration. The charity, its people and its numbers are invented.",
    "link_text": "What that means",
}
BANNER_PAGE = "legal/terms"


def fill_settings(site: Site, pages: dict[str, Page], share_image: CustomImage) -> None:
    """Write the site's settings."""
    charity = CharitySettings.for_site(site)
    _set(charity, IDENTITY, share_image=share_image)
    charity.social_links = [
        {"type": "profile", "value": {"network": network, "url": url}} for network, url in PROFILES
    ]
    charity.save()
    navigation = NavigationSettings.for_site(site)
    navigation.menu = [{"type": "entry", "value": entry} for entry in _entries(MENU, pages)]
    navigation.footer_links = [
        {"type": "link", "value": entry} for entry in _entries(map(leaf, FOOTER), pages)
    ]
    navigation.donate_page = pages[DONATE]
    navigation.basket_page = pages[BASKET]
    navigation.save()
    alert = AlertSettings.for_site(site)
    _set(alert, BANNER, link_page=pages[BANNER_PAGE])
    alert.save()


def _set(instance: Any, values: dict[str, Any], **more: Any) -> None:
    for name, value in (values | more).items():
        setattr(instance, name, value)


def _entries(branches: Iterable[Branch], pages: dict[str, Page]) -> list[dict[str, Any]]:
    return [{"page": pages[path].pk, "children": _entries(below, pages)} for path, below in branches]
