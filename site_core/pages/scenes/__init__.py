"""Drawn scenes: a town on the horizon, cut from paper, different for every seed and the same each time.

`draw` is a pure function. The files in `static/scenes` are made from it once by `scripts/draw_scenes.py`;
a page takes one of them by its slug and the colour of its section.
"""

from hashlib import sha256

from .palette import palette
from .paper import rect
from .town import HEIGHT, WIDTH, Town, rooftops

# The scenes with a name of their own, each in the colour that its section has.
SECTIONS = {
    "home": "sun",
    "our-story": "brick",
    "our-work": "sea",
    "hopeful-towns": "heather",
    "do-something": "sun",
    "contact": "sea",
    "legal": "ink",
}
VARIANTS = 12


def scene_name(seed_text: str, hue: str) -> str:
    """Return the drawn scene of any slug: its own where it has one, else one of this colour's."""
    if SECTIONS.get(seed_text) == hue:
        return seed_text
    number = int.from_bytes(sha256(seed_text.encode()).digest()[:4], "big") % VARIANTS + 1
    return f"{hue}-{number}"


def draw(seed: str, hue: str, *, night: bool = False, sky: bool = False) -> str:
    """Return one scene as an SVG document of 1280 by 320; what does not fit may be cropped, but the foot.

    The sky is left open, so that the page's own colour is the sky; `sky=True` paints it. Raises `KeyError`
    for an unknown hue.
    """
    colours = palette(hue, night=night)
    backdrop = f'<path fill="{colours.sky}" d="{rect(0, 0, WIDTH, HEIGHT)}"/>' if sky else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" '
        f'preserveAspectRatio="xMidYMax slice">{backdrop}{Town(seed, colours).svg()}</svg>'
    )


def draw_rooftops(*, night: bool = False) -> str:
    """Return the roofs along the upper edge of the footer, in the footer's own colour, windows lit."""
    colours = palette("ink", night=night)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 170" width="{WIDTH}" height="170" '
        f'preserveAspectRatio="xMidYMax slice">{rooftops("rooftops", colours, 170)}</svg>'
    )
