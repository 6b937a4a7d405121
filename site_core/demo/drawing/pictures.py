"""The demo's pictures, each a function that lays its sheets from the sky to what is nearest."""

from collections.abc import Callable

from site_core.pages.scenes import buildings, outdoors
from site_core.pages.scenes.palette import BRICK, HEATHER, INK, LILAC, MIST, PAPER, ROSE, SAND, SEA, SUN
from site_core.pages.scenes.paper import arch, disc, dome, mix, polygon, rect

from .stage import HEIGHT, WIDTH, Stage, gables, terrace
from .things import awning, cup, jar, teapot


def market() -> Stage:
    """Market morning."""
    stage = Stage("market", "sun")
    stage.sun(372, 96, 46)
    stage.far(196)
    stage.row(226, 0.98, terrace(2), buildings.town_hall, terrace(4))
    stage.ground(224, mix(SAND, BRICK, 0.18))
    stage.bunting(24, 12)
    awning(stage, 24, 186, 128, (BRICK, PAPER), (SUN, BRICK))
    awning(stage, 172, 196, 134, (SEA, PAPER), (SEA, mix(SEA, SUN, 0.5), ROSE))
    awning(stage, 328, 186, 128, (HEATHER, PAPER), (LILAC, HEATHER, SUN))
    return stage


def mill() -> Stage:
    """The mill by the canal."""
    stage = Stage("mill-3", "brick")
    stage.sun(120, 92, 44)
    stage.far(190, 1)
    stage.row(238, 1.25, terrace(2), buildings.mill, gables(4))
    water = stage.hand()
    outdoors.canal(water, 90, 190, WIDTH, 220)
    stage.lay(water, y=-56, scale=1.55)
    return stage


def lanterns() -> Stage:
    """The lantern walk."""
    stage = Stage("lanterns", "sun", night=True)
    sky = stage.hand()
    outdoors.stars(sky, 26, WIDTH, 130, stage.colours.bright)
    stage.lay(sky)
    stage.sun(84, 66, 26)
    stage.far(204)
    stage.row(232, 1.05, gables(4), buildings.corner_shop, terrace(4))
    stage.ground(232)
    shapes = ((46, 150, 26), (118, 176, 34), (204, 142, 30), (288, 172, 38), (374, 146, 30), (440, 178, 27))
    papers = (SUN, ROSE, PAPER, SUN, LILAC, ROSE)
    for (x, y, radius), paper in zip(shapes, papers, strict=True):
        stage.shine(x, y, radius * 1.5, paper)
        stage.cut(stage.colours.wood, rect(x - 2, y, 4, HEIGHT - y))
        stage.cut(paper, disc(x, y, radius, 1.12))
        ribs = [disc(x, y, radius * share, 1.12 / share) for share in (0.62, 0.22)]
        stage.cut(mix(paper, BRICK, 0.16), ribs[0])
        stage.cut(mix(paper, PAPER, 0.5), ribs[1])
        stage.cut(INK, rect(x - 9, y - radius * 1.14 - 3, 18, 5), rect(x - 9, y + radius * 1.14 - 3, 18, 5))
    return stage


def lesson() -> Stage:
    """The school, and what is said in it."""
    stage = Stage("lesson-2", "sea")
    stage.sun(96, 120, 44)
    stage.far(206, 1)
    stage.row(268, 1.6, buildings.school, lambda hand, x, ground: outdoors.park(hand, x, ground, 130))
    stage.ground(266)
    for x, y, w, h, colour in ((252, 34, 112, 62, PAPER), (352, 92, 98, 54, SUN), (196, 112, 84, 46, ROSE)):
        tail = polygon([(x + w * 0.2, y + h - 4), (x + w * 0.12, y + h + 18), (x + w * 0.42, y + h - 4)])
        box = (
            f"M{x + 12} {y}h{w - 24}q12 0 12 12v{h - 24}q0 12-12 12h-{w - 24}"
            f"q-12 0-12-12v-{h - 24}q0-12 12-12z"
        )
        stage.cut(colour, box, tail)
        lines = [
            rect(x + 14, y + 15 + 12 * n, (w - 28) * (0.62 if n == 2 else 1), 4)
            for n in range(3 if h > 50 else 2)
        ]
        stage.cut(mix(colour, INK, 0.78), *lines)
    return stage


