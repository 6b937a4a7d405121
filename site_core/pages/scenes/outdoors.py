"""Everything between the houses: trees, gardens, water, washing, birds."""

from .hand import Hand
from .paper import arch, disc, dome, polygon, rect


def tree(hand: Hand, x: float, ground: float, height: float) -> None:
    """One tree: round, tall, or layered like a fir; its shaded half a little darker."""
    light, shade = hand.some(hand.colours.leaves, 2)
    kind = hand.pick(("round", "round", "poplar", "cloud", "fir"))
    hand.sheet.add(hand.colours.wood, rect(x - 2, ground - height * 0.6, 5, height * 0.6), level=3)
    if kind == "poplar":
        wide = height * 0.17
        top, middle, full = round(ground - height), round(height * 0.5), round(height * 0.85)
        hand.sheet.add(
            light,
            f"M{round(x)} {top}c{round(wide * 1.5)} {middle} {round(wide)} {full} 0 {full}"
            f"s-{round(wide * 1.5)}-{round(height * 0.35)} 0-{full}z",
            level=4,
        )
    elif kind == "fir":
        for index in range(3):
            wide, base = height * (0.17 + 0.06 * index), ground - height * (0.6 - 0.22 * index)
            hand.sheet.add(
                light, polygon([(x - wide, base), (x, base - height * 0.4), (x + wide, base)]), level=4
            )
    elif kind == "cloud":
        for dx, dy, size in ((-0.2, 0.52, 0.2), (0.2, 0.55, 0.19), (0, 0.72, 0.24)):
            hand.sheet.add(light, disc(x + height * dx, ground - height * dy, height * size), level=4)
        hand.sheet.add(shade, disc(x + height * 0.08, ground - height * 0.56, height * 0.13), level=5)
    else:
        radius = height * 0.33
        r, crown = round(radius), round(ground - height * 0.62 - radius)
        hand.sheet.add(light, disc(x, crown + r, radius), level=4)
        hand.sheet.add(shade, f"M{round(x)} {crown}a{r} {r} 0 0 1 0 {2 * r}z", level=5)


def park(hand: Hand, x: float, ground: float, width: float) -> float:
    """Trees of all heights, and a bench."""
    left = x + 16
    while left < x + width - 14:
        tree(hand, left, ground, hand.between(62, 128))
        left += hand.between(26, 46)
    bench = x + width * hand.between(0.25, 0.7)
    hand.sheet.add(
        hand.colours.bright,
        rect(bench, ground - 14, 38, 4),
        rect(bench, ground - 23, 38, 4),
        rect(bench + 4, ground - 14, 3, 14),
        rect(bench + 31, ground - 14, 3, 14),
        level=6,
    )
    return width


def allotment(hand: Hand, x: float, ground: float, width: float) -> float:
    """Beds, bean poles, a shed, a greenhouse and sunflowers."""
    colours, sheet = hand.colours, hand.sheet
    shed = hand.pick(colours.walls)
    sheet.add(shed, rect(x + 10, ground - 44, 50, 44), level=3)
    sheet.add(
        colours.roofs[1],
        polygon([(x + 4, ground - 42), (x + 8, ground - 58), (x + 66, ground - 48), (x + 66, ground - 42)]),
        level=4,
    )
    sheet.add(colours.wood, rect(x + 18, ground - 34, 16, 34), level=4)
    sheet.add(hand.window(), rect(x + 42, ground - 34, 12, 12), level=4)
    left = x + 80
    while left < x + width - 60:
        kind = hand.pick(("poles", "flowers", "cabbages", "poles"))
        if kind == "poles":
            for n in range(3):
                foot = left + n * 22
                sheet.add(
                    colours.wood,
                    polygon(
                        [
                            (foot, ground),
                            (foot + 9, ground - 54),
                            (foot + 12, ground - 54),
                            (foot + 3, ground),
                        ]
                    ),
                    polygon(
                        [
                            (foot + 21, ground),
                            (foot + 10, ground - 54),
                            (foot + 7, ground - 54),
                            (foot + 18, ground),
                        ]
                    ),
                    level=4,
                )
                sheet.add(
                    colours.leaves[1],
                    disc(foot + 4, ground - 16, 7),
                    disc(foot + 14, ground - 32, 7),
                    level=5,
                )
            left += 82
        elif kind == "flowers":
            for n in range(4):
                foot, tall = left + n * 17, hand.between(30, 52)
                sheet.add(
                    colours.leaves[1],
                    rect(foot, ground - tall, 3, tall),
                    disc(foot + 6, ground - tall * 0.45, 5, 0.6),
                    level=4,
                )
                sheet.add(
                    colours.lit if colours.orb == colours.lit or colours.night else colours.orb,
                    disc(foot + 1, ground - tall, 9),
                    level=5,
                )
                sheet.add(colours.wood, disc(foot + 1, ground - tall, 4), level=6)
            left += 76
        else:
            for n in range(4):
                sheet.add(colours.leaves[n % 2], dome(left + 9 + n * 19, ground, 10, 14), level=4)
            left += 82
    return width


