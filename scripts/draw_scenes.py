"""Draw every scene of `static/scenes`, each by day and by night. The same seed draws the same town.

    python scripts/draw_scenes.py

Run it after a change in `site_core/pages/scenes` and look at what it drew.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from site_core.pages.scenes import SECTIONS, VARIANTS, draw, draw_rooftops  # noqa: E402
from site_core.pages.scenes.palette import MORNING  # noqa: E402

TARGET = ROOT / "site_core" / "static" / "scenes"


def main() -> None:
    """Write the sections' scenes, those of every colour, and the roofs above the footer."""
    TARGET.mkdir(parents=True, exist_ok=True)
    scenes = SECTIONS | {f"{hue}-{number}": hue for hue in MORNING for number in range(1, VARIANTS + 1)}
    for night, ending in ((False, ""), (True, "-night")):
        for name, hue in scenes.items():
            (TARGET / f"{name}{ending}.svg").write_text(draw(name, hue, night=night), encoding="utf-8")
        (TARGET / f"rooftops{ending}.svg").write_text(draw_rooftops(night=night), encoding="utf-8")
    sizes = [path.stat().st_size for path in TARGET.glob("*.svg")]
    print(f"{len(sizes)} scenes, {max(sizes)} bytes the largest, {sum(sizes)} together")


if __name__ == "__main__":
    main()