def breakfast() -> Stage:
    """The street breakfast."""
    stage = Stage("breakfast-1", "sun")
    stage.sun(238, 104, 46)
    stage.far(190, 1)
    stage.row(232, 1.32, gables(3), terrace(2), gables(4))
    stage.ground(230, mix(SAND, HEATHER, 0.2))
    stage.bunting(18, 10)
    stage.cut(PAPER, polygon([(-10, 246), (WIDTH + 10, 246), (WIDTH + 10, 292), (-10, 292)]))
    for index in range(13):
        stage.cut(BRICK, f"M{index * 40 - 20} 292h40q0 20-20 20t-20-20z")
    stage.cut(mix(PAPER, SAND, 0.5), rect(-10, 246, WIDTH + 20, 8))
    teapot(stage, 196, 248, SEA)
    for x, colour in ((30, BRICK), (108, SEA), (306, HEATHER), (416, BRICK)):
        cup(stage, x, 248, colour)
    for x, colour in ((72, BRICK), (156, HEATHER), (356, SUN), (384, BRICK)):
        jar(stage, x, 248, colour)
    return stage


def kitchen() -> Stage:
    """The Saturday kitchen."""
    stage = Stage("kitchen-2", "brick")
    wall = mix(SAND, PAPER, 0.35)
    view = Stage("kitchen-view", "sea")
    view.sun(330, 108, 34)
    view.far(170, 2, 0.6)
    view.row(196, 0.7, gables(4), terrace(5), gables(3))
    stage.layers = view.layers
    frame = f"M0 0h{WIDTH}v{HEIGHT}H0zM222 28v142h206V28z"
    stage.layers.append(f'<path filter="url(#lift)" fill="{wall}" fill-rule="evenodd" d="{frame}"/>')
    stage.cut(
        PAPER,
        rect(216, 22, 218, 7),
        rect(216, 168, 218, 10),
        rect(216, 22, 7, 150),
        rect(427, 22, 7, 150),
        rect(321, 22, 7, 150),
    )
    for x, colour in ((24, SEA), (66, BRICK), (108, HEATHER), (150, SEA)):
        cup(stage, x, 84, colour)
    stage.cut(mix(BRICK, INK, 0.5), rect(14, 84, 184, 8))
    for x, colour in ((28, BRICK), (58, SUN), (88, HEATHER), (140, BRICK)):
        jar(stage, x, 150, colour)
    stage.cut(mix(BRICK, INK, 0.5), rect(14, 150, 184, 8))
    stage.cut(SEA, rect(-10, 226, WIDTH + 20, 110))
    stage.cut(mix(SEA, PAPER, 0.75), rect(-10, 218, WIDTH + 20, 12))
    for x in (246, 282):
        stage.cut(PAPER, f"M{x} 116q-13-11 0-24t-2-26q18 12 6 25t6 25z")
    stage.cut(BRICK, rect(208, 138, 108, 82), rect(194, 152, 16, 10), rect(314, 152, 16, 10))
    stage.cut(mix(BRICK, INK, 0.35), rect(202, 130, 120, 11), rect(254, 120, 16, 11))
    for index, colour in enumerate((PAPER, SUN, PAPER, ROSE)):
        x = 352 + 28 * index
        stage.cut(colour, f"M{x - 18} 200h40q0 18-20 18t-20-18z")
    cup(stage, 96, 218, SUN)
    cup(stage, 140, 218, PAPER)
    return stage


def library() -> Stage:
    """Books like houses."""
    stage = Stage("library-1", "heather")
    stage.sun(402, 84, 42)
    stage.far(214, 2, 0.6)
    stage.ground(282, mix(SAND, BRICK, 0.5))
    x = 20
    books = (
        (54, 190, BRICK),
        (40, 158, PAPER),
        (62, 212, SEA),
        (46, 176, SUN),
        (38, 140, ROSE),
        (58, 196, INK),
        (44, 166, MIST),
        (52, 148, BRICK),
    )
    for number, (width, tall, colour) in enumerate(books):
        top = 282 - tall
        stage.cut(colour, rect(x, top, width, tall))
        band = PAPER if colour not in (PAPER, MIST, SUN) else HEATHER
        stage.cut(band, rect(x, top + 12, width, 5), rect(x, top + 22, width, 3))
        lit = SUN if colour != SUN else PAPER
        for floor in range(2, int(tall / 34)):
            for side in (0.2, 0.6):
                glass = lit if (number + floor + int(side * 10)) % 3 else mix(colour, INK, 0.6)
                stage.cut(glass, rect(x + width * side, top + 34 * floor - 30, width * 0.2, 17))
        stage.cut(mix(band, INK, 0.3), arch(x + width / 2 - 7, 282 - 28, 14, 28))
        x += width + 6
    return stage