def greenhouse(hand: Hand, x: float, ground: float) -> float:
    """A glasshouse, bright by day, glowing at night."""
    glass = hand.colours.lit if hand.colours.night else hand.colours.bright
    hand.sheet.add(
        glass,
        polygon(
            [(x, ground), (x, ground - 34), (x + 32, ground - 56), (x + 64, ground - 34), (x + 64, ground)]
        ),
        level=3,
    )
    bars = [rect(x + 16 * n - 1, ground - 44, 2, 44) for n in range(1, 4)]
    hand.sheet.add(hand.colours.leaves[0], rect(x, ground - 35, 64, 2), *bars, level=4)
    hand.sheet.add(hand.colours.leaves[0], *(disc(x + 10 + 15 * n, ground - 8, 6) for n in range(4)), level=4)
    return 64


def washing(hand: Hand, x: float, ground: float, width: float) -> float:
    """A washing line between two poles."""
    sheet, colours = hand.sheet, hand.colours
    sheet.add(colours.wood, rect(x, ground - 74, 4, 74), rect(x + width - 4, ground - 74, 4, 74), level=6)
    sag = 12
    left, top, w = round(x + 2), round(ground - 72), round(width - 4)
    sheet.add(colours.wood, f"M{left} {top}q{w // 2} {2 * sag} {w} 0v2q-{w // 2} {2 * sag}-{w} 0z", level=6)
    place = x + 14
    while place < x + width - 34:
        share = (place + 10 - x) / width
        hang = ground - 72 + 4 * sag * share * (1 - share)
        cloth = hand.pick(tuple(colour for colour in colours.walls if colour != colours.sky))
        kind = hand.pick(("sheet", "shirt", "trousers", "sock"))
        if kind == "sheet":
            sheet.add(cloth, rect(place, hang, 26, 34), level=7)
            place += 32
        elif kind == "shirt":
            sheet.add(
                cloth,
                polygon(
                    [
                        (place, hang),
                        (place + 26, hang),
                        (place + 30, hang + 12),
                        (place + 22, hang + 13),
                        (place + 22, hang + 30),
                        (place + 5, hang + 30),
                        (place + 5, hang + 13),
                        (place - 4, hang + 12),
                    ]
                ),
                level=7,
            )
            place += 38
        elif kind == "trousers":
            sheet.add(
                cloth,
                polygon(
                    [
                        (place, hang),
                        (place + 19, hang),
                        (place + 20, hang + 38),
                        (place + 12, hang + 38),
                        (place + 10, hang + 12),
                        (place + 7, hang + 38),
                        (place - 1, hang + 38),
                    ]
                ),
                level=7,
            )
            place += 28
        else:
            sheet.add(cloth, rect(place, hang, 7, 14), rect(place + 11, hang, 7, 14), level=7)
            place += 25
    return width


