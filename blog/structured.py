"""A post in schema.org's words."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from site_core.pages import furniture as furniture_room
from site_core.pages import renditions
from site_core.pages.furniture import Furniture

if TYPE_CHECKING:
    from .models import PostPage
    from .services import Article


def blog_posting(post: "PostPage", article: "Article", request: HttpRequest) -> dict[str, Any]:
    """Describe a post: https://schema.org/BlogPosting."""
    furniture = furniture_room.for_request(request)
    around = article.around
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": post.title,
        "url": post.get_full_url(request),
        "datePublished": article.posted_at.isoformat(),
        "inLanguage": "en-GB",
        "publisher": {"@type": "NGO", "name": furniture.charity.name, "url": furniture.site_url + "/"},
        "author": [
            {"@type": one.schema_type, "name": one.name, "url": furniture.absolute(one.url)}
            for one in around.signatures
        ],
        "isPartOf": {
            "@type": "Blog",
            "name": around.blog_title,
            "url": furniture.absolute(around.blog_url),
        },
    }
    optional = {
        "description": post.meta_description,
        "dateModified": post.last_published_at.isoformat() if post.last_published_at else "",
        "keywords": [name for name, _ in around.tags],
        "articleSection": around.topic[0] if around.topic else "",
        "image": _picture(article, furniture),
    }
    return data | {key: value for key, value in optional.items() if value}


def _picture(article: "Article", furniture: Furniture) -> str:
    shown = renditions.shown(article.lead, "lead") if article.lead else None
    return furniture.absolute(shown.fallback.url) if shown else ""