def bus_stop() -> Stage:
    """Stop 14 with its shelf of books."""
    stage = Stage("bus-4", "sea")
    stage.sun(398, 92, 42)
    stage.far(188, 1)
    stage.row(222, 1.1, terrace(4), buildings.corner_shop, gables(3))
    stage.ground(222, mix(MIST, INK, 0.35))
    stage.ground(280)
    coach = stage.hand()
    outdoors.bus(coach, 0, 140)
    stage.lay(coach, 196, -22, 2.2)
    stage.cut(INK, rect(52, 96, 7, 190), rect(150, 96, 7, 190))
    stage.cut(BRICK, rect(36, 84, 138, 14))
    stage.cut(SUN, disc(56, 64, 21))
    stage.cut(
        INK,
        rect(47, 54, 5, 20),
        polygon([(54, 68), (62, 53), (66, 53), (66, 74), (61, 74), (61, 70), (54, 70)]),
    )
    stage.cut(mix(SAND, BRICK, 0.3), rect(66, 170, 78, 7), rect(66, 214, 78, 7))
    for shelf in (170, 214):
        x = 70.0
        for index, colour in enumerate((BRICK, PAPER, HEATHER, SUN, SEA, ROSE, PAPER)):
            width, tall = 7 + (index * 5 + shelf) % 5, 22 + (index * 7 + shelf) % 11
            stage.cut(colour, rect(x, shelf - tall, width, tall))
            x += width + 1
    stage.cut(PAPER, rect(80, 108, 52, 28))
    stage.cut(HEATHER, rect(86, 115, 40, 4), rect(86, 124, 26, 4))
    return stage


def hall() -> Stage:
    """The town hall on an open evening."""
    stage = Stage("hall-2", "heather", night=True)
    sky = stage.hand()
    outdoors.stars(sky, 22, WIDTH, 120, stage.colours.bright)
    stage.lay(sky)
    stage.sun(404, 60, 24)
    stage.far(214, 2)
    stage.shine(240, 210, 110)
    stage.row(262, 0.95, gables(3), terrace(2))
    right = stage.hand()
    buildings.gable_terrace(right, 0, 275, 5)
    stage.lay(right, 336, 0, 0.95)
    big = stage.hand()
    buildings.town_hall(big, 0, 214)
    stage.lay(big, 126, 0, 1.22)
    stage.ground(262)
    stage.cut(mix(SUN, HEATHER, 0.35), polygon([(222, 264), (262, 264), (318, 322), (166, 322)]))
    lamps = stage.hand()
    for x in (30, 92, 196, 258):
        outdoors.lamp(lamps, x, 176)
    stage.lay(lamps, 0, 20, 1.66)
    return stage


