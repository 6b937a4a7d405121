"""Pictures and documents are taken for what they are, on every way in, and refused in words."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.images import get_image_model
from wagtail.models import Collection

from site_core.accounts.models import User
from site_core.demo.factories import DocumentFactory, FormPageFactory, ImageFactory
from site_core.pages import uploads
from site_core.pages.models import CustomDocument, CustomImage

SignIn = Callable[[str], Client]
MANY = 60_000_000


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 48), **how: Any) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def office(main: str, **more: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", main: b"<x/>", **more})


def open_document(kind: str, *more: str) -> bytes:
    head = {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<x/>"}
    return archive(head | dict.fromkeys(more, b"x"))


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"
HTML = b"<html><script>alert(1)</script></html>"
GOOD_DOCUMENTS = {
    "report.pdf": PDF,
    "letter.docx": office("word/document.xml"),
    "sums.xlsx": office("xl/workbook.xml"),
    "talk.pptx": office("ppt/presentation.xml"),
    "letter.odt": open_document("text"),
    "sums.ods": open_document("spreadsheet"),
    "talk.odp": open_document("presentation"),
    "list.csv": "town,café\nHalifax,3\n".encode(),
    "from-a-spreadsheet.csv": "town,café £\n".encode("cp1252"),
    "notes.txt": b"Half of 3 < 2. That is all.\n",
    "day.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "pack.zip": archive({"reports/one.pdf": PDF, "reports/pic.jpg": b"x", "reports/": b""}),
}
BAD_DOCUMENTS = {
    "a page called PDF": ("report.pdf", HTML, "not a PDF"),
    "a PDF behind something else": ("report.pdf", b"GIF89a" + PDF, "not a PDF"),
    "half a PDF": ("report.pdf", PDF[:30], "damaged"),
    "a program called Word": ("letter.docx", b"MZ" + bytes(200), "not a Word document"),
    "a program before the archive": ("letter.docx", b"MZ" + office("word/document.xml"), "not a Word"),
    "half an archive": ("letter.docx", office("word/document.xml")[:60], "not a Word document"),
    "a spreadsheet called Word": ("letter.docx", office("xl/workbook.xml"), "not a Word document"),
    "macros in Word": (
        "letter.docx", office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "macros",
    ),
    "macros in an open document": ("letter.odt", open_document("text", "Basic/Module1.xml"), "macros"),
    "a spreadsheet called text": ("letter.odt", open_document("spreadsheet"), "not a text document"),
    "an archive without a type": ("sums.ods", archive({"content.xml": b"x"}), "not a spreadsheet"),
    "a page called text": ("notes.txt", b"  \n" + HTML, "web page"),
    "a drawing with a script called CSV": ("list.csv", b"<svg onload=alert(1)>", "web page"),
    "bytes called text": ("notes.txt", b"MZ\x00\x01\x02", "not plain text"),
    "text called calendar": ("day.ics", b"Sunday at ten", "not a calendar"),
    "a program in an archive": ("pack.zip", archive({"setup.exe": b"x"}), "setup.exe"),
    "a page in an archive": ("pack.zip", archive({"index.html": HTML}), "index.html"),
    "an archive in an archive": ("pack.zip", archive({"more.zip": archive({})}), "more.zip"),
    "a way out of the folder": ("pack.zip", archive({"../../etc/list.txt": b"x"}), "lead out"),
    "an unknown kind": ("drawing.svg", b"<svg/>", "these kinds"),
    "a program": ("setup.exe", b"MZ", "these kinds"),
    "no extension": ("report", PDF, "these kinds"),
}  # fmt: skip
BAD_PICTURES = {
    "a page called PNG": ("a.png", HTML, "cannot read|not a picture"),
    "a drawing": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG, PNG, WebP"),
    "a drawing called PNG": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
    "another kind called PNG": ("a.png", picture("TIFF"), "not a picture"),
    "a JPEG called PNG": ("a.png", picture("JPEG"), "is a JPEG"),
    "a PNG called JPEG": ("a.jpg", picture("PNG"), "is a PNG"),
    "half a JPEG": ("a.jpg", picture("JPEG", (400, 300))[:-2000], "damaged"),
    "half a PNG": ("a.png", picture("PNG", (400, 300))[:-2000], "damaged"),
    "half a WebP": ("a.webp", picture("WEBP", (400, 300))[:-2000], "damaged|not a picture"),
    "half a GIF": ("a.gif", picture("GIF", (400, 300))[:-2000], "damaged"),
    "half an AVIF": ("a.avif", picture("AVIF", (400, 300))[:-2000], "damaged|not a picture"),
    "a head without a body": ("a.png", b"\x89PNG\r\n\x1a\n", "not a picture"),
    "a script that begins like a GIF": ("a.gif", b"GIF89a/*" + bytes(60) + b"*/=1;alert(1)", "damaged|not a"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD_DOCUMENTS)
def test_a_document_that_is_what_it_says_is_taken(name: str) -> None:
    uploads.check_document(io.BytesIO(GOOD_DOCUMENTS[name]), name)


def test_every_allowed_kind_of_document_has_a_check_and_an_example(settings: Settings) -> None:
    assert set(settings.WAGTAILDOCS_EXTENSIONS) == set(uploads.CHECKS)
    assert {uploads.extension_of(name) for name in GOOD_DOCUMENTS} == set(uploads.CHECKS)
    assert set(settings.WAGTAILIMAGES_EXTENSIONS) == set(uploads.PICTURE_FORMATS)


@pytest.mark.parametrize("case", BAD_DOCUMENTS)
def test_a_document_that_is_not_is_refused_in_words(case: str) -> None:
    name, content, words = BAD_DOCUMENTS[case]
    with pytest.raises(uploads.Refused, match=words):
        uploads.check_document(io.BytesIO(content), name)


def test_a_locked_archive_is_refused() -> None:
    # Bit 0 of the general purpose flags, in both places where the format keeps them.
    content = bytearray(archive({"one.txt": b"x"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(uploads.Refused, match="password"):
        uploads.check_document(io.BytesIO(bytes(content)), "pack.zip")


@pytest.mark.parametrize("limit", ["MOST_PARTS", "MOST_UNPACKED"])
def test_an_archive_that_would_burst_is_refused_unopened(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive({f"{number}.txt": bytes(1_000) for number in range(10)}, zipfile.ZIP_DEFLATED)
    uploads.check_document(io.BytesIO(bomb), "pack.zip")
    monkeypatch.setattr(uploads, limit, 9)
    with pytest.raises(uploads.Refused, match="too large"):
        uploads.check_document(io.BytesIO(bomb), "pack.zip")


@pytest.mark.parametrize("kind", ["AVIF", "GIF", "JPEG", "PNG", "WEBP"])
def test_a_whole_picture_is_taken(kind: str) -> None:
    uploads.check_picture(io.BytesIO(picture(kind)), f"a.{kind.lower()}", max_pixels=MANY)


@pytest.mark.parametrize("case", BAD_PICTURES)
def test_what_is_no_whole_picture_is_refused_in_words(case: str) -> None:
    name, content, words = BAD_PICTURES[case]
    with pytest.raises(uploads.Refused, match=words):
        uploads.check_picture(io.BytesIO(content), name, max_pixels=MANY)


@pytest.mark.parametrize("side", [8_000, 30_000])
def test_a_bomb_of_pixels_is_refused_before_it_is_decoded(side: int) -> None:
    # Some hundred kilobytes that would become gigabytes: a flat picture packs well.
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG", optimize=True)
    with pytest.raises(uploads.Refused, match="too many pixels"):
        uploads.check_picture(out, "a.png", max_pixels=MANY)


def test_all_frames_of_an_animation_count() -> None:
    frames = [Image.new("L", (100, 100), shade) for shade in range(0, 200, 10)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    uploads.check_picture(out, "a.gif", max_pixels=200_000)
    with pytest.raises(uploads.Refused, match="too many pixels"):
        uploads.check_picture(out, "a.gif", max_pixels=199_999)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Our Plan (final) £.PDF", "Our-Plan-final-GBP.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\evil.txt", "evil.txt"),
        ("report.php.pdf", "report-php.pdf"),
        ("Übersicht für Café.docx", "Ubersicht-fur-Cafe.docx"),
        ("<script>.csv", "script.csv"),
        ("....pdf", "file.pdf"),
        (f"{'a' * 300}.pdf", f"{'a' * 80}.pdf"),
        ("line\nbreak.pdf", "line-break.pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert uploads.clean_name(given) == kept


# --- every way in ------------------------------------------------------------------------------------------


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def words_of(response: Any) -> str:
    return response.content.decode().replace("\\u2019", "’")


def document_form(prefix: str = "", **files: Any) -> dict[str, Any]:
    root = Collection.get_first_root_node()
    return {f"{prefix}title": "Report", f"{prefix}collection": root.pk, f"{prefix}tags": "", **files}


def picture_form(prefix: str = "", **files: Any) -> dict[str, Any]:
    return document_form(prefix, **files) | {
        f"{prefix}description": "A row of houses", f"{prefix}credit": "",
        f"{prefix}focal_point_x": "", f"{prefix}focal_point_y": "",
        f"{prefix}focal_point_width": "", f"{prefix}focal_point_height": "",
    }  # fmt: skip


def test_one_document_is_uploaded_under_a_clean_name(signed_in: SignIn) -> None:
    response = signed_in("editor").post(
        reverse("wagtaildocs:add"), document_form(file=sent("Our Plan (final).PDF", PDF))
    )
    assert response.status_code == 302
    assert CustomDocument.objects.get().filename == "Our-Plan-final.pdf"


def test_a_bad_document_is_refused_on_every_way_in(signed_in: SignIn) -> None:
    editor = signed_in("publisher")
    old: Any = DocumentFactory()
    ways = {
        "one": editor.post(reverse("wagtaildocs:add"), document_form(file=sent("a.pdf", HTML))),
        "many": editor.post(reverse("wagtaildocs:add_multiple"), {"files[]": sent("a.pdf", HTML)}),
        "in place of another": editor.post(
            reverse("wagtaildocs:edit", args=[old.pk]), document_form(file=sent("a.pdf", HTML))
        ),
        "in a chooser": editor.post(
            reverse("wagtaildocs_chooser:create"),
            document_form(
                "document-chooser-upload-", **{"document-chooser-upload-file": sent("a.pdf", HTML)}
            ),
        ),
    }
    for way, response in ways.items():
        assert "Export it as PDF and try again" in words_of(response), way
    assert list(CustomDocument.objects.values_list("file", flat=True)) == [old.file.name]
    assert json.loads(ways["many"].content)["success"] is False


def test_a_bad_picture_is_refused_on_every_way_in(signed_in: SignIn) -> None:
    publisher = signed_in("publisher")
    old: Any = ImageFactory()
    ways = {
        "one": publisher.post(reverse("wagtailimages:add"), picture_form(file=sent("a.png", HTML))),
        "many": publisher.post(reverse("wagtailimages:add_multiple"), {"files[]": sent("a.png", HTML)}),
        "in place of another": publisher.post(
            reverse("wagtailimages:edit", args=[old.pk]), picture_form(file=sent("a.png", HTML))
        ),
        "in a chooser": publisher.post(
            reverse("wagtailimages_chooser:create"),
            picture_form("image-chooser-upload-", **{"image-chooser-upload-file": sent("a.png", HTML)}),
        ),
    }
    for way, response in ways.items():
        assert "save it as JPEG or PNG, and try again" in words_of(response), way
    assert list(CustomImage.objects.values_list("file", flat=True)) == [old.file.name]


def test_a_good_picture_comes_in_by_one_and_by_many(signed_in: SignIn) -> None:
    editor = signed_in("editor")
    one = editor.post(reverse("wagtailimages:add"), picture_form(file=sent("Old Mill.JPG", picture("JPEG"))))
    assert one.status_code == 302
    assert CustomImage.objects.get().filename == "Old-Mill.jpg"
    # The words for those who cannot see it are asked for before a second one is kept.
    many = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": sent("b.png", picture())})
    answer = json.loads(many.content)
    assert answer["success"] is True
    assert CustomImage.objects.count() == 1
    key = answer["uploaded_file_id"]
    finish = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[key])
    done = editor.post(finish, picture_form(f"uploaded-image-{key}-"))
    assert json.loads(done.content)["success"] is True
    assert CustomImage.objects.count() == 2


def test_a_file_that_is_too_big_is_told_so_at_the_field(signed_in: SignIn, settings: Settings) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1_000
    editor = signed_in("editor")
    big = editor.post(reverse("wagtaildocs:add"), document_form(file=sent("a.pdf", PDF + bytes(1_000))))
    assert "too big" in words_of(big)
    assert "Make it smaller" in words_of(big)
    big = editor.post(reverse("wagtailimages:add"), picture_form(file=sent("a.png", picture(size=(90, 90)))))
    assert "too big" in words_of(big)
    assert "Make it smaller" in words_of(big)


def test_what_hides_behind_a_picture_is_in_nothing_that_visitors_get(signed_in: SignIn) -> None:
    both = picture("JPEG") + HTML + archive({"a.txt": b"x"})
    response = signed_in("editor").post(reverse("wagtailimages:add"), picture_form(file=sent("a.jpg", both)))
    assert response.status_code == 302
    image = get_image_model().objects.get()
    rendition = image.get_rendition("width-32|format-jpeg")
    with rendition.file.open() as file:
        made = file.read()
    assert b"script" not in made
    assert b"PK\x03\x04" not in made
    assert Client().get(f"/media/{image.file.name}").status_code == 404


def test_a_request_that_is_far_too_long_ends_before_it_is_stored(
    signed_in: SignIn, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = 10_000
    editor = signed_in("editor")
    response = editor.post(reverse("wagtaildocs:add"), document_form(file=sent("a.pdf", PDF + bytes(20_000))))
    assert response.status_code == 400
    assert not CustomDocument.objects.exists()


def test_visitors_cannot_send_files(home: Any, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    visitor = Client()
    page: Any = FormPageFactory(parent=home, slug="write")
    address = page.relative_url(None) or page.url
    small = visitor.post(address, {"a": sent("a.txt", b"x")}, HTTP_ORIGIN="http://testserver")
    assert small.status_code == 200
    large = visitor.post(address, {"a": sent("a.txt", bytes(20_000))}, HTTP_ORIGIN="http://testserver")
    assert large.status_code == 400


def test_there_is_no_profile_picture_to_upload(signed_in: SignIn, home: Any) -> None:
    packer = signed_in("packer")
    address = reverse("wagtailadmin_account")
    assert 'type="file"' not in packer.get(address).content.decode()
    form = {
        "name_email-first_name": "Jo", "name_email-last_name": "Appiah", "theme-theme": "system",
        "theme-contrast": "system", "theme-density": "default", "avatar-avatar": sent("a.png", picture()),
    }  # fmt: skip
    assert packer.post(address, form).status_code == 302
    person: Any = User.objects.get(email="packer@example.org")
    assert person.first_name == "Jo"
    assert not person.wagtail_userprofile.avatar
    assert Client().get(address).status_code == 302
    assert signed_in("").get(address).status_code == 403
