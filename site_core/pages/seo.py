"""What search engines and social networks are told about a page."""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from . import furniture as furniture_room
from .furniture import Furniture, Picture
from .renditions import SHARE

if TYPE_CHECKING:
    from .models.base import BasePage

# The same escapes as Django's json_script: the text may stand inside a <script> element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Seo:
    """The values that `components/head_meta.html` prints."""

    title: str
    share_title: str = ""
    description: str = ""
    canonical: str = ""
    image: Picture | None = None
    kind: str = "website"
    robots: str = ""
    json_ld: list[str] = field(default_factory=list)


def for_page(page: "BasePage", request: HttpRequest, *, below: str = "", name: str = "") -> Seo:
    """Gather the values for one page, or for a view `below` it ("past/") with a title of its own, `name`.

    Addresses are absolute and without a query string, but for `?page=`, whose pages differ. Any other
    parameter makes a copy of the page, which search engines are asked to leave out.
    """
    furniture = furniture_room.for_request(request)
    charity = furniture.charity
    name = name or page.seo_title or page.title
    number = _page_number(request) if page.is_paginated else 1
    suffix = f" (page {number})" if number > 1 else ""
    canonical = (page.get_full_url(request) or "") + below
    is_copy = page.is_paginated and bool(set(request.GET) - {"page"})
    is_home = len(page.trail) == 1
    title = f"{name}{suffix} – {charity.name}" if name != charity.name else charity.name
    data = [organisation(furniture), website(furniture)] if is_home else [breadcrumb_list(page, furniture)]
    return Seo(
        title=title,
        share_title=page.social_title or name,
        description=page.meta_description or charity.strapline,
        canonical=f"{canonical}?page={number}" if number > 1 else canonical,
        image=_share_picture(page, furniture),
        kind=page.seo_kind,
        robots="noindex" if page.hide_from_search_engines or is_copy else "",
        json_ld=[to_script(entry) for entry in [*data, *page.structured_data(request)]],
    )


def to_script(data: dict[str, Any]) -> SafeString:
    """Return JSON that is safe inside a <script> element (data only, so no policy stops it)."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308


def organisation(furniture: Furniture) -> dict[str, Any]:
    """Describe the charity as schema.org's NGO."""
    charity = furniture.charity
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "name": charity.name,
        "url": furniture.site_url + "/",
        "sameAs": [link.url for link in furniture.social],
    }
    optional = {
        "slogan": charity.strapline,
        "logo": furniture.absolute(charity.logo.url) if charity.logo else "",
        "email": charity.email,
        "telephone": charity.telephone,
        "address": ", ".join(charity.address),
        "identifier": charity.charity_number,
    }
    return data | {key: value for key, value in optional.items() if value}


def website(furniture: Furniture) -> dict[str, Any]:
    """Describe the site as schema.org's WebSite, with the way to search it."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": furniture.charity.name,
        "url": furniture.site_url + "/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{furniture.site_url}{reverse('search')}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumb_list(page: "BasePage", furniture: Furniture) -> dict[str, Any]:
    """Describe the way from the home page as schema.org's BreadcrumbList."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.title,
                "item": furniture.absolute(crumb.url),
            }
            for position, crumb in enumerate(page.trail, start=1)
        ],
    }


def _share_picture(page: "BasePage", furniture: Furniture) -> Picture:
    image = page.social_image or page.card_picture
    if image is not None:
        rendition = image.get_rendition(SHARE)
        return Picture(
            furniture.absolute(rendition.url), image.default_alt_text, rendition.width, rendition.height
        )
    kept = furniture.charity.share_image
    if kept is not None:
        return Picture(furniture.absolute(kept.url), kept.alt, kept.width, kept.height)
    return Picture(
        furniture.absolute(static("images/share.png")),
        "A row of houses with the sun rising behind them",
        1200,
        630,
    )


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "")
    return int(number) if number.isdecimal() and len(number) < 6 else 1
