"""How a publication looks from the front: its own cover, or one that is drawn for it."""

from dataclasses import dataclass
from typing import Any

from .kinds import Kind

# Wider than this, a cover is as broad as the shelf allows; else it is as tall.
UPRIGHT = 0.75
# With more letters than this, the title on a drawn cover is set small.
SHORT_TITLE = 48


@dataclass(frozen=True)
class Cover:
    """What `library/parts/cover.html` prints. `scene` names the drawn scene of a cover without a picture."""

    title: str
    kind: Kind
    scene: str
    picture: Any = None

    @property
    def is_wide(self) -> bool:
        """Whether the picture is broad (slides, a square booklet), so that its width is given."""
        return self.picture is not None and self.picture.width > UPRIGHT * self.picture.height

    @property
    def is_wordy(self) -> bool:
        """Whether the title needs small letters."""
        return len(self.title) > SHORT_TITLE
