"""Cut paper: shapes as SVG path data, gathered by colour so that a whole town stays a few kilobytes."""

import re
from collections.abc import Iterable

START = re.compile(r"M(-?\d+) (-?\d+)")
SPACE_BEFORE_MINUS = re.compile(r" -")
Point = tuple[float, float]


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` in it; both as #rrggbb."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def number(value: float) -> str:
    """Write a number as shortly as path data allows: whole pixels are enough at this size."""
    return str(round(value))


def rect(x: float, y: float, width: float, height: float) -> str:
    """A rectangle from its upper left corner."""
    left, top = round(x), round(y)
    w, h = round(x + width) - left, round(y + height) - top
    return f"M{left} {top}h{w}v{h}h{-w}z"


def polygon(points: Iterable[Point]) -> str:
    """A polygon; turned clockwise, so that shapes of one path never cut holes into each other."""
    corners = [(round(x), round(y)) for x, y in points]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    if sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) < 0:
        corners.reverse()
    (x, y), *rest = corners
    parts = [f"M{x} {y}"]
    for next_x, next_y in rest:
        if next_y == y:
            parts.append(f"h{next_x - x}")
        elif next_x == x:
            parts.append(f"v{next_y - y}")
        else:
            parts.append(f"l{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return "".join(parts) + "z"


def disc(x: float, y: float, radius: float, stretch: float = 1) -> str:
    """A circle, or an ellipse `stretch` times as high as wide."""
    r, h = number(radius), number(radius * stretch)
    span = number(round(radius) * 2)
    return f"M{number(x - radius)} {number(y)}a{r} {h} 0 1 1 {span} 0a{r} {h} 0 1 1-{span} 0z"


def dome(x: float, base: float, radius: float, height: float) -> str:
    """Half an ellipse standing on `base`, its middle at `x`."""
    r = number(radius)
    span = number(round(radius) * 2)
    return f"M{number(x - radius)} {number(base)}a{r} {number(height)} 0 0 1 {span} 0z"


def onion(x: float, base: float, radius: float) -> str:
    """The dome of a mosque, mandir or gurdwara: round, drawn up to a point."""
    r = round(radius)
    return (
        f"M{number(x - r * 0.8)} {number(base)}c{-round(r * 0.5)} {-r} {round(r * 0.5)} {-round(r * 1.3)}"
        f" {round(r * 0.8)} {-round(r * 1.9)}c{round(r * 0.3)} {round(r * 0.6)} {round(r * 1.3)} "
        f"{round(r * 0.9)} {round(r * 0.8)} {round(r * 1.9)}z"
    )


def arch(x: float, y: float, width: float, height: float) -> str:
    """A window or doorway with a round head; `x`, `y` is the upper left corner."""
    r = round(width / 2)
    rise = round(height) - r
    return f"M{number(x)} {number(y + height)}v{-rise}a{r} {r} 0 0 1 {2 * r} 0v{rise}z"


class Sheet:
    """One layer of paper. Shapes of one level and colour become one path; higher levels lie on top."""

    def __init__(self) -> None:
        self._paths: dict[tuple[int, str], list[str]] = {}

    def add(self, colour: str, *shapes: str, level: int = 0) -> None:
        """Lay shapes of one colour on the sheet."""
        self._paths.setdefault((level, colour), []).extend(shapes)

    def svg(self) -> str:
        """Return the paths from the lowest level to the highest; within one, as they were begun."""
        ordered = sorted(self._paths.items(), key=lambda entry: entry[0][0])
        return "".join(f'<path fill="{colour}" d="{_joined(shapes)}"/>' for (_, colour), shapes in ordered)


def _joined(shapes: list[str]) -> str:
    """Return shapes as one path, each beginning at a step from the last, which takes fewer letters."""
    parts, last = [], (0, 0)
    for shape in shapes:
        begin = START.match(shape)
        if begin is None:
            raise ValueError(f"A shape begins with M and two whole numbers: {shape[:20]}")
        x, y = int(begin[1]), int(begin[2])
        parts.append(f"m{x - last[0]} {y - last[1]}{shape[begin.end() :]}")
        last = (x, y)
    return SPACE_BEFORE_MINUS.sub("-", "".join(parts))
