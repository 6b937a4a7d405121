"""Draw the icons and the picture for shared links, from the same hand as the scenes.

    python scripts/draw_icons.py

Needs Chromium (playwright's own or one on the machine) to turn the drawings into pixels.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from site_core.pages.scenes import draw  # noqa: E402
from site_core.pages.scenes.palette import INK, PAPER, SEA, SUN  # noqa: E402

ICONS = ROOT / "site_core" / "static" / "icons"
SHARE = ROOT / "site_core" / "static" / "images" / "share.png"

GABLES = "M1 31l9-10 7 8v-4l7-8 7 8v4l7-8 9 10a24 24 0 0 1-46 0z"
PANES = "M22 27h4v5h-4zM8 30h4v4H8zM36 30h4v4h-4zM22 37h4v9h-4z"


def mark(ground: str = "", room: int = 0) -> str:
    """Return the sun behind three gables; on `ground`, with `room` around it, where an icon is cropped."""
    edge, size = -room, 48 + 2 * room
    sheet = f'<path fill="{ground}" d="M{edge} {edge}h{size}v{size}h-{size}z"/>' if ground else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{edge} {edge} {size} {size}">{sheet}'
        f'<circle cx="24" cy="24" r="24" fill="{SUN}"/><path fill="{INK}" d="{GABLES}"/>'
        f'<path fill="{SUN}" d="{PANES}"/></svg>'
    )


def pixels(browser: Browser, svg: str, width: int, height: int) -> Image.Image:
    """Return the drawing as a picture of so many pixels; what it leaves open stays see-through."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(
        f"<style>body{{margin:0}}svg{{display:block;width:{width}px;height:{height}px}}</style>{svg}"
    )
    picture = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
    page.close()
    return picture


def main() -> None:
    """Write every icon and the picture for shared links."""
    ICONS.mkdir(parents=True, exist_ok=True)
    SHARE.parent.mkdir(parents=True, exist_ok=True)
    (ICONS / "favicon.svg").write_text(mark(), encoding="utf-8")
    machine = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine, args=["--no-sandbox"])
        pixels(browser, mark(), 32, 32).save(ICONS / "favicon.ico", sizes=[(32, 32)])
        pixels(browser, mark(PAPER, 5), 180, 180).save(ICONS / "apple-touch-icon.png", optimize=True)
        for size in (192, 512):
            pixels(browser, mark(), size, size).save(ICONS / f"icon-{size}.png", optimize=True)
        pixels(browser, mark(SEA, 12), 512, 512).save(ICONS / "icon-maskable-512.png", optimize=True)
        shared = pixels(browser, draw("home", "sun", sky=True), 1200, 630).convert("RGB")
        # A few flat colours: a palette is enough, and small.
        shared.quantize(64, dither=Image.Dither.NONE).save(SHARE, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
