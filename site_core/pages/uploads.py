"""What a file really is, whatever its name says, and whether the site wants it.

Only the content counts: a browser's word for the type is a stranger's, and a name is soon changed. Nothing
is unpacked or run here. Pictures are decoded once, since a broken or hostile one must not come to light when
a page is made; what readers get is always drawn anew from the decoded picture (renditions.py).
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, Any

from PIL import Image
from wagtail.coreutils import string_to_ascii

PICTURE_FORMATS = {
    "avif": "AVIF", "gif": "GIF", "jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "webp": "WEBP",
}  # fmt: skip
# An archive of many small parts that say they are huge.
MOST_PARTS, MOST_UNPACKED = 5_000, 300 * 1024 * 1024
# What a browser would take for a page, were it ever to guess (WHATWG MIME Sniffing, 7.1).
MARKUP = re.compile(
    rb"<\s*(!doctype|html|head|body|script|iframe|svg|object|embed|img|style|title|table|a\s|\?xml|!--)", re.I
)
HEAD = 1024
MAX_NAME = 80
WHAT_IS_IN_ARCHIVES = {
    "avif", "csv", "docx", "gif", "ics", "jpeg", "jpg", "mp3", "mp4", "odp", "ods", "odt", "pdf", "png",
    "pptx", "txt", "webp", "xlsx",
}  # fmt: skip


class Refused(ValueError):
    """A file that the site does not take. The text tells the editor what to do."""


# --- names ---------------------------------------------------------------------------------------------


def extension_of(name: str) -> str:
    """Return a file name's extension in small letters, without the dot."""
    return PurePath(name).suffix.lower().lstrip(".")


def clean_name(name: str) -> str:
    """Return a name that is safe and readable in an address: plain letters, figures and hyphens, one dot."""
    extension = re.sub(r"[^a-z0-9]", "", extension_of(name))
    stem = string_to_ascii(PurePath(name.replace("\\", "/")).stem)
    stem = re.sub(r"[^A-Za-z0-9_]+", "-", stem).strip("-_")[:MAX_NAME].rstrip("-_") or "file"
    return f"{stem}.{extension}" if extension else stem


# --- pictures ---------------------------------------------------------------------------------------------


def check_picture(file: IO[bytes], name: str, *, max_pixels: int) -> None:
    """Raise Refused unless the file is one whole picture of the kind that its name says.

    `max_pixels` counts all frames of an animation. The file is left where it was.
    """
    wanted = PICTURE_FORMATS.get(extension_of(name))
    if wanted is None:
        raise Refused("The site shows JPEG, PNG, WebP, AVIF and GIF pictures. Save it as one of them.")
    place = file.tell()
    try:
        _look_at_picture(file, wanted, max_pixels)
    finally:
        file.seek(place)


def _look_at_picture(file: IO[bytes], wanted: str, max_pixels: int) -> None:
    try:
        image: Any = Image.open(file, formats=sorted(set(PICTURE_FORMATS.values())))
    except Image.DecompressionBombError as error:
        raise Refused(_too_many(max_pixels)) from error
    except Exception as error:  # a decoder of hostile bytes may raise anything
        raise Refused(
            "This is not a picture that the site can read. Open it, save it as JPEG or PNG, and try again."
        ) from error
    # Phones put a second picture behind the first and call the whole a multi-picture object.
    real = "JPEG" if image.format == "MPO" else image.format
    if real != wanted:
        raise Refused(
            f"The name says {wanted}, but the file is a {real}. Save it as {wanted}, or let its name end in "
            f".{'jpg' if real == 'JPEG' else str(real).lower()}."
        )
    if image.width * image.height > max_pixels:
        raise Refused(_too_many(max_pixels))
    try:
        frames = 1 if real == "JPEG" else getattr(image, "n_frames", 1)
        if image.width * image.height * frames > max_pixels:
            raise Refused(_too_many(max_pixels))
        if real == "JPEG":
            # An eighth of the size is decoded from the same bytes, in a fraction of the memory.
            image.draft("RGB", (1, 1))
        for frame in range(frames):
            image.seek(frame)
            image.load()
    except Refused:
        raise
    except Exception as error:
        raise Refused(
            "This picture is damaged, or not all of it has arrived. Open it, save it anew, and try again."
        ) from error


def _too_many(max_pixels: int) -> str:
    return (
        f"This picture has too many pixels: the site takes {max_pixels // 1_000_000} million. "
        "Make it smaller; 4,000 pixels across are plenty."
    )


# --- documents ----------------------------------------------------------------------------------------------