def saltquay() -> Stage:
    """The pier."""
    stage = Stage("saltquay", "heather")
    stage.sun(318, 150, 60)
    stage.cut(mix(HEATHER, SEA, 0.72), rect(-10, 186, WIDTH + 20, 150))
    for n in range(9):
        width = 118 - 11 * n
        stage.cut(SUN, rect(318 - width / 2, 194 + 13 * n, width, 4))
    deck, leg = mix(SAND, BRICK, 0.25), mix(HEATHER, INK, 0.55)
    stage.cut(leg, *(rect(150 + 38 * n, 196, 6, 54) for n in range(9)))
    stage.cut(deck, rect(110, 186, 400, 12))
    stage.cut(PAPER, rect(352, 138, 104, 50))
    stage.cut(
        BRICK,
        polygon([(340, 140), (362, 116), (446, 116), (468, 140)]),
        dome(404, 118, 25, 30),
        rect(402, 74, 4, 18),
    )
    stage.cut(SUN, polygon([(406, 74), (424, 80), (406, 86)]))
    stage.cut(INK, *(arch(360 + 19 * n, 152, 12, 36) for n in range(5)))
    town = stage.hand()
    buildings.gable_terrace(town, -8, 222, 4)
    stage.lay(town, 0, -44, 1.15)
    near = stage.hand()
    buildings.eaves_terrace(near, -20, 205, 3)
    stage.lay(near, 0, 0, 1.3)
    stage.cut(mix(SAND, ROSE, 0.3), "M-10 262q120-16 190 18t150 60H-10z")
    gulls = stage.hand()
    outdoors.birds(gulls, 200, 70, 5, PAPER)
    stage.lay(gulls, scale=1.2)
    boat = stage.hand()
    boat.sheet.add(BRICK, "M0 0h58q-4 16-16 16h-28q-10 0-14-16z")
    boat.sheet.add(
        PAPER, polygon([(28, -4), (28, -58), (60, -4)]), polygon([(24, -4), (24, -46), (4, -4)]), level=1
    )
    stage.lay(boat, 366, 258)
    return stage


def evening() -> Stage:
    """Evening, when the lights come on."""
    stage = Stage("evening-5", "ink", night=True)
    sky = stage.hand()
    outdoors.stars(sky, 34, WIDTH, 150, stage.colours.bright)
    stage.lay(sky)
    stage.sun(350, 84, 34)
    stage.far(196, 3)
    stage.row(232, 0.9, gables(5), terrace(6))
    stage.row(284, 1.3, terrace(3), buildings.corner_shop, gables(3))
    stage.ground(282)
    lamps = stage.hand()
    for x in (48, 168, 290):
        outdoors.lamp(lamps, x, 176)
    for x in (48, 168, 290):
        stage.shine(x * 1.6, 136, 20)
    stage.lay(lamps, 0, 16, 1.6)
    return stage


def allotment() -> Stage:
    """The shared garden."""
    stage = Stage("allotment-3", "sea")
    stage.sun(110, 96, 46)
    stage.far(176, 2)
    stage.row(204, 0.85, gables(5), terrace(7))
    stage.ground(202, mix(SEA, SUN, 0.3))
    garden = stage.hand()
    outdoors.allotment(garden, 0, 150, 330)
    stage.lay(garden, -6, 10, 1.5)
    stage.ground(236, mix(BRICK, INK, 0.62))
    for bed in range(2):
        for index in range(12):
            x, y = index * 44 - 10 + 20 * bed, 268 + 36 * bed
            colour = (mix(SEA, SUN, 0.45), mix(SEA, PAPER, 0.35))[index % 2]
            stage.cut(colour, dome(x, y, 19, 24))
            stage.cut(mix(colour, INK, 0.2), dome(x, y, 9, 14))
    for x, tall, size in ((392, 176, 30), (440, 214, 34), (350, 128, 24)):
        stem = mix(SEA, INK, 0.15)
        stage.cut(
            stem,
            rect(x - 3, 320 - tall, 6, tall),
            disc(x + 15, 320 - tall * 0.45, 14, 0.5),
            disc(x - 15, 320 - tall * 0.3, 14, 0.5),
        )
        stage.cut(
            SUN,
            *(
                disc(x + size * 0.78 * dx, 320 - tall + size * 0.78 * dy, size * 0.36)
                for dx, dy in (
                    (1, 0),
                    (0.7, 0.7),
                    (0, 1),
                    (-0.7, 0.7),
                    (-1, 0),
                    (-0.7, -0.7),
                    (0, -1),
                    (0.7, -0.7),
                )
            ),
            disc(x, 320 - tall, size * 0.8),
        )
        stage.cut(mix(BRICK, INK, 0.55), disc(x, 320 - tall, size * 0.46))
    return stage


DRAWINGS: dict[str, Callable[[], Stage]] = {
    "market": market,
    "mill": mill,
    "lanterns": lanterns,
    "lesson": lesson,
    "breakfast": breakfast,
    "kitchen": kitchen,
    "library": library,
    "bus": bus_stop,
    "hall": hall,
    "saltquay": saltquay,
    "evening": evening,
    "allotment": allotment,
}
