"""Houses of the street, drawn from the ground up. `x` is the left edge, `ground` the line they stand on.

Each returns the width that it took. Levels of the sheet: 0 walls, 1 roofs, 2 openings, 3 what lies on them.
"""

from .hand import Hand
from .paper import arch, disc, polygon, rect


def chimney(hand: Hand, x: float, top: float, height: float, colour: str) -> None:
    """A stack with two pots; `x` is its middle."""
    deep = round(height + 6)
    stack = f"M{round(x - 6)} {round(top - 6)}h4v6h4v-6h4v{deep}h-12z"
    hand.sheet.add(colour, stack, level=-1)


def sash(hand: Hand, x: float, y: float, width: float, height: float, wall: str) -> None:
    """A window with a glazing bar in the colour of the wall."""
    hand.sheet.add(hand.window(), rect(x, y, width, height), level=2)
    hand.sheet.add(wall, rect(x, y + height / 2 - 1, width, 2), level=3)


def eaves_terrace(hand: Hand, x: float, ground: float, houses: int, step: float = 0) -> float:
    """A row under one long roof, its chimneys on the party walls; `step` lifts each house above the last."""
    width, height, roof = round(hand.between(50, 60)), hand.between(66, 78), hand.between(24, 32)
    tile, stack = hand.pick(hand.colours.roofs), hand.pick(hand.colours.walls)
    walls = hand.some(hand.colours.walls, 3 if hand.once_in(2) else 2)
    for index in range(houses):
        left, foot, end = x + index * width, ground - step * index, ground - step * (index + 1)
        # The floor is level with the higher end of the pavement, the wall goes down to the lower.
        base, wall = min(foot, end), walls[index % len(walls)]
        top = base - height
        hand.sheet.add(wall, rect(left, top, width, max(foot, end) - top))
        inset = 5 if step else 0
        eaves = [
            (left, top),
            (left + inset, top - roof),
            (left + width - inset, top - roof),
            (left + width, top),
        ]
        hand.sheet.add(tile, polygon(eaves), level=1)
        chimney(hand, left + (14 if step else width), top - roof - 14, roof, stack)
        for column in (0.14, 0.58):
            hand.sheet.add(hand.window(), rect(left + width * column, top + 9, 14, 20), level=2)
        hand.sheet.add(wall, rect(left + 4, top + 18, width - 8, 2), level=3)
        hand.sheet.add(hand.window(), rect(left + width * 0.12, base - 32, 18, 20), level=2)
        hand.sheet.add(hand.pick(hand.colours.doors), rect(left + width * 0.62, base - 34, 13, 34), level=2)
    return houses * width


def gable_terrace(hand: Hand, x: float, ground: float, houses: int) -> float:
    """A row of gables side by side: a zigzag against the sky."""
    width, height, roof = round(hand.between(42, 52)), hand.between(62, 76), hand.between(30, 40)
    walls, tile, top = hand.some(hand.colours.walls, 3), hand.pick(hand.colours.roofs), ground - height
    for index in range(houses):
        left, wall, mirrored = x + index * width, walls[index % 3], index % 2
        middle, right, peak = left + width / 2, left + width, top - roof
        hand.sheet.add(
            wall, polygon([(left, ground), (left, top), (middle, peak), (right, top), (right, ground)])
        )
        gable = [
            (left - 3, top + 3),
            (left - 3, top - 5),
            (middle, peak - 9),
            (right + 3, top - 5),
            (right + 3, top + 3),
        ]
        hand.sheet.add(tile, polygon([*gable, (middle, peak + 1)]), level=1)
        if mirrored:
            chimney(hand, left + 2, peak - 2, roof, hand.colours.roofs[0])
        hand.sheet.add(hand.window(), disc(middle, top - 4, 5), level=2)
        sash(hand, middle - 8, top + 12, 16, 20, wall)
        door = left + (6 if mirrored else width - 18)
        hand.sheet.add(hand.pick(hand.colours.doors), rect(door, ground - 31, 12, 31), level=2)
        hand.sheet.add(
            hand.window(), rect(left + (width - 20 if mirrored else 6), ground - 28, 14, 16), level=2
        )
    return houses * width


def corner_shop(hand: Hand, x: float, ground: float) -> float:
    """The shop at the end of the row, with a striped awning."""
    wall, sign = hand.some(hand.colours.walls, 2)
    width = 92
    hand.sheet.add(wall, rect(x, ground - 96, width, 96))
    hand.sheet.add(hand.colours.roofs[0], rect(x - 4, ground - 106, width + 8, 12), level=1)
    chimney(hand, x + 18, ground - 126, 22, wall)
    for column in range(3):
        sash(hand, x + 11 + column * 26, ground - 86, 16, 22, wall)
    hand.sheet.add(sign, rect(x + 4, ground - 58, width - 8, 8), level=2)
    hand.sheet.add(
        hand.colours.lit if hand.colours.night else hand.colours.pane,
        rect(x + 8, ground - 40, 52, 30),
        level=2,
    )
    hand.sheet.add(hand.pick(hand.colours.doors), rect(x + 67, ground - 40, 17, 40), level=2)
    stripes = [(x + 4 + index * 12, index) for index in range(7)]
    for left, index in stripes:
        hand.sheet.add(
            hand.colours.bright if index % 2 else hand.colours.doors[0],
            f"M{round(left)} {round(ground - 50)}h12v10a6 6 0 0 1-12 0z",
            level=3,
        )
    return width


