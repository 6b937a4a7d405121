"""Sheets of cut paper, one on the other: the drawn scenes' houses and trees, larger and with shadows."""

from collections.abc import Callable
from random import Random

from site_core.pages.scenes import buildings, outdoors, skyline
from site_core.pages.scenes.hand import Hand
from site_core.pages.scenes.palette import SUN, palette
from site_core.pages.scenes.paper import disc, rect

# The units of a picture; it is enlarged to 1600 by 1067 pixels.
WIDTH, HEIGHT = 480, 320

# Light from the upper left: each sheet throws a soft shadow, and all paper has a little grain.
PAGE = """<!doctype html><style>body{{margin:0}}svg{{display:block}}</style>
<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1067" viewBox="0 0 480 320"
preserveAspectRatio="none">
<defs>
<filter id="lift" x="-5%" y="-5%" width="110%" height="112%">
<feDropShadow dx="1.1" dy="1.6" stdDeviation="1.1" flood-color="#1e1535" flood-opacity=".34"/></filter>
<filter id="glow" x="-100%" y="-100%" width="300%" height="300%"><feGaussianBlur stdDeviation="7"/></filter>
<filter id="grain"><feTurbulence type="fractalNoise" baseFrequency=".32 .38" numOctaves="2" seed="4"/>
<feColorMatrix values="0 0 0 0 .12  0 0 0 0 .08  0 0 0 0 .2  .55 .55 0 0 -.44"/></filter>
</defs>{layers}<rect width="480" height="320" filter="url(#grain)" opacity=".17"/></svg>"""


class Stage:
    """Sheets of paper, from the sky to what is nearest."""

    def __init__(self, seed: str, hue: str, *, night: bool = False) -> None:
        self.colours = palette(hue, night=night)
        self.chance = Random(seed)  # noqa: S311 - for a picture, not a secret
        self.layers = [f'<path fill="{self.colours.sky}" d="{rect(0, 0, WIDTH, HEIGHT)}"/>']

    def hand(self) -> Hand:
        """A hand with an empty sheet."""
        return Hand(self.chance, self.colours)

    def lay(self, hand: Hand, x: float = 0, y: float = 0, scale: float = 1) -> None:
        """Put a sheet on the pile."""
        move = f"translate({x} {y}) scale({scale})"
        self.layers.append(f'<g filter="url(#lift)"><g transform="{move}">{hand.sheet.svg()}</g></g>')

    def cut(self, colour: str, *shapes: str) -> None:
        """Put one piece of one colour on the pile."""
        self.layers.append(f'<path filter="url(#lift)" fill="{colour}" d="{"".join(shapes)}"/>')

    def shine(self, x: float, y: float, radius: float, colour: str = SUN) -> None:
        """A soft light."""
        self.layers.append(
            f'<path filter="url(#glow)" opacity=".55" fill="{colour}" d="{disc(x, y, radius)}"/>'
        )

    def sun(self, x: float, y: float, radius: float) -> None:
        """The sun, or by night the moon."""
        glow = self.colours.glow
        self.cut(glow[0], disc(x, y, radius * 1.9))
        self.cut(glow[1], disc(x, y, radius * 1.42))
        self.cut(self.colours.orb, disc(x, y, radius))

    def far(self, base: float, landmarks: int = 2, scale: float = 0.75) -> None:
        """Hills, and the town on the horizon."""
        for index, colour in enumerate(self.colours.hills):
            ridge = self.hand()
            skyline.hill(ridge, base - 62 + 26 * index, 16, colour, WIDTH, HEIGHT)
            self.lay(ridge)
        town = self.hand()
        skyline.skyline(
            town, base / scale, self.colours.skyline, landmarks, round(WIDTH / scale), keep_clear=(0, 0)
        )
        self.lay(town, scale=scale)

    def ground(self, y: float, colour: str = "") -> None:
        """What everything stands on."""
        self.cut(colour or self.colours.ground, rect(-10, y, WIDTH + 20, HEIGHT))

    def row(self, ground: float, scale: float, *parts: Callable[[Hand, float, float], float]) -> None:
        """Houses side by side."""
        hand, x = self.hand(), -12.0
        for part in parts:
            x += part(hand, x, ground / scale) + 3
        self.lay(hand, scale=scale)

    def bunting(self, y: float, sag: float, scale: float = 1.4) -> None:
        """Flags from one side to the other."""
        hand = self.hand()
        outdoors.bunting(hand, -10, y / scale, WIDTH / scale + 20, sag)
        self.lay(hand, scale=scale)

    def svg(self) -> str:
        """Return the pile as an HTML page of 1600 by 1067 pixels."""
        return PAGE.format(layers="".join(self.layers))


def terrace(houses: int) -> Callable[[Hand, float, float], float]:
    """So many houses under one roof."""
    return lambda hand, x, ground: buildings.eaves_terrace(hand, x, ground, houses)


def gables(houses: int) -> Callable[[Hand, float, float], float]:
    """So many gables."""
    return lambda hand, x, ground: buildings.gable_terrace(hand, x, ground, houses)
