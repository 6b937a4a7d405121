"""A publication in schema.org's words."""

from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from site_core.pages import furniture as furniture_room
from site_core.pages import renditions
from site_core.pages.furniture import Furniture

if TYPE_CHECKING:
    from .models import PublicationPage


def publication(page: "PublicationPage", request: HttpRequest) -> dict[str, Any]:
    """Describe a publication: https://schema.org/Report, CreativeWork or LearningResource."""
    furniture = furniture_room.for_request(request)
    charity = {"@type": "Organization", "name": furniture.charity.name}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": page.kind_words.schema,
        "name": page.title,
        "url": page.get_full_url(request),
        "datePublished": page.published_on.isoformat(),
        "inLanguage": "en-GB",
        "author": [
            charity if name == furniture.charity.name else {"@type": "Person", "name": name}
            for name in page.author_names
        ]
        or charity,
        "publisher": charity,
    }
    optional = {
        "description": page.meta_description,
        "about": [topic.name for topic in page.topic_list],
        "audience": [{"@type": "Audience", "audienceType": words} for words in page.audience_words],
        "educationalLevel": page.key_stage_words,
        "image": _cover(page, furniture),
        "encoding": [
            {
                "@type": "MediaObject",
                "name": file.title,
                "contentUrl": furniture.absolute(file.url),
                "encodingFormat": guess_type(file.url)[0] or "application/octet-stream",
            }
            for file in page.files
        ],
    }
    return data | {key: value for key, value in optional.items() if value}


def _cover(page: "PublicationPage", furniture: Furniture) -> str:
    picture = page.front.picture
    shown = renditions.shown(picture, "cover") if picture else None
    return furniture.absolute(shown.fallback.url) if shown else ""
