"""Tells the person at the terminal how far the seeding is."""

from dataclasses import dataclass
from typing import TextIO

WIDTH = 24


@dataclass
class Progress:
    """Writes a line for each part; at a terminal a bar grows in it."""

    out: TextIO
    quiet: bool = False

    def part(self, number: int, total: int, title: str) -> None:
        """Begin a part."""
        self._title = f"  {number}/{total} {title}"
        if not self.quiet and self._at_terminal:
            self.out.write(f"{self._title}…")
            self.out.flush()

    def step(self, done: int, total: int) -> None:
        """Say how much of the part is done."""
        if not self.quiet and self._at_terminal:
            filled = round(WIDTH * done / total)
            self.out.write(f"\r{self._title}  {'█' * filled}{'·' * (WIDTH - filled)} {done} of {total}")
            self.out.flush()

    def done(self, words: str) -> None:
        """End the part and say what came of it."""
        if not self.quiet:
            start = "\r\x1b[K" if self._at_terminal else ""
            self.out.write(f"{start}{self._title}: {words}\n")
            self.out.flush()

    def say(self, words: str = "") -> None:
        """Write a line."""
        if not self.quiet:
            self.out.write(f"{words}\n")
            self.out.flush()

    @property
    def _at_terminal(self) -> bool:
        return self.out.isatty()
