"""The composition: sky, hills, the far town, a street that climbs and falls, and what passes in front."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from . import buildings, outdoors, skyline
from .hand import Hand
from .palette import Palette
from .paper import disc, dome, polygon, rect

WIDTH, HEIGHT, ROAD = 1280, 320, 300
# Right of the middle: still in sight when a narrow screen crops the sides.
SUN_X, SUN_RADIUS = 790, 84

Part = Callable[[Hand, float, float], float]
PARTS: dict[str, Part] = {
    "eaves": lambda hand, x, ground: buildings.eaves_terrace(hand, x, ground, hand.pick((3, 4, 5))),
    "gables": lambda hand, x, ground: buildings.gable_terrace(hand, x, ground, hand.pick((3, 4, 5))),
    "shop": buildings.corner_shop,
    "hall": buildings.town_hall,
    "mill": buildings.mill,
    "tower": buildings.tower_block,
    "school": buildings.school,
    "park": lambda hand, x, ground: outdoors.park(hand, x, ground, hand.between(80, 150)),
    "allotment": lambda hand, x, ground: outdoors.allotment(hand, x, ground, hand.between(230, 330)),
    "washing": lambda hand, x, ground: outdoors.washing(hand, x + 10, ground, hand.between(140, 190)) + 20,
    "greenhouse": lambda hand, x, ground: outdoors.greenhouse(hand, x + 6, ground) + 12,
}
HOMES = ("eaves", "gables")
TALL = ("hall", "mill", "tower")
OPEN = ("park", "allotment", "washing", "park", "greenhouse")


@dataclass(frozen=True)
class Recipe:
    """What a scene must have; the rest is left to chance."""

    special: tuple[str, ...] = ()
    front: str = ""


RECIPES = {
    "home": Recipe(("hall", "allotment"), "bunting"),
    "our-story": Recipe(("mill", "school"), "canal"),
    "our-work": Recipe(("school", "tower"), "bus"),
    "hopeful-towns": Recipe(("hall", "mill"), "viaduct"),
    "do-something": Recipe(("allotment", "washing", "greenhouse"), "bunting"),
    "contact": Recipe(("shop",), "post"),
    "legal": Recipe(("hall",), "lamps"),
}
FRONTS = ("bunting", "canal", "bus", "lamps", "post", "bunting")


class Town:
    """One seeded town, drawn by day or by night: each part has its own chance, so both are the same town."""

    def __init__(self, seed: str, colours: Palette) -> None:
        self.seed, self.colours = seed, colours
        self.recipe = RECIPES.get(seed, Recipe())

    def svg(self) -> str:
        """Return all layers from the sky to the kerb."""
        return self.heavens() + self.hills() + self.far_town() + self.street() + self.front()

    def hand(self, part: str) -> Hand:
        """A hand for one part, on a sheet of its own."""
        return Hand(Random(f"{self.seed}/{part}"), self.colours)  # noqa: S311 - for a picture, not a secret

    def heavens(self) -> str:
        """The sun with its light, or the moon among stars."""
        hand, colours = self.hand("sky"), self.colours
        x, y, rays = SUN_X + hand.between(-50, 60), 166 + hand.between(-8, 10), hand.once_in(2)
        if colours.night:
            outdoors.stars(hand, 18, WIDTH, 150, colours.bright)
            y -= 52
            hand.sheet.add(colours.glow[0], disc(x, y, 92), level=1)
            hand.sheet.add(colours.orb, disc(x, y, 50), level=2)
            craters = (disc(x - 15, y - 12, 8), disc(x + 17, y + 7, 11), disc(x - 7, y + 21, 6))
            hand.sheet.add(colours.craters, *craters, level=3)
            return hand.sheet.svg()
        if rays:
            for index in range(18):
                hand.sheet.add(colours.glow[index % 2], _ray(x, y, math.pi * index / 9))
        else:
            hand.sheet.add(colours.glow[0], disc(x, y, 154))
            hand.sheet.add(colours.glow[1], disc(x, y, 118), level=1)
        hand.sheet.add(colours.orb, disc(x, y, SUN_RADIUS), level=2)
        flock = self.hand("birds")
        outdoors.birds(
            flock, flock.between(330, 560), flock.between(60, 110), flock.pick((3, 4, 5)), colours.birds
        )
        return hand.sheet.svg() + flock.sheet.svg()

    def hills(self) -> str:
        """Two ridges; now and then a mill or a row of trees stands on the far one."""
        hand, colours = self.hand("hills"), self.colours
        ridge = skyline.hill(hand, 178, 30, colours.hills[0], WIDTH, HEIGHT)
        x, y = ridge[1]
        x += hand.between(-160, 60)
        if hand.once_in(3):
            skyline.windmill(hand, x - 20, y + 6, colours.hills[0])
        else:
            trees = [disc(x + 15 * n, y - 5 + abs(n), hand.between(6, 10), 1.2) for n in range(-4, 5)]
            hand.sheet.add(colours.hills[0], *trees)
        skyline.hill(hand, 222, 20, colours.hills[1], WIDTH, HEIGHT)
        return hand.sheet.svg()

    def far_town(self) -> str:
        """Roofs and landmarks in one colour, or a viaduct with its train."""
        hand, colours = self.hand("far"), self.colours
        skyline.skyline(hand, 256, colours.skyline, 4, WIDTH, keep_clear=(SUN_X - 150, SUN_X + 60))
        if self.recipe.front == "viaduct":
            outdoors.viaduct(hand, 186, colours.viaduct, WIDTH, HEIGHT)
            outdoors.train(hand, 380, 182)
        return hand.sheet.svg()

    def street(self) -> str:
        """Houses from edge to edge. The street may climb to a terrace above the road and come down again."""
        hand, colours = self.hand("street"), self.colours
        special = list(self.recipe.special) or hand.some(("hall", "mill", "tower", "school", "shop"), 2)
        x, ground, last = -hand.between(0, 50), float(ROAD), "open"
        land = [(x, float(HEIGHT)), (x, ground)]
        while x < WIDTH:
            above_the_sun = SUN_X - 190 < x < SUN_X + 40
            if last != "steps" and hand.once_in(2.2) and x < WIDTH - 300:
                last, houses, rise = "steps", hand.pick((3, 4)), hand.pick((10, 12))
                step = float(rise) if ground == ROAD else -(ROAD - ground) / houses
                width = buildings.eaves_terrace(hand, x, ground, houses, step)
                ground -= step * houses
            elif last == "open":
                due = [kind for kind in special if not (above_the_sun and kind in TALL)]
                last = "built"
                kind = due[0] if due and hand.once_in(1.6) else hand.pick(HOMES)
                if kind in special:
                    special.remove(kind)
                    last = "open" if kind in OPEN else "built"
                width = PARTS[kind](hand, x, ground)
            elif hand.once_in(1.5):
                last = "open"
                width = PARTS[hand.pick(OPEN)](hand, x, ground)
            else:
                last = "open"
                width = hand.between(6, 20)
            x += width
            land.append((x, ground))
        hand.sheet.add(colours.land, polygon([*land, (x, HEIGHT)]), level=3)
        return hand.sheet.svg()

    def front(self) -> str:
        """The road or the canal, and what is on it."""
        hand, colours = self.hand("front"), self.colours
        kind = self.recipe.front or hand.pick(FRONTS)
        place = hand.between(360, 620)
        if kind == "canal":
            outdoors.canal(hand, place, ROAD + 2, WIDTH, HEIGHT)
            return hand.sheet.svg()
        hand.sheet.add(colours.ground, rect(0, ROAD, WIDTH, HEIGHT - ROAD))
        lamps = [place - 190 + 150 * n for n in range(4)]
        if kind == "bus":
            outdoors.bus(hand, place, ROAD + 8)
        if kind == "post":
            outdoors.post_box(hand, place, ROAD + 4)
        for at in lamps if kind in ("bunting", "lamps") else ():
            outdoors.lamp(hand, at, ROAD + 4)
        for at in lamps[:-1] if kind == "bunting" else ():
            outdoors.bunting(hand, at, ROAD - 86, 150, 9)
        for corner in (-30, 40, 90, WIDTH - 110, WIDTH - 50, WIDTH + 10):
            bush = dome(corner + hand.between(-10, 20), HEIGHT, hand.between(34, 60), hand.between(24, 46))
            hand.sheet.add(hand.pick(colours.leaves), bush, level=14)
        return hand.sheet.svg()


def _ray(x: float, y: float, angle: float) -> str:
    """One ray of the sun, wider outside."""
    corners = ((98, -0.075), (154, -0.1), (154, 0.1), (98, 0.075))
    return polygon(
        (x + far * math.cos(angle + turn), y + far * math.sin(angle + turn)) for far, turn in corners
    )


def rooftops(seed: str, colours: Palette, height: float) -> str:
    """Return a skyline cut from the colour of the ground, as the edge of a dark sheet."""
    hand = Hand(Random(seed), colours)  # noqa: S311 - for a picture, not a secret
    skyline.skyline(hand, height - 18, colours.ground, 5, WIDTH, keep_clear=(0, 0))
    return hand.sheet.svg()
