"""The colours of a scene: six papers, and what morning and night make of them."""

from dataclasses import dataclass

from .paper import mix

PAPER, INK, SUN, BRICK, SEA, HEATHER = "#fffaf1", "#1e1535", "#ffc22e", "#d9472b", "#0b6e69", "#6b4fa0"

# The same skies as --band in css/site.css: the page's head is one sheet with its scene.
MORNING = {"sun": SUN, "brick": "#c53b20", "sea": SEA, "heather": HEATHER, "ink": "#2f2560"}
NIGHT = {"sun": "#23195c", "brick": "#4a1838", "sea": "#0a3a4c", "heather": "#3a2570", "ink": "#0e0a26"}

SAND, ROSE, MIST, LILAC = "#f4dcae", "#f0906c", "#8cc7bb", "#b9a5dc"
WALLS = {
    "sun": (PAPER, BRICK, SEA, LILAC, ROSE),
    "brick": (PAPER, SAND, MIST, SUN, LILAC),
    "sea": (PAPER, BRICK, SAND, ROSE, SUN),
    "heather": (PAPER, ROSE, SAND, BRICK, MIST),
    "ink": (PAPER, LILAC, BRICK, SAND, MIST),
}


@dataclass(frozen=True)
class Palette:
    """Every colour that the drawing hand may reach for."""

    night: bool
    sky: str
    glow: tuple[str, str]
    orb: str
    hills: tuple[str, str]
    skyline: str
    skyline_light: str
    walls: tuple[str, ...]
    roofs: tuple[str, ...]
    pane: str
    lit: str
    doors: tuple[str, ...]
    leaves: tuple[str, ...]
    wood: str
    ground: str
    bright: str
    water: str
    ripple: str
    land: str
    birds: str
    craters: str
    viaduct: str


def palette(hue: str, *, night: bool = False) -> Palette:
    """Return the colours of one hue by day or by night. `KeyError` for a hue that is none of ours."""
    if night:
        sky = NIGHT[hue]
        deep = mix(sky, "#060417", 0.62)

        def dim(colour: str, share: float = 0.72) -> str:
            return mix(colour, mix(sky, "#0a0722", 0.45), share)

        return Palette(
            night=True,
            sky=sky,
            glow=(mix(sky, LILAC, 0.1), mix(sky, LILAC, 0.2)),
            orb="#fff1cf",
            hills=(mix(sky, LILAC, 0.13), mix(sky, deep, 0.35)),
            skyline=mix(sky, deep, 0.62),
            skyline_light=mix(SUN, sky, 0.25),
            walls=tuple(dim(wall, 0.74) for wall in WALLS[hue]),
            roofs=(mix(deep, LILAC, 0.06), mix(deep, BRICK, 0.12), mix(deep, LILAC, 0.14)),
            pane=mix(deep, sky, 0.4),
            lit=SUN,
            doors=(mix(BRICK, deep, 0.45), mix(SEA, deep, 0.35), SUN, mix(HEATHER, deep, 0.4)),
            leaves=(mix(SEA, deep, 0.7), mix(SEA, deep, 0.5), mix(HEATHER, deep, 0.65)),
            wood=deep,
            ground="#0b0820",
            bright=mix(PAPER, sky, 0.45),
            water=mix(sky, LILAC, 0.22),
            ripple=mix(sky, LILAC, 0.45),
            land=mix(mix(SEA, deep, 0.78), sky, 0.2),
            birds=mix(PAPER, sky, 0.45),
            craters=mix("#fff1cf", LILAC, 0.5),
            viaduct=mix(sky, deep, 0.85),
        )
    sky = MORNING[hue]
    light_sky = hue == "sun"
    leaf = mix(SEA, INK, 0.25) if hue == "sea" else SEA
    return Palette(
        night=False,
        sky=sky,
        glow=(mix(sky, PAPER, 0.22), mix(sky, PAPER, 0.46))
        if light_sky
        else (mix(sky, SUN, 0.16), mix(sky, SUN, 0.36)),
        orb=BRICK if light_sky else SUN,
        hills=(mix(sky, ROSE, 0.55), mix(sky, BRICK, 0.62))
        if light_sky
        else (mix(sky, INK, 0.2), mix(sky, INK, 0.38)),
        skyline=mix(BRICK, HEATHER, 0.55) if light_sky else mix(sky, INK, 0.6),
        skyline_light=SUN,
        walls=WALLS[hue],
        roofs=(INK, mix(BRICK, INK, 0.55), mix(HEATHER, INK, 0.45)),
        pane=INK,
        lit=SUN,
        doors=(BRICK, SEA, HEATHER, SUN),
        leaves=(leaf, mix(leaf, SUN, 0.32), mix(leaf, INK, 0.4)),
        wood=INK,
        ground=INK,
        bright=PAPER,
        water=mix(MIST, sky, 0.2) if hue != "sea" else MIST,
        ripple=PAPER,
        land=mix(leaf, INK, 0.35),
        birds=INK if light_sky else PAPER,
        craters=SUN,
        viaduct=mix(BRICK, INK, 0.45),
    )