def narrowboat(hand: Hand, x: float, ground: float) -> float:
    """A narrowboat with roses in its colours."""
    sheet, colours = hand.sheet, hand.colours
    hull, cabin = hand.some(colours.doors, 2)
    sheet.add(cabin, rect(x + 22, ground - 26, 96, 20), level=7)
    sheet.add(colours.bright, rect(x + 18, ground - 29, 104, 4), level=8)
    sheet.add(
        colours.roofs[0], f"M{round(x)} {round(ground - 12)}h140q-2 14-12 16h-112q-12-4-16-16z", level=8
    )
    sheet.add(hull, rect(x + 2, ground - 10, 136, 3), level=9)
    sheet.add(
        colours.lit if colours.night else colours.bright,
        *(disc(x + 36 + 22 * n, ground - 19, 5) for n in range(4)),
        level=9,
    )
    sheet.add(colours.roofs[0], rect(x + 100, ground - 38, 6, 10), level=7)
    return 140


def canal(hand: Hand, x: float, ground: float, width: float, bottom: float) -> None:
    """Water from edge to edge with ripples, reeds, and a narrowboat at `x`."""
    sheet, colours = hand.sheet, hand.colours
    sheet.add(colours.water, rect(0, ground, width, bottom - ground))
    for _ in range(11):
        sheet.add(
            colours.ripple,
            rect(hand.between(0, width), hand.between(ground + 4, bottom - 3), hand.between(18, 60), 2),
            level=1,
        )
    for _ in range(4):
        left = hand.between(0, width)
        for n in range(4):
            tall = hand.between(16, 34)
            sheet.add(colours.leaves[2], rect(left + 7 * n, bottom - tall, 3, tall), level=2)
            sheet.add(colours.roofs[1], rect(left + 7 * n - 1, bottom - tall - 8, 5, 11), level=2)
    narrowboat(hand, x, ground + 9)


def viaduct(hand: Hand, rail: float, colour: str, width: float, bottom: float) -> None:
    """Arches from edge to edge; `rail` is where the train runs."""
    bay, pier = 80, 14
    open_, deep = bay - pier, round(bottom - rail)
    sheet = [rect(-10, rail, width + 20, 22)]
    for n in range(int(width / bay) + 2):
        left = n * bay - 30
        # The wall of one bay with its arch left out, drawn as one outline.
        sheet.append(
            f"M{left} {round(rail + 20)}h{bay}v{deep}h-{pier // 2}v-{deep - 36}"
            f"a{open_ // 2} {open_ // 2} 0 0 0-{open_} 0v{deep - 36}h-{pier // 2}z"
        )
    hand.sheet.add(colour, *sheet, rect(-10, rail - 4, width + 20, 5), level=5)


def train(hand: Hand, x: float, rail: float) -> None:
    """Three carriages."""
    body = hand.pick(hand.colours.doors)
    for index in range(3):
        left = x + index * 96
        hand.sheet.add(body, rect(left, rail - 30, 92, 26), level=5)
        hand.sheet.add(hand.colours.ground, rect(left + 6, rail - 4, 80, 4), level=4)
        hand.sheet.add(
            hand.colours.lit if hand.colours.night else hand.colours.bright,
            *(rect(left + 8 + 17 * n, rail - 24, 11, 10) for n in range(5)),
            level=6,
        )


