"""What stands behind the street in one colour: hills, and the landmarks by which a town is known."""

from .hand import Hand
from .paper import arch, disc, dome, onion, polygon, rect


def hill(
    hand: Hand, height: float, swing: float, colour: str, width: float, bottom: float
) -> list[tuple[float, float]]:
    """A ridge across the whole sheet; returns its points, so that something can stand on it."""
    count = hand.pick((3, 4))
    xs = [-60 + (width + 120) * index / count for index in range(count + 1)]
    points = [(x, height + hand.between(-swing, swing)) for x in xs]
    reach = round((width + 120) / count * 0.42)
    path = f"M{round(xs[0])} {round(bottom)}V{round(points[0][1])}"
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        path += f"C{round(x1 + reach)} {round(y1)} {round(x2 - reach)} {round(y2)} {round(x2)} {round(y2)}"
    hand.sheet.add(colour, f"{path}V{round(bottom)}z")
    return points


def church(hand: Hand, x: float, base: float, colour: str) -> float:
    """A parish church with a spire."""
    tall = hand.between(70, 100)
    hand.sheet.add(
        colour,
        rect(x, base - 74, 30, 74),
        polygon([(x - 3, base - 74), (x + 15, base - 74 - tall), (x + 33, base - 74)]),
        rect(x + 30, base - 34, 62, 34),
        polygon([(x + 26, base - 34), (x + 34, base - 58), (x + 88, base - 58), (x + 96, base - 34)]),
    )
    hand.sheet.add(
        hand.colours.skyline_light,
        arch(x + 11, base - 62, 8, 18),
        *(arch(x + 40 + 17 * n, base - 26, 7, 16) for n in range(3)),
        level=2,
    )
    return 96


def mosque(hand: Hand, x: float, base: float, colour: str) -> float:
    """A mosque: one dome, two minarets."""
    shapes = [rect(x + 22, base - 44, 86, 44), onion(x + 65, base - 44, 27)]
    for left in (x + 4, x + 114):
        shapes += [
            rect(left, base - 118, 12, 118),
            rect(left - 4, base - 92, 20, 5),
            onion(left + 6, base - 118, 8),
        ]
    hand.sheet.add(colour, *shapes, rect(x + 64, base - 108, 3, 14))
    hand.sheet.add(
        hand.colours.skyline_light, *(arch(x + 32 + 25 * n, base - 32, 14, 26) for n in range(3)), level=2
    )
    return 130


def mandir(hand: Hand, x: float, base: float, colour: str) -> float:
    """A Hindu temple: towers that swell and narrow."""
    shapes = [rect(x, base - 36, 120, 36)]
    for middle, wide, tall in ((x + 22, 18, 74), (x + 60, 26, 124), (x + 98, 18, 74)):
        top, rise = base - tall, tall - 34
        shapes.append(
            f"M{round(middle - wide)} {round(base - 34)}"
            f"c2-{round(tall * 0.4)} {round(wide * 0.6)}-{round(tall * 0.55)} {round(wide * 0.75)}-{rise}"
            f"h{round(wide * 0.5)}"
            f"c{round(wide * 0.15)} {round(tall * 0.3)} {round(wide * 0.7)} {round(tall * 0.4)}"
            f" {round(wide * 0.75)} {rise}z"
        )
        shapes += [
            disc(middle, top - 3, 6, 0.7),
            rect(middle - 1, top - 18, 3, 12),
            polygon([(middle, top - 18), (middle + 11, top - 14), (middle, top - 10)]),
        ]
    hand.sheet.add(colour, *shapes)
    hand.sheet.add(
        hand.colours.skyline_light,
        arch(x + 52, base - 30, 16, 30),
        arch(x + 18, base - 24, 9, 18),
        arch(x + 94, base - 24, 9, 18),
        level=2,
    )
    return 120


def gurdwara(hand: Hand, x: float, base: float, colour: str) -> float:
    """A gurdwara: a great dome between two small ones, and a flag."""
    hand.sheet.add(
        colour,
        rect(x, base - 52, 116, 52),
        rect(x + 34, base - 64, 48, 14),
        onion(x + 58, base - 62, 24),
        onion(x + 12, base - 52, 10),
        onion(x + 104, base - 52, 10),
        rect(x + 57, base - 122, 3, 20),
        rect(x + 126, base - 130, 3, 130),
        polygon([(x + 129, base - 130), (x + 147, base - 123), (x + 129, base - 116)]),
    )
    hand.sheet.add(
        hand.colours.skyline_light, *(arch(x + 12 + 20 * n, base - 38, 11, 22) for n in range(5)), level=2
    )
    return 140


def synagogue(hand: Hand, x: float, base: float, colour: str) -> float:
    """A Victorian synagogue: round window, twin turrets."""
    hand.sheet.add(
        colour,
        rect(x, base - 66, 96, 66),
        polygon([(x + 14, base - 66), (x + 48, base - 98), (x + 82, base - 66)]),
        rect(x, base - 88, 20, 88),
        rect(x + 76, base - 88, 20, 88),
        dome(x + 10, base - 88, 11, 16),
        dome(x + 86, base - 88, 11, 16),
    )
    hand.sheet.add(
        hand.colours.skyline_light,
        disc(x + 48, base - 62, 11),
        arch(x + 28, base - 34, 10, 24),
        arch(x + 43, base - 34, 10, 24),
        arch(x + 58, base - 34, 10, 24),
        level=2,
    )
    return 96