def town_hall(hand: Hand, x: float, ground: float) -> float:
    """Steps, columns, a pediment and a clock tower: the place where things are decided."""
    colours, wall = hand.colours, hand.colours.walls[0]
    width, middle = 190, x + 95
    roof = colours.roofs[2]
    hand.sheet.add(wall, rect(x, ground - 92, width, 92), rect(middle - 22, ground - 196, 44, 110))
    hand.sheet.add(
        roof,
        rect(x - 5, ground - 98, width + 10, 9),
        rect(middle - 27, ground - 200, 54, 7),
        polygon([(middle - 27, ground - 200), (middle, ground - 246), (middle + 27, ground - 200)]),
        level=1,
    )
    hand.sheet.add(
        roof,
        polygon([(middle - 50, ground - 92), (middle, ground - 122), (middle + 50, ground - 92)]),
        level=1,
    )
    hand.sheet.add(colours.lit, disc(middle, ground - 168, 14), level=2)
    hand.sheet.add(roof, rect(middle - 1, ground - 178, 3, 11), rect(middle - 1, ground - 169, 9, 3), level=3)
    hand.sheet.add(colours.pane, rect(middle - 42, ground - 84, 84, 74), level=2)
    hand.sheet.add(
        wall, *(rect(middle - 42 + index * 18.8, ground - 84, 9, 84) for index in range(5)), level=3
    )
    hand.sheet.add(roof, rect(middle - 52, ground - 10, 104, 10), level=3)
    for column in range(2):
        for left in (x + 10 + column * 20, x + width - 22 - column * 20):
            hand.sheet.add(hand.window(), arch(left, ground - 80, 12, 26), level=2)
            hand.sheet.add(hand.window(), rect(left, ground - 40, 12, 24), level=2)
    return width


def mill(hand: Hand, x: float, ground: float) -> float:
    """A brick mill, windows in rows, with its tall chimney."""
    colours = hand.colours
    brick, trim = colours.walls[1], colours.roofs[0]
    bays = 5
    width, height = bays * 26 + 14, 128
    hand.sheet.add(
        brick,
        rect(x, ground - height, width, height),
        polygon(
            [
                (x + width + 14, ground),
                (x + width + 20, ground - 236),
                (x + width + 36, ground - 236),
                (x + width + 42, ground),
            ]
        ),
    )
    hand.sheet.add(
        trim,
        rect(x - 4, ground - height - 6, width + 8, 8),
        rect(x + width + 16, ground - 242, 24, 8),
        rect(x + width + 18, ground - 222, 20, 4),
        level=1,
    )
    for index in range(0, bays, 1):
        hand.sheet.add(
            trim,
            polygon(
                [
                    (x + 4 + index * 28, ground - height - 6),
                    (x + 4 + index * 28, ground - height - 24),
                    (x + 30 + index * 28, ground - height - 6),
                ]
            ),
            level=1,
        )
    for floor in range(4):
        for bay in range(bays):
            pane = arch if floor == 0 else rect
            hand.sheet.add(
                hand.window(), pane(x + 12 + bay * 26, ground - height + 14 + floor * 29, 14, 19), level=2
            )
    return width + 42


def tower_block(hand: Hand, x: float, ground: float) -> float:
    """Flats: balconies in stripes, many windows, a water tank on the roof."""
    colours = hand.colours
    wall = hand.pick(colours.walls[:3])
    band = hand.pick([other for other in colours.walls if other != wall])
    columns, floors = 4, hand.pick((7, 8, 9))
    width, height = columns * 20 + 10, floors * 21 + 14
    hand.sheet.add(wall, rect(x, ground - height, width, height))
    hand.sheet.add(
        colours.roofs[0],
        rect(x + 12, ground - height - 14, 26, 14),
        rect(x + width - 14, ground - height - 24, 3, 24),
        level=-1,
    )
    hand.sheet.add(
        band, *(rect(x, ground - height + 24 + floor * 21, width, 5) for floor in range(floors)), level=1
    )
    for floor in range(floors):
        for column in range(columns):
            hand.sheet.add(
                hand.window(), rect(x + 9 + column * 20, ground - height + 10 + floor * 21, 12, 12), level=2
            )
    return width


def school(hand: Hand, x: float, ground: float) -> float:
    """A low hall with big windows and a bell."""
    wall, roof = hand.pick(hand.colours.walls), hand.pick(hand.colours.roofs)
    hand.sheet.add(
        wall,
        rect(x, ground - 58, 150, 58),
        polygon([(x + 52, ground - 58), (x + 75, ground - 92), (x + 98, ground - 58)]),
    )
    hand.sheet.add(
        roof,
        polygon(
            [(x - 6, ground - 56), (x + 12, ground - 84), (x + 138, ground - 84), (x + 156, ground - 56)]
        ),
    )
    hand.sheet.add(
        wall, polygon([(x + 48, ground - 56), (x + 75, ground - 96), (x + 102, ground - 56)]), level=1
    )
    hand.sheet.add(
        roof,
        rect(x + 70, ground - 116, 10, 22),
        polygon([(x + 64, ground - 114), (x + 75, ground - 128), (x + 86, ground - 114)]),
        level=1,
    )
    for left in (10, 30, 106, 126):
        hand.sheet.add(hand.window(), rect(x + left, ground - 46, 14, 30), level=2)
    hand.sheet.add(hand.colours.lit, disc(x + 75, ground - 68, 8), level=2)
    hand.sheet.add(hand.pick(hand.colours.doors), arch(x + 64, ground - 42, 22, 42), level=2)
    return 150
