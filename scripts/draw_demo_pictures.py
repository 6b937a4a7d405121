"""Makes the files of the demo charity's pictures from site_core/demo/drawing.

    python scripts/draw_demo_pictures.py            all of them, into site_core/demo/media
    python scripts/draw_demo_pictures.py market     only this one

Needs Chromium (CHROMIUM, or on the PATH) and the packages of requirements/dev.txt. The same drawing gives
the same picture.
"""

import io
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from site_core.demo.drawing.pictures import DRAWINGS  # noqa: E402

TARGET = ROOT / "site_core" / "demo" / "media"
# Bytes that one picture may weigh.
HEAVIEST = 120_000


def squeeze(png: bytes) -> bytes:
    """Return a JPEG that weighs no more than it may."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in range(84, 40, -4):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= HEAVIEST:
            break
    return out.getvalue()


def main() -> None:
    """Draw what is asked for."""
    wanted = sys.argv[1:] or list(DRAWINGS)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1600, "height": 1067})
        for name in wanted:
            page.set_content(DRAWINGS[name]().svg())
            data = squeeze(page.screenshot())
            (TARGET / f"{name}.jpg").write_bytes(data)
            print(f"{name}: {len(data) // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