def chimneys(hand: Hand, x: float, base: float, colour: str) -> float:
    """Works with saw-tooth roofs and two tall stacks."""
    shapes = [rect(x, base - 40, 120, 40)]
    shapes += [
        polygon([(x + 24 * n, base - 40), (x + 24 * n, base - 60), (x + 24 * n + 24, base - 40)])
        for n in range(5)
    ]
    for left, tall in ((x + 26, 150), (x + 88, 118)):
        shapes += [
            polygon([(left, base), (left + 4, base - tall), (left + 14, base - tall), (left + 18, base)]),
            rect(left + 1, base - tall - 6, 16, 7),
        ]
    hand.sheet.add(colour, *shapes)
    hand.sheet.add(
        hand.colours.skyline_light, *(rect(x + 8 + 16 * n, base - 28, 9, 9) for n in range(7)), level=2
    )
    return 120


def flats(hand: Hand, x: float, base: float, colour: str) -> float:
    """A pair of tower blocks far away."""
    shapes, lights = [], []
    for left, columns, floors in ((x, 4, hand.pick((9, 10, 11))), (x + 66, 3, hand.pick((6, 7)))):
        tall = floors * 13 + 10
        shapes += [rect(left, base - tall, columns * 13 + 8, tall), rect(left + 8, base - tall - 8, 14, 8)]
        lights += [
            rect(left + 7 + 13 * c, base - tall + 9 + 13 * f, 6, 6)
            for f in range(floors)
            for c in range(columns)
            if hand.once_in(3)
        ]
    hand.sheet.add(colour, *shapes)
    hand.sheet.add(hand.colours.skyline_light, *lights, level=2)
    return 114


def gasholder(hand: Hand, x: float, base: float, colour: str) -> float:
    """The iron frame of an old gasholder."""
    shapes = [rect(x + 26 * n, base - 104, 5, 104) for n in range(6)]
    shapes += [rect(x, base - 106 + 34 * n, 135, 5) for n in range(3)] + [rect(x, base - 52, 135, 52)]
    hand.sheet.add(colour, *shapes)
    return 135


def windmill(hand: Hand, x: float, base: float, colour: str) -> float:
    """A windmill on its hill."""
    hand.sheet.add(
        colour,
        polygon([(x, base), (x + 9, base - 62), (x + 35, base - 62), (x + 44, base)]),
        dome(x + 22, base - 61, 14, 16),
    )
    hub_x, hub_y = x + 22, base - 66
    sails = []
    for dx, dy in ((1, 0.45), (-0.45, 1), (-1, -0.45), (0.45, -1)):
        tip = (hub_x + dx * 52, hub_y + dy * 52)
        sails.append(
            polygon(
                [
                    (hub_x - dy * 2, hub_y + dx * 2),
                    (hub_x + dy * 2, hub_y - dx * 2),
                    (tip[0] + dy * 2, tip[1] - dx * 2),
                    (tip[0] - dy * 2, tip[1] + dx * 2),
                ]
            )
        )
        near = (hub_x + dx * 16, hub_y + dy * 16)
        sails.append(
            polygon([near, tip, (tip[0] - dy * 14, tip[1] + dx * 14), (near[0] - dy * 14, near[1] + dx * 14)])
        )
    hand.sheet.add(colour, *sails)
    return 60


def roofs(hand: Hand, x: float, base: float, colour: str) -> float:
    """Any street: roofs, chimneys, a few lit windows."""
    width = 0.0
    for _ in range(hand.pick((2, 3, 4))):
        w, h = round(hand.between(46, 68)), hand.between(28, 46)
        left, roof, slope = x + width, hand.between(14, 24), w // 4
        hand.sheet.add(
            colour,
            f"M{round(left)} {round(base)}v-{round(h)}l{slope}-{round(roof)}h{w - 2 * slope - 9}v-8h7v8h2"
            f"l{slope} {round(roof)}v{round(h)}z",
        )
        if hand.once_in(1.6):
            hand.sheet.add(hand.colours.skyline_light, rect(left + w * 0.3, base - h + 8, 6, 8), level=2)
        width += w
    return width


LANDMARKS = (church, mosque, mandir, gurdwara, synagogue, chimneys, flats, gasholder)


def skyline(
    hand: Hand, base: float, colour: str, landmarks: int, width: float, *, keep_clear: tuple[float, float]
) -> None:
    """Roofs from edge to edge with so many landmarks among them, a different one each time.

    Nothing tall is put between the two x of `keep_clear`: there the sun rises.
    """
    waiting = hand.some(LANDMARKS, landmarks)
    gap = (width + 60) / (landmarks + 1)
    x, next_at = -30.0, hand.between(60, gap)
    while x < width + 30:
        clear = keep_clear[0] < x + 60 < keep_clear[1]
        if waiting and x >= next_at and not clear:
            x += waiting.pop()(hand, x, base, colour) + hand.between(2, 16)
            next_at = x + hand.between(gap * 0.4, gap * 0.9)
        else:
            x += roofs(hand, x, base, colour) + (hand.between(0, 26) if hand.once_in(2) else 0)
    hand.sheet.add(colour, rect(-40, base - 14, width + 80, 120))
