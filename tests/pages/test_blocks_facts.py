"""Gallery, statistics, timeline, alert box and map link: what they print, and what they leave out."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from site_core.pages import renditions
from site_core.pages.blocks.facts import statistic
from site_core.pages.blocks.gallery import picture_sizes
from site_core.pages.models import CustomImage
from tests.pages.block_printing import BODY, body, document, picture, printed
from tests.pages.test_blocks_validation import complaints


def of(image: CustomImage, alt: str = "Houses") -> dict[str, Any]:
    return {"image": image, "alt_text": alt, "decorative": not alt}


# --- gallery


@pytest.mark.django_db
def test_each_picture_of_a_gallery_is_a_plain_link_to_the_whole_of_it() -> None:
    image = picture(size=(900, 1800))
    renditions.prepare_renditions.call(image.pk)
    page = document(printed(("gallery", {"pictures": [{"image": of(image, "A tower"), "caption": "Up"}]})))
    link = page.one("a", **{"class": "gallery__link"})
    assert link is not None
    assert (link.get("href") or "").endswith(".jpg")
    assert (link.get("data-avif") or "").endswith(".avif")
    assert "See the whole picture" in "".join(link.itertext())
    whole = image.renditions.get(filter_spec="width-960|format-jpeg")
    assert whole.url == link.get("href")
    assert whole.width / whole.height == pytest.approx(0.5, abs=0.01), "nothing is cut off"
    assert [shown.get("alt") for shown in page.all("img")] == ["A tower"]
    assert "".join(page.all("figcaption")[0].itertext()).strip() == "Up"


@pytest.mark.django_db
def test_a_gallery_without_captions_has_no_empty_ones_and_names_each_maker_once() -> None:
    pictures = [picture(credit="Photo: Sam"), picture(credit="Photo: Sam"), picture(credit="Photo: Kim")]
    page = document(printed(("gallery", {"pictures": [{"image": of(image)} for image in pictures]})))
    assert page.all("figcaption") == []
    credit = page.one("p", **{"class": "gallery__credit small quiet"})
    assert credit is not None
    assert credit.text == "Photo: Sam; Photo: Kim"


@pytest.mark.django_db
def test_a_deleted_picture_leaves_the_gallery() -> None:
    kept, gone = picture(), picture()
    stream = body(("gallery", {"pictures": [{"image": of(kept)}, {"image": of(gone)}]}))
    gone.delete()
    assert str(BODY.render(stream)).count("<img") == 1


@pytest.mark.django_db
def test_a_gallery_is_more_than_one_picture() -> None:
    one = {"image": of(picture()), "caption": ""}
    assert "minimum number of items is 2" in complaints(("gallery", {"pictures": [one]}))
    assert complaints(("gallery", {"pictures": [one, one]})) == ""


def test_in_a_gallery_of_five_the_first_is_large_and_in_one_of_four_none() -> None:
    assert "37rem" in picture_sizes(0, 5)
    assert "37rem" not in picture_sizes(1, 5)
    assert "37rem" not in picture_sizes(0, 4)
    assert picture_sizes(0, 5).endswith("100vw - 2rem)"), "alone in its row on a telephone"
    assert picture_sizes(0, 4).endswith("44vw")


# --- statistics


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("12400", "", "12,400"),
        ("2.50", "million", "2.5 million"),
        ("94", "%", "94%"),
        ("38", "£", "£38"),
        ("1E+3", "", "1,000"),
        ("-3", "°", "-3°"),
        ("0", "", "0"),
    ],
)
def test_a_number_is_written_as_people_write_it(number: str, unit: str, shown: str) -> None:
    made = statistic({"number": number, "unit": unit, "words": "things"})
    assert made is not None
    assert made.before + made.number + made.after == shown


def test_a_number_says_what_it_counts_and_where_it_comes_from() -> None:
    page = document(
        printed(("statistics", {"numbers": [{"number": "7", "words": "towns", "source": "2025"}]}))
    )
    (item,) = page.all("li")
    assert " ".join("".join(item.itertext()).split()) == "7 towns Source: 2025"
    assert page.one("b", **{"class": "statistic__number figures"}) is not None


def test_a_number_without_words_is_not_printed_and_cannot_be_published() -> None:
    half = {"numbers": [{"number": "7", "unit": "", "words": "", "source": ""}]}
    assert printed(("statistics", half)).strip() == ""
    assert "words" in complaints(("statistics", half))


def test_a_number_is_figures_and_not_too_many() -> None:
    block = BODY.child_blocks["statistics"].child_blocks["numbers"].child_block.child_blocks["number"]
    for refused in ("a lot", "123456789012", "1.234"):
        with pytest.raises(ValidationError):
            block.clean(block.value_from_form(refused))


# --- timeline


@pytest.mark.django_db
def test_a_timeline_is_an_ordered_list_with_a_heading_for_each_entry() -> None:
    html = printed(
        ("heading", {"text": "Our story", "level": "2"}),
        (
            "timeline",
            {
                "heading": "How it began",
                "entries": [
                    {"when": "2016", "title": "One table", "words": "<p>Eleven came.</p>"},
                    {"when": "2019", "title": "Forty streets", "image": of(picture(credit="Photo: Sam"))},
                    {"when": "2020", "title": " "},
                ],
            },
        ),
    )
    page = document(html)
    assert page.problems() == []
    assert len(page.all("ol")) == 1
    assert len(page.all("li")) == 2, "what has no title says nothing"
    assert page.headings == [
        (1, "A page"), (2, "Our story"), (3, "How it began"), (4, "One table"), (4, "Forty streets"),
    ]  # fmt: skip
    assert "Photo: Sam" in html


# --- alert box


@pytest.mark.parametrize(
    ("tone", "words"),
    [("information", "Information"), ("warning", "Warning"), ("success", "Good news"), ("danger", "Danger")],
)
def test_an_alert_box_says_its_tone_in_words_and_interrupts_nobody(tone: str, words: str) -> None:
    html = printed(("alert_box", {"heading": "Closed", "words": "<p>On Monday.</p>", "tone": tone}))
    page = document(html)
    assert page.one("div", **{"data-tone": tone}) is not None
    assert words in "".join(page.all("p")[0].itertext())
    assert "role=" not in html


def test_an_alert_box_without_words_cannot_be_published() -> None:
    told = json.loads(complaints(("alert_box", {"heading": "Closed", "tone": "warning"})))
    assert "words" in json.dumps(told)


# --- map link


def test_a_map_link_leads_to_maps_and_loads_nothing_from_them() -> None:
    html = printed(("map_link", {"place": "Mill & Co", "address": "1 Mill Lane\n\nTarnwick", "maps": "both"}))
    page = document(html)
    assert [link.get("href") for link in page.all("a")] == [
        "https://www.openstreetmap.org/search?query=1+Mill+Lane%2C+Tarnwick",
        "https://www.google.com/maps/search/?api=1&query=1+Mill+Lane%2C+Tarnwick",
    ]
    assert page.all("iframe") + page.all("script") + page.all("img") == []
    assert "Mill & Co" in "".join(page.all("a")[0].itertext()), "each link says whose map it is"


@pytest.mark.parametrize(("maps", "name"), [("openstreetmap", "openstreetmap.org"), ("google", "google.com")])
def test_an_editor_may_choose_one_map(maps: str, name: str) -> None:
    (link,) = document(printed(("map_link", {"place": "Mill", "address": "", "maps": maps}))).all("a")
    assert name in (link.get("href") or "")
    assert (link.get("href") or "").endswith("query=Mill")


@pytest.mark.django_db
def test_a_picture_of_the_map_stands_in_for_the_drawn_one() -> None:
    place = {"place": "Mill", "address": "Tarnwick", "image": of(picture(), "The way from the station")}
    page = document(printed(("map_link", place)))
    assert [shown.get("alt") for shown in page.all("img")] == ["The way from the station"]
    assert page.all("svg") == []
