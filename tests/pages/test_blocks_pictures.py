"""Pictures are made in all sizes when they are uploaded, and printed without making or asking anything."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from PIL import AvifImagePlugin, Image, features
from pytest_django import DjangoCaptureOnCommitCallbacks

from site_core.pagecache.generation import current_generation
from site_core.pages import renditions
from site_core.pages.checks import pictures_can_be_made
from site_core.pages.models import CustomImage, CustomRendition
from tests.pages.block_printing import BODY, body, document, picture, printed


def tag(image: CustomImage | None, arguments: str) -> str:
    source = "{% load picture_tags %}{% picture image " + arguments + " %}"
    return Template(source).render(Context({"image": image}))


def made(image: CustomImage) -> set[str]:
    return set(CustomRendition.objects.filter(image=image).values_list("filter_spec", flat=True))


@pytest.mark.django_db
def test_an_upload_makes_all_sizes_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = picture()
        assert made(image) == set()
    assert made(image) == set(renditions.all_filters("houses.jpg"))
    # Each is a file and a row for every picture of the library.
    assert len(made(image)) <= 24


@pytest.mark.django_db
@pytest.mark.parametrize("spec", renditions.SPECS)
def test_printing_a_prepared_picture_makes_nothing(spec: str) -> None:
    image = picture()
    renditions.prepare_renditions.call(image.pk)
    before = made(image)
    assert "<picture>" in tag(image, f'"{spec}"')
    assert made(image) == before


@pytest.mark.django_db
def test_a_visitor_who_comes_before_the_task_sees_the_picture_and_waits_for_no_avif() -> None:
    image = picture()
    page = document(tag(image, '"card"'))
    assert page.one("img") is not None
    assert page.all("source") == []
    assert made(image) == {"fill-480x300|format-jpeg"}


@pytest.mark.django_db
def test_stored_pages_are_made_anew_when_the_task_has_made_something(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = picture()
    CustomRendition.objects.filter(image=image, filter_spec="fill-480x300|format-avif").delete()
    before = current_generation()
    with django_capture_on_commit_callbacks(execute=True):
        renditions.prepare_renditions.call(image.pk)
    after = current_generation()
    assert after != before
    with django_capture_on_commit_callbacks(execute=True):
        renditions.prepare_renditions.call(image.pk)
    assert current_generation() == after


@pytest.mark.django_db
def test_the_sizes_are_in_the_formats_that_they_say() -> None:
    image = picture(size=(1700, 1100))
    renditions.prepare_renditions.call(image.pk)
    for row in CustomRendition.objects.filter(image=image):
        with Image.open(row.file.path) as opened:
            assert (opened.format or "").lower() == row.filter_spec.rpartition("format-")[2]


@pytest.mark.django_db
def test_the_first_picture_near_the_top_comes_first_and_all_others_wait() -> None:
    one = ("picture", {"image": {"image": picture(), "alt_text": "Houses", "decorative": False}})
    words = ("rich_text", "<p>Words.</p>")

    def ways(*blocks: tuple[str, Any]) -> list[tuple[str | None, str | None]]:
        shown = document(printed(*blocks)).all("img")
        return [(image.get("fetchpriority"), image.get("loading")) for image in shown]

    assert ways(words, one, one) == [("high", None), (None, "lazy")]
    assert ways(one, one) == [("high", None), (None, "lazy")]
    assert ways(words, words, words, one) == [(None, "lazy")]


@pytest.mark.django_db
def test_a_moved_focal_point_and_a_new_file_make_new_sizes(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = picture(size=(2000, 500))
    cards = CustomRendition.objects.filter(image=image, filter_spec="fill-480x300|format-webp")
    assert cards.count() == 1
    image.focal_point_x, image.focal_point_y = 100, 100
    image.focal_point_width = image.focal_point_height = 50
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert cards.count() == 2
    image.file = ContentFile(Path(image.file.path).read_bytes(), "other.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert all("other" in row.file.name for row in CustomRendition.objects.filter(image=image))
    assert made(image) == set(renditions.all_filters("other.jpg"))


@pytest.mark.django_db
def test_a_change_of_words_makes_nothing(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    image = picture()
    with django_capture_on_commit_callbacks() as callbacks:
        image.title = "Another title"
        image.save(update_fields=["title"])
    assert not [callback for callback in callbacks if "prepare_renditions" in repr(callback)]
    assert made(image) == set()


@pytest.mark.django_db
def test_the_nightly_look_makes_only_what_is_missing() -> None:
    whole, without_some, without_any = picture("a.jpg"), picture("b.jpg"), picture("c.png")
    for image in (whole, without_some):
        renditions.prepare_renditions.call(image.pk)
    CustomRendition.objects.filter(image=without_some, filter_spec=renditions.SHARE).delete()
    kept = set(CustomRendition.objects.values_list("pk", flat=True))
    renditions.prepare_missing_renditions.call()
    for image in (whole, without_some, without_any):
        assert made(image) == set(renditions.all_filters(image.file.name))
    assert kept <= set(CustomRendition.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_deleted_picture_or_a_lost_file_breaks_nothing() -> None:
    image = picture()
    Path(image.file.path).unlink()
    renditions.prepare_renditions.call(image.pk)
    renditions.prepare_renditions.call(image.pk + 1)
    assert made(image) == set()
    assert tag(image, '"card"').strip() == ""
    assert tag(None, '"card"').strip() == ""


@pytest.mark.django_db
@pytest.mark.parametrize("spec", renditions.SPECS)
def test_a_picture_says_its_size_its_widths_and_where_it_stands(spec: str) -> None:
    image = picture(size=(2400, 1800))
    renditions.prepare_renditions.call(image.pk)
    page = document(tag(image, f'"{spec}" alt="Houses"'))
    avif, webp = page.all("source")
    shown = page.one("img")
    assert shown is not None
    assert page.problems() == []
    assert [source.get("type") for source in (avif, webp)] == ["image/avif", "image/webp"]
    assert len((avif.get("srcset") or "").split(", ")) == len(renditions.SPECS[spec].sizes)
    assert avif.get("sizes")
    assert (webp.get("srcset") or "").endswith(".webp")
    assert shown.get("decoding") == "async"
    assert shown.get("alt") == "Houses"
    assert int(shown.get("width") or 0) * int(shown.get("height") or 0) > 0
    lead = renditions.SPECS[spec].is_lead
    assert shown.get("loading") == (None if lead else "lazy")
    assert shown.get("fetchpriority") == ("high" if lead else None)


@pytest.mark.django_db
def test_a_small_picture_is_not_blown_up() -> None:
    image = picture(size=(300, 200))
    renditions.prepare_renditions.call(image.pk)
    avif = document(tag(image, '"wide"')).all("source")[0]
    assert (avif.get("srcset") or "").endswith(" 300w")
    assert "," not in (avif.get("srcset") or "")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "mode"), [("logo.png", "RGBA"), ("logo.gif", "P"), ("logo.png", "P")])
def test_what_is_see_through_stays_so(name: str, mode: str) -> None:
    image = picture(name, mode=mode)
    shown = renditions.shown(image, "inline")
    assert shown is not None
    assert shown.fallback.file.name.endswith(".png")
    with Image.open(shown.fallback.file.path) as fallback:
        assert (fallback.mode == "RGBA") == (mode == "RGBA")


@pytest.mark.django_db
def test_an_animation_is_shown_as_a_still_picture(tmp_path: Path) -> None:
    frames = [Image.new("P", (60, 60), colour) for colour in range(3)]
    file = tmp_path / "moving.gif"
    frames[0].save(file, save_all=True, append_images=frames[1:], duration=100, loop=0)
    image = CustomImage.objects.create(
        title="Moving", description="A flag", file=ContentFile(file.read_bytes(), "moving.gif")
    )
    shown = renditions.shown(image, "inline")
    assert shown is not None
    assert ".gif" not in shown.fallback.url
    renditions.prepare_renditions.call(image.pk)
    for row in CustomRendition.objects.filter(image=image):
        with Image.open(row.file.path) as still:
            assert getattr(still, "n_frames", 1) == 1


@pytest.mark.django_db
def test_the_words_for_a_picture_come_from_block_then_picture() -> None:
    image = picture(description="A row of houses")

    def alt_of(**value: Any) -> str | None:
        own = {"image": image, "alt_text": "", "decorative": False} | value
        shown = document(printed(("picture", {"image": own}))).one("img")
        assert shown is not None
        return shown.get("alt")

    assert alt_of(alt_text="Houses in the snow") == "Houses in the snow"
    assert alt_of() == "A row of houses"
    assert alt_of(decorative=True) == ""


@pytest.mark.django_db
def test_a_decorative_picture_stays_decorative_in_the_database() -> None:
    image = CustomImage.objects.get(pk=picture(description="", is_decorative=True).pk)
    shown = document(tag(image, '"inline"')).one("img")
    assert shown is not None
    assert shown.get("alt") == ""


@pytest.mark.django_db
def test_the_credit_is_the_pictures_own_unless_the_block_says_otherwise() -> None:
    image = picture(credit="Photo: Sam Example")
    value = {"image": {"image": image, "alt_text": "Houses", "decorative": False}}
    assert "Photo: Sam Example" in printed(("picture", value))
    assert "Photo: Sam Example" not in printed(("picture", {**value, "credit": "Photo: A. Other"}))
    assert "Photo: Sam Example" in printed(("picture_text", {**value, "words": "<p>Words</p>"}))


@pytest.mark.django_db
def test_ten_pictures_cost_no_more_queries_than_two() -> None:
    images = [picture(f"p{number}.jpg", size=(64, 48)) for number in range(10)]
    for image in images:
        renditions.prepare_renditions.call(image.pk)

    def queries(count: int) -> int:
        value = [("picture", {"image": {"image": one, "alt_text": "x"}}) for one in images[:count]]
        stream = body(*value)
        with CaptureQueriesContext(connection) as asked:
            assert str(BODY.render(stream)).count("<picture>") == count
        return len(asked)

    assert queries(2) == queries(10) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("side", "share", "classes"),
    [("left", "half", "media"), ("right", "third", "media media--flip media--third")],
)
def test_a_picture_with_text_stands_where_the_editor_wants_it(side: str, share: str, classes: str) -> None:
    html = printed(("picture_text", {"words": "<p>Words</p>", "side": side, "share": share}))
    assert f'<div class="{classes}">' in html


@pytest.mark.django_db
def test_avif_is_made_in_haste_on_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, Any]] = []
    save = AvifImagePlugin._save

    def listen(image: Image.Image, *args: Any, **kwargs: Any) -> None:
        told.append(dict(image.encoderinfo))
        save(image, *args, **kwargs)

    monkeypatch.setitem(Image.SAVE, "AVIF", listen)
    picture(size=(600, 400)).get_rendition("width-480|format-avif")
    (options,) = told
    assert (options["speed"], options["max_threads"], options["quality"]) == (8, 1, 50)


def test_a_machine_that_cannot_write_avif_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pictures_can_be_made() == []
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    (problem,) = pictures_can_be_made()
    assert "AVIF" in problem.msg
    assert "wheel" in (problem.hint or "")