def bus(hand: Hand, x: float, ground: float) -> float:
    """A double-decker on its way."""
    sheet, colours = hand.sheet, hand.colours
    body = colours.doors[0]
    sheet.add(body, f"M{round(x + 6)} {round(ground - 66)}h108q6 0 6 6v52h-120v-52q0-6 6-6z", level=10)
    glass = colours.lit if colours.night else colours.bright
    sheet.add(
        glass,
        *(rect(x + 7 + 19 * n, ground - 59, 15, 15) for n in range(5)),
        *(rect(x + 7 + 19 * n, ground - 34, 15, 13) for n in range(4)),
        rect(x + 102, ground - 59, 14, 15),
        rect(x + 86, ground - 34, 14, 25),
        rect(x + 103, ground - 34, 14, 14),
        level=11,
    )
    sheet.add(colours.lit, rect(x, ground - 41, 120, 4), level=11)
    sheet.add(colours.ground, disc(x + 26, ground - 8, 10), disc(x + 92, ground - 8, 10), level=12)
    sheet.add(colours.bright, disc(x + 26, ground - 8, 4), disc(x + 92, ground - 8, 4), level=13)
    return 120


def lamp(hand: Hand, x: float, ground: float) -> None:
    """A street lamp; lit at night, with a soft light around it."""
    hand.sheet.add(
        hand.colours.wood,
        rect(x - 2, ground - 92, 4, 92),
        rect(x - 5, ground - 12, 10, 12),
        rect(x - 7, ground - 96, 14, 4),
        level=8,
    )
    glass = hand.colours.lit if hand.colours.night else hand.colours.bright
    hand.sheet.add(
        glass,
        polygon([(x - 6, ground - 110), (x + 6, ground - 110), (x + 4, ground - 96), (x - 4, ground - 96)]),
        level=8,
    )
    hand.sheet.add(
        hand.colours.wood, polygon([(x - 8, ground - 109), (x, ground - 118), (x + 8, ground - 109)]), level=8
    )


def bunting(hand: Hand, x: float, y: float, width: float, sag: float) -> None:
    """Flags on a string."""
    w, left, top = round(width), round(x), round(y)
    hand.sheet.add(
        hand.colours.wood,
        f"M{left} {top}q{w // 2} {round(2 * sag)} {w} 0v2q-{w // 2} {round(2 * sag)}-{w} 0z",
        level=9,
    )
    count = int(width / 22)
    for index in range(count):
        share = (index + 0.5) / count
        fx, fy = x + width * share, y + 4 * sag * share * (1 - share) + 1
        colour = hand.colours.walls[index % 3]
        hand.sheet.add(colour, polygon([(fx - 8, fy), (fx + 8, fy), (fx, fy + 17)]), level=9)


def birds(hand: Hand, x: float, y: float, count: int, colour: str) -> None:
    """A few birds on their way, two snips of the scissors each."""
    for index in range(count):
        w, rise = round(hand.between(5, 8)), round(hand.between(4, 6))
        left, top = round(x + 30 * index + hand.between(-6, 6)), round(y + hand.between(-24, 24))
        hand.sheet.add(
            colour,
            f"M{left} {top}q-{w}-{rise + 2}-{2 * w}-{rise}q{w} 1 {2 * w} {rise + 4}"
            f"q{w}-{rise + 3} {2 * w}-{rise + 4}q-{w}-2-{2 * w} {rise}z",
            level=9,
        )


def stars(hand: Hand, count: int, width: float, height: float, colour: str) -> None:
    """Stars as small diamonds."""
    for _ in range(count):
        x, y, r = hand.between(0, width), hand.between(8, height), hand.between(1.6, 4)
        hand.sheet.add(colour, polygon([(x, y - r * 1.4), (x + r, y), (x, y + r * 1.4), (x - r, y)]))


def post_box(hand: Hand, x: float, ground: float) -> float:
    """A pillar box."""
    red = hand.colours.doors[0]
    hand.sheet.add(red, arch(x, ground - 52, 24, 52), rect(x - 3, ground - 44, 30, 5), level=8)
    hand.sheet.add(
        hand.colours.ground, rect(x + 4, ground - 36, 16, 3), rect(x - 2, ground - 6, 28, 6), level=9
    )
    hand.sheet.add(hand.colours.bright, rect(x + 5, ground - 28, 14, 9), level=9)
    return 24
