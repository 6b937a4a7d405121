"""The drawn scenes: valid, repeatable, small, and the files on the disk are what the hand draws today."""

from pathlib import Path
from xml.etree import ElementTree

import brotli
import pytest
from django.conf import settings

from site_core.pages.hues import HUES
from site_core.pages.scenes import SECTIONS, VARIANTS, draw, draw_rooftops, scene_name
from site_core.pages.templatetags.scene_tags import drawn_scene

FOLDER = Path(settings.BASE_DIR) / "site_core" / "static" / "scenes"
KEYS = [key for key, _ in HUES]
NAMES = SECTIONS | {f"{hue}-{number}": hue for hue in KEYS for number in range(1, VARIANTS + 1)}


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("hue", KEYS)
def test_a_scene_is_an_svg_that_cannot_do_anything(hue: str, night: bool) -> None:
    root = ElementTree.fromstring(draw("any seed", hue, night=night))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags == {"svg", "path"}
    assert {name for element in root.iter("{http://www.w3.org/2000/svg}path") for name in element.attrib} == {
        "fill",
        "d",
    }


def test_the_same_seed_draws_the_same_town_and_another_seed_another() -> None:
    assert draw("tarnwick", "sea") == draw("tarnwick", "sea")
    assert draw("tarnwick", "sea") != draw("ambleford", "sea")


def test_only_a_painted_sky_hides_the_colour_of_the_page() -> None:
    painted, plain = draw("tarnwick", "sea", sky=True), draw("tarnwick", "sea")
    assert painted.count("<path") == plain.count("<path") + 1


def test_an_unknown_colour_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("tarnwick", "beige")


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_what_the_hand_draws_today(name: str) -> None:
    again = "run scripts/draw_scenes.py"
    assert (FOLDER / f"{name}.svg").read_text() == draw(name, NAMES[name]), again
    assert (FOLDER / f"{name}-night.svg").read_text() == draw(name, NAMES[name], night=True), again


def test_the_roofs_above_the_footer_are_what_the_hand_draws_today() -> None:
    assert (FOLDER / "rooftops.svg").read_text() == draw_rooftops()
    assert (FOLDER / "rooftops-night.svg").read_text() == draw_rooftops(night=True)


def test_every_scene_is_light_on_the_wire() -> None:
    sizes = {path.name: len(brotli.compress(path.read_bytes())) for path in FOLDER.glob("*.svg")}
    assert len(sizes) == 2 * len(NAMES) + 2
    assert max(sizes.values()) < 3200, sizes


def test_a_section_has_its_own_scene_only_in_its_own_colour() -> None:
    assert scene_name("our-work", "sea") == "our-work"
    assert scene_name("our-work", "brick").startswith("brick-")


def test_slugs_share_out_all_scenes_of_a_colour() -> None:
    names = {scene_name(f"post-{number}", "heather") for number in range(100)}
    assert names == {f"heather-{number}" for number in range(1, VARIANTS + 1)}


def test_the_tag_gives_the_address_by_day_and_by_night() -> None:
    scene = drawn_scene("home")
    assert (scene.day, scene.night) == ("/static/scenes/home.svg", "/static/scenes/home-night.svg")
