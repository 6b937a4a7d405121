"""What lies and stands in the foreground of the demo's pictures."""

from site_core.pages.scenes.palette import BRICK, INK, PAPER, SUN
from site_core.pages.scenes.paper import disc, mix, rect

from .stage import Stage


def awning(
    stage: Stage, x: float, y: float, width: float, colours: tuple[str, str], goods: tuple[str, ...]
) -> None:
    """A market stall: striped cloth on two posts, fruit on a board."""
    stage.cut(INK, rect(x + 4, y, 4, 86), rect(x + width - 8, y, 4, 86))
    count, stripe = 8, width / 8
    for index in range(count):
        left = x + stripe * index
        foot = stripe / 2
        cloth = f"M{left:.1f} {y - 26}h{stripe:.1f}v38a{foot:.1f} {foot:.1f} 0 0 1-{stripe:.1f} 0z"
        stage.cut(colours[index % 2], cloth)
    stage.cut(mix(BRICK, INK, 0.6), rect(x - 2, y + 52, width + 4, 34))
    for index in range(int(width / 13)):
        colour = goods[index * len(goods) // int(width / 13)]
        stage.cut(colour, disc(x + 9 + index * 13, y + 48, 7.5), disc(x + 15 + index * 13, y + 40, 6))


def cup(stage: Stage, x: float, y: float, colour: str) -> None:
    """A mug, standing on `y`."""
    stage.cut(colour, disc(x + 22, y - 11, 7), f"M{x} {y - 22}h21v15q0 7-7 7h-7q-7 0-7-7z")
    stage.cut(mix(colour, INK, 0.35), disc(x + 22, y - 11, 3.4))


def jar(stage: Stage, x: float, y: float, colour: str) -> None:
    """A jar of jam with a cloth lid."""
    stage.cut(colour, rect(x, y - 22, 18, 22))
    stage.cut(PAPER, rect(x + 3, y - 15, 12, 9))
    stage.cut(SUN if colour != SUN else BRICK, rect(x - 2, y - 28, 22, 8))


def teapot(stage: Stage, x: float, y: float, colour: str) -> None:
    """A big teapot, standing on `y`."""
    stage.cut(colour, f"M{x + 50} {y - 30}q26-4 30-24l8 2q-2 34-36 38z", disc(x + 8, y - 24, 17))
    stage.cut(mix(colour, INK, 0.4), disc(x + 8, y - 24, 9))
    stage.cut(colour, disc(x + 36, y - 24, 28, 0.86), disc(x + 36, y - 51, 5), rect(x + 22, y - 4, 28, 4))
    stage.cut(mix(colour, PAPER, 0.55), rect(x + 17, y - 46, 38, 3.4))
