"""Find the drawn scene of a page, a card or a section."""

from dataclasses import dataclass

from django import template
from django.templatetags.static import static

from site_core.pages.hues import DEFAULT_HUE
from site_core.pages.scenes import SECTIONS, scene_name

register = template.Library()


@dataclass(frozen=True)
class Scene:
    """The addresses of one scene by day and by night."""

    day: str
    night: str


def scene_url(seed_text: str, hue: str, *, night: bool = False) -> str:
    """Return the address of the scene that belongs to a slug (or any text) in one colour."""
    return static(f"scenes/{scene_name(seed_text, hue)}{'-night' if night else ''}.svg")


@register.simple_tag
def drawn_scene(seed_text: str, hue: str = "") -> Scene:
    """Return the scene of a slug: `{% drawn_scene page.slug hue as scene %}`.

    Without a colour it is the one that the named scene was drawn in, else the site's default.
    """
    colour = hue or SECTIONS.get(seed_text, DEFAULT_HUE)
    return Scene(scene_url(seed_text, colour), scene_url(seed_text, colour, night=True))


@register.simple_tag
def rooftops() -> Scene:
    """Return the roofs along the edge of the footer."""
    return Scene(static("scenes/rooftops.svg"), static("scenes/rooftops-night.svg"))
