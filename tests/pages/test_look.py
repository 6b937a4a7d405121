"""The stylesheet, the font and the scripts: small, self-contained, legible by day and by night."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from site_core.pages.hues import HUES
from site_core.pages.scenes.palette import MORNING, NIGHT

STATIC = Path(settings.BASE_DIR) / "site_core" / "static"
CSS = (STATIC / "css" / "site.css").read_text()
# Everything before the second set of tokens is the day, what follows in that layer is the night.
DAY, NIGHT_TOKENS = (
    CSS.split("@layer tokens {")[1]
    .split("@layer base {")[0]
    .split("@media screen and (prefers-color-scheme: dark)")
)
KEYS = [key for key, _ in HUES]


def token(name: str, text: str) -> str:
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", text)
    assert found, name
    return found[1]


def of_hue(hue: str, text: str) -> str:
    found = re.search(rf'\[data-hue="{hue}"\] {{ (--hue:.*?) }}', text, re.DOTALL)
    assert found, hue
    return found[1]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in bytes.fromhex(colour[1:])]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [DAY, NIGHT_TOKENS], ids=["day", "night"])
def test_words_stand_out_from_every_paper(tokens: str) -> None:
    for paper in ("paper", "card", "sand"):
        for words in ("ink", "ink-soft", "good", "bad"):
            assert contrast(token(words, tokens), token(paper, tokens)) >= 4.5, (words, paper)
        assert contrast(token("line", tokens), token(paper, tokens)) >= 3, paper


@pytest.mark.parametrize("hue", KEYS)
@pytest.mark.parametrize("tokens", [DAY, NIGHT_TOKENS], ids=["day", "night"])
def test_every_colour_carries_its_words(tokens: str, hue: str) -> None:
    colours = of_hue(hue, tokens)
    assert contrast(token("on-band", colours), token("band", colours)) >= 4.5
    for paper in ("paper", "card"):
        assert contrast(token("hue-text", colours), token(paper, tokens)) >= 4.5


@pytest.mark.parametrize("hue", KEYS)
def test_the_sky_of_a_scene_is_the_colour_behind_it(hue: str) -> None:
    assert token("band", of_hue(hue, DAY)) == MORNING[hue]
    assert token("band", of_hue(hue, NIGHT_TOKENS)) == NIGHT[hue]


def test_the_stylesheet_asks_for_nothing_from_elsewhere() -> None:
    addresses = re.findall(r"url\(([^)]*)\)", CSS)
    assert addresses == ['"../fonts/bricolage-grotesque.woff2"']
    assert "@import" not in CSS


def test_the_look_is_light() -> None:
    """As it travels: the server sends text compressed."""
    assert len(brotli.compress(CSS.encode())) < 16_000
    assert (STATIC / "fonts" / "bricolage-grotesque.woff2").stat().st_size < 40_000
    assert sum(path.stat().st_size for path in (STATIC / "js").glob("*.js")) < 15_000


def test_the_font_has_its_licence_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text()


@pytest.mark.parametrize(
    ("name", "size"),
    [("apple-touch-icon", 180), ("icon-192", 192), ("icon-512", 512), ("icon-maskable-512", 512)],
)
def test_an_icon_has_its_size(name: str, size: int) -> None:
    from PIL import Image

    with Image.open(STATIC / "icons" / f"{name}.png") as icon:
        assert icon.size == (size, size)


def test_the_picture_for_shared_links_has_the_size_that_networks_want() -> None:
    from PIL import Image

    path = STATIC / "images" / "share.png"
    with Image.open(path) as picture:
        assert picture.size == (1200, 630)
    assert path.stat().st_size < 40_000
