"""The hand that draws: a sheet to draw on, colours to choose from, and chance that repeats itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from .palette import Palette
from .paper import Sheet

Any_ = TypeVar("Any_")


@dataclass
class Hand:
    """What every drawing function is given. The same seed draws the same town, by day and by night."""

    chance: Random
    colours: Palette
    sheet: Sheet = field(default_factory=Sheet)

    def between(self, low: float, high: float) -> float:
        """Any measure from `low` to `high`."""
        return low + (high - low) * self.chance.random()

    def pick(self, choices: Sequence[Any_]) -> Any_:
        """One of `choices`."""
        return choices[int(self.chance.random() * len(choices))]

    def once_in(self, times: float) -> bool:
        """True in one of so many cases."""
        return self.chance.random() < 1 / times

    def some(self, choices: Sequence[Any_], count: int) -> list[Any_]:
        """`count` different ones of `choices`, in any order."""
        return sorted(choices, key=lambda _: self.chance.random())[:count]

    def window(self) -> str:
        """The colour of one window: dark by day, here and there lit by the sun; mostly lit at night."""
        lit = self.chance.random()
        return self.colours.lit if lit < (0.55 if self.colours.night else 0.12) else self.colours.pane

    def fresh(self) -> "Hand":
        """The same hand on a new sheet."""
        return Hand(self.chance, self.colours)
