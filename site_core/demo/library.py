"""The demo's pictures and documents. The files are drawn by scripts/draw_demo_pictures.py and
scripts/make_demo_documents.py; no third party's material is in them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from wagtail.models import Collection, CollectionViewRestriction

from site_core.pages.models import CustomDocument, CustomImage

from .factories import CollectionFactory, DocumentFactory, ImageFactory

MEDIA = Path(__file__).parent / "media"
CREDIT = "Cut paper: Brighter Towns Trust"
PRIVATE_PASSWORD = "warm-kettle"  # noqa: S105  (printed by `manage.py demo`)


@dataclass(frozen=True)
class Picture:
    """One picture: its words for people who cannot see it, and what must not be cut off.

    `focus` is the middle, width and height of that part, in pixels of the 1600 by 1067 original.
    """

    key: str
    title: str
    description: str
    focus: tuple[int, int, int, int]


@dataclass(frozen=True)
class Document:
    """One file to download."""

    key: str
    title: str
    is_private: bool = False


PICTURES = (
    Picture(
        "market",
        "Market morning",
        "Three striped market stalls with fruit in front of a town hall, with flags above them and a big red "
        "sun.",
        (800, 600, 1300, 640),
    ),
    Picture(
        "mill",
        "The mill",
        "A mill with many windows beside a canal; a narrowboat passes and the sun comes up behind the roofs.",
        (800, 520, 900, 640),
    ),
    Picture(
        "lanterns",
        "The lantern walk",
        "Six round paper lanterns glow on their sticks above a dark street under the moon.",
        (800, 540, 1400, 460),
    ),
    Picture(
        "lesson",
        "The school",
        "A small white school beside trees; three speech bubbles rise into a green sky.",
        (850, 480, 1300, 640),
    ),
    Picture(
        "breakfast",
        "The street breakfast",
        "A long table with a white cloth, a teapot, cups and jam in front of a row of houses hung with "
        "flags.",
        (800, 640, 1300, 640),
    ),
    Picture(
        "kitchen",
        "The Saturday kitchen",
        "A kitchen with a red pot that steams, shelves of cups and jam, and the town outside the window.",
        (860, 480, 1000, 600),
    ),
    Picture(
        "library",
        "Books like houses",
        "Eight tall books stand side by side like houses, with lit windows and small doors.",
        (700, 600, 1000, 800),
    ),
    Picture(
        "bus",
        "Stop 14",
        "A red double-decker bus arrives at a bus stop that has two shelves full of books.",
        (800, 560, 1400, 680),
    ),
    Picture(
        "hall",
        "An open evening",
        "A town hall with columns and a clock tower at night, windows lit and a path of light at its door.",
        (800, 560, 900, 800),
    ),
    Picture(
        "saltquay",
        "The pier",
        "A pier with a small domed pavilion, a sailing boat and the sun going down into the sea.",
        (1100, 560, 900, 800),
    ),
    Picture(
        "evening",
        "Evening in town",
        "A street at night under the moon: lit windows, a shop that is still open and three street lamps.",
        (800, 560, 1300, 700),
    ),
    Picture(
        "allotment",
        "The shared garden",
        "Three sunflowers over rows of green cabbages, with a shed and bright houses behind them.",
        (1100, 560, 900, 900),
    ),
)

DOCUMENTS = (
    Document("toolkit", "Street breakfast guide"),
    Document("annual-review", "Annual review"),
    Document("twelve-questions", "Twelve questions about hope"),
    Document("lesson-pack", "Is it true? A lesson pack"),
    Document("open-evening", "A checklist for an open evening"),
    Document("handbook", "Volunteers’ handbook", is_private=True),
)


def add_picture(picture: Picture, collection: Collection, **fields: Any) -> CustomImage:
    """Store one picture."""
    x, y, width, height = picture.focus
    path = MEDIA / f"{picture.key}.jpg"
    _forget_leftover(f"original_images/{path.name}")
    with path.open("rb") as opened:
        image: CustomImage = ImageFactory(
            title=picture.title,
            description=picture.description,
            credit=CREDIT,
            collection=collection,
            file=File(opened, name=path.name),
            focal_point_x=x,
            focal_point_y=y,
            focal_point_width=width,
            focal_point_height=height,
            **fields,
        )
    return image


def add_document(document: Document, collection: Collection, **fields: Any) -> CustomDocument:
    """Store one document."""
    path = MEDIA / f"{document.key}.pdf"
    _forget_leftover(f"documents/{path.name}")
    with path.open("rb") as opened:
        stored: CustomDocument = DocumentFactory(
            title=document.title, collection=collection, file=File(opened, name=path.name), **fields
        )
    return stored


def add_collection(name: str, password: str = "") -> Collection:
    """Make a collection; with a password its documents ask for it."""
    collection: Collection = CollectionFactory(name=name)
    if password:
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.PASSWORD, password=password
        )
    return collection


def _forget_leftover(name: str) -> None:
    """Delete the file of a seeding that was killed: its row was rolled back, its file was not."""
    if default_storage.exists(name):
        default_storage.delete(name)