def check_document(file: IO[bytes], name: str) -> None:
    """Raise Refused unless the file is what its name says, and nothing that runs. It is left where it was."""
    check = CHECKS.get(extension_of(name))
    if check is None:
        raise Refused(f"The site takes these kinds of document: {', '.join(sorted(CHECKS))}. Save it as one.")
    place = file.tell()
    try:
        file.seek(0)
        check(file)
    finally:
        file.seek(place)


def _pdf(file: IO[bytes]) -> None:
    if file.read(5) != b"%PDF-":
        raise Refused("This is not a PDF, whatever its name says. Export it as PDF and try again.")
    file.seek(0, 2)
    file.seek(max(file.tell() - 4096, 0))
    if b"%%EOF" not in file.read():
        raise Refused("This PDF is damaged, or not all of it has arrived. Export it again.")


def _open_archive(file: IO[bytes], kind: str) -> zipfile.ZipFile:
    wrong = f"This is not {kind}, or it is damaged. Open it, save it as {kind} again, and try again."
    # At the very start: a program in front of an archive would still open as one.
    if file.read(4) != b"PK\x03\x04":
        raise Refused(wrong)
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
        parts = archive.infolist()
    except Exception as error:  # a reader of hostile bytes may raise anything
        raise Refused(wrong) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("What is packed in this file is far too large. Divide it into smaller files.")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(
            "This file is locked with a password, so that nobody can look into it. Save it without."
        )
    return archive


def _office(main_part: str, kind: str) -> Callable[[IO[bytes]], None]:
    """Return the check of an Office Open XML file, whose main part stands under this name."""

    def check(file: IO[bytes]) -> None:
        names = set(_open_archive(file, kind).namelist())
        if not {"[Content_Types].xml", main_part} <= names:
            raise Refused(f"This is not {kind}. Open it, save it as {kind}, and try again.")
        if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")) for name in names):
            raise Refused(
                f"There are macros (small programs) in this file. Save it as {kind} without macros."
            )

    return check


def _open_document(media_type: str, kind: str) -> Callable[[IO[bytes]], None]:
    """Return the check of an OpenDocument file, which names its type in its first part."""

    def check(file: IO[bytes]) -> None:
        archive = _open_archive(file, kind)
        names = archive.namelist()
        try:
            with archive.open("mimetype") as part:
                said = part.read(100).decode("ascii", "replace").strip()
        except (KeyError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
            said = ""
        if said != media_type or "content.xml" not in names:
            raise Refused(f"This is not {kind}. Open it, save it as {kind}, and try again.")
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise Refused(
                f"There are macros (small programs) in this file. Save it as {kind} without macros."
            )

    return check


def _zip(file: IO[bytes]) -> None:
    for part in _open_archive(file, "a ZIP archive").infolist():
        name = part.filename
        if name.startswith(("/", "\\")) or ".." in PurePath(name.replace("\\", "/")).parts or ":" in name:
            raise Refused("The names in this archive lead out of it. Pack it again from one folder.")
        if not part.is_dir() and extension_of(name) not in WHAT_IS_IN_ARCHIVES:
            raise Refused(
                f"“{PurePath(name).name[:60]}” may not be in an archive here. Pack only documents, pictures, "
                "sound and film."
            )


def _text(file: IO[bytes]) -> str:
    content = file.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets in Britain still write; five bytes in it stand for nothing.
        text = content.decode("cp1252", "replace")
    if "\ufffd" in text or re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise Refused(
            "This is not plain text, whatever its name says. Save it as text (UTF-8) and try again."
        )
    if MARKUP.search(content[:HEAD]):
        raise Refused("This looks like a web page, not like plain text. Take the code out and try again.")
    return text


def _plain(file: IO[bytes]) -> None:
    _text(file)


def _calendar(file: IO[bytes]) -> None:
    if not _text(file).lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise Refused("This is not a calendar file. Export it from your calendar as iCalendar (.ics).")


ODF = "application/vnd.oasis.opendocument"
CHECKS: dict[str, Callable[[IO[bytes]], None]] = {
    "csv": _plain,
    "docx": _office("word/document.xml", "a Word document (.docx)"),
    "ics": _calendar,
    "odp": _open_document(f"{ODF}.presentation", "a presentation (.odp)"),
    "ods": _open_document(f"{ODF}.spreadsheet", "a spreadsheet (.ods)"),
    "odt": _open_document(f"{ODF}.text", "a text document (.odt)"),
    "pdf": _pdf,
    "pptx": _office("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    "txt": _plain,
    "xlsx": _office("xl/workbook.xml", "an Excel workbook (.xlsx)"),
    "zip": _zip,
}
