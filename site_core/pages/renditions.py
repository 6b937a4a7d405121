"""The sizes in which pictures are shown, made when a picture is uploaded and not when somebody looks.

Every template names one of `SPECS`. AVIF in each size; for browsers without it (older than about 2022) one
middle size in WebP, and the same in an old format: PNG where the original can be see-through (PNG, GIF), else
JPEG. An animated GIF is shown as its first frame, because what moves for more than five seconds needs a pause
button (WCAG 2.2, 2.2.2).
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Q, prefetch_related_objects
from django.db.models.signals import post_save, pre_save
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from site_core.jobs.registry import periodic
from site_core.pagecache import affects, purge

if TYPE_CHECKING:
    from .models.media import CustomImage, CustomRendition

logger = logging.getLogger(__name__)

# For shared links: one size, and JPEG, which every social network reads.
SHARE = "fill-1200x630|format-jpeg"
# What a rendition depends on; a change of anything else needs no new one.
SOURCE_FIELDS = ("file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


@dataclass(frozen=True)
class Spec:
    """One way of showing a picture: its sizes (smallest first), the one for old browsers, CSS `sizes`.

    `css_sizes` are the widths that site.css gives it; tests/pages/test_picture_widths.py measures them.
    """

    sizes: tuple[str, ...]
    fallback: str
    css_sizes: str
    # True for the first picture of a page, which must not wait until it is scrolled to.
    is_lead: bool = False

    def filters(self, file_name: str) -> tuple[str, ...]:
        """Return Wagtail's filter specs for a picture of this file name; the last is the fallback."""
        avif = (f"{size}|format-avif" for size in self.sizes)
        return (*avif, f"{self.fallback}|format-webp", self.fallback_filter(file_name))

    def fallback_filter(self, file_name: str) -> str:
        """Return the filter spec for browsers with neither AVIF nor WebP."""
        old_format = "png" if PurePath(file_name).suffix.lower() in {".gif", ".png"} else "jpeg"
        return f"{self.fallback}|format-{old_format}"


SPECS: dict[str, Spec] = {
    "card": Spec(
        ("fill-480x300", "fill-960x600"),
        "fill-480x300",
        "(min-width: 82rem) 24rem, (min-width: 54rem) 30vw, (min-width: 36rem) 46vw, calc(100vw - 2rem)",
    ),
    # The same files as a card's.
    "gallery": Spec(
        ("fill-480x300", "fill-960x600"),
        "fill-480x300",
        "(min-width: 82rem) 18rem, (min-width: 62rem) 22vw, 44vw",
    ),
    "inline": Spec(("width-480", "width-960"), "width-960", "(min-width: 44rem) 41rem, calc(100vw - 2rem)"),
    "wide": Spec(
        ("width-480", "width-960", "width-1600"), "width-960", "(min-width: 82rem) 76rem, calc(100vw - 2rem)"
    ),
    "portrait": Spec(("fill-320x400", "fill-640x800"), "fill-320x400", "10rem"),
    # Front pages of reports, upright or not: shown whole, never cut.
    "cover": Spec(("max-320x448", "max-640x896"), "max-320x448", "(min-width: 36rem) 12rem, 8.5rem"),
    "lead": Spec(("fill-800x450", "fill-1600x900"), "fill-800x450", "100vw", is_lead=True),
}


def card_sizes(count: int) -> str:
    """Return CSS `sizes` for one of `count` cards side by side (`.cards` in site.css)."""
    phone = "calc(100vw - 2rem)"
    if count == 1:
        return f"(min-width: 36rem) 32rem, {phone}"
    if count == 2:
        return f"(min-width: 72rem) 32rem, (min-width: 36rem) 46vw, {phone}"
    tablet = f"(min-width: 54rem) 30vw, (min-width: 36rem) 46vw, {phone}"
    if count in {3, 5, 6, 9}:
        return f"(min-width: 82rem) 24rem, {tablet}"
    return f"(min-width: 82rem) 18rem, (min-width: 73rem) 22vw, {tablet}"


@dataclass(frozen=True)
class Shown:
    """A picture ready to print: AVIF in several widths, WebP, and what the oldest browsers get.

    AVIF and WebP are empty until the task has made them. `widest` is the address of the widest AVIF.
    """

    avif: str
    webp: str
    fallback: "CustomRendition"
    widest: str


def all_filters(file_name: str) -> list[str]:
    """Return every filter spec that a picture of this file name is needed in, each once."""
    wanted = [name for spec in SPECS.values() for name in spec.filters(file_name)]
    return list(dict.fromkeys([*wanted, SHARE]))


def read_images(keys: Iterable[int | None], *names: str) -> dict[int, "CustomImage"]:
    """Return pictures by key with their renditions for the specs called `names`: one query for both.

    A second one only for pictures that have no rendition yet.
    """
    model = get_image_model()
    wanted = {one for kind in ("a.jpg", "a.png") for name in names for one in SPECS[name].filters(kind)}
    missing = {key for key in keys if key is not None}
    if not missing:
        return {}
    images: dict[int, CustomImage] = {}
    rows = model.get_rendition_model().objects.filter(image_id__in=missing, filter_spec__in=wanted)
    for row in rows.select_related("image"):
        image = images.setdefault(row.image_id, row.image)
        row.image = image
        if not hasattr(image, "prefetched_renditions"):
            image.prefetched_renditions = []
        image.prefetched_renditions.append(row)
    missing -= images.keys()
    if missing:
        images |= model.objects.in_bulk(missing)
    return images


def shown(image: "CustomImage", spec_name: str) -> Shown | None:
    """Return the picture in one spec; None if its file is missing or cannot be read.

    No query for an image from `read_images`, else one. Visitors do not wait for what `prepare_renditions` has
    not made yet: until then they get the fallback, which is made now if it must be.
    """
    spec = SPECS[spec_name]
    *modern, last = [Filter(spec=name) for name in spec.filters(image.file.name)]
    made = image.find_existing_renditions(*modern, last)
    try:
        fallback = made[last] if last in made else image.get_rendition(last)
    except OSError:
        logger.warning("The file of picture %s cannot be read.", image.pk)
        return None
    *avif, webp = [made[one].url if one in made else "" for one in modern]
    # A picture smaller than the spec is not blown up, so that two sizes can come out the same.
    by_width = {made[one].width: url for one, url in zip(modern, avif, strict=False) if url}
    srcset = ", ".join(f"{url} {width}w" for width, url in by_width.items())
    return Shown(srcset, webp, fallback, widest=next((url for url in reversed(avif) if url), ""))


@task()
def prepare_renditions(image_id: int) -> None:
    """Make what is missing of a picture's renditions, then the stored pages anew. Safe to run twice."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is None:
        return
    prefetch_related_objects([image], "renditions")
    filters = [Filter(spec=spec) for spec in all_filters(image.file.name)]
    made = image.find_existing_renditions(*filters)
    # One after the other: Wagtail's own `get_renditions` would decode a large photograph three times at once.
    try:
        for one in filters:
            if one not in made:
                image.get_rendition(one)
    except OSError:
        logger.warning("The file of picture %s cannot be read.", image_id)
        return
    if len(made) < len(filters):
        purge.changed(affects.EVERYTHING)


@task()
def prepare_missing_renditions() -> None:
    """Make what a crash, a restored backup or a change of `SPECS` left out, in all pictures."""
    filters = {name for kind in ("a.jpg", "a.png") for name in all_filters(kind)}
    made = Count("renditions__filter_spec", filter=Q(renditions__filter_spec__in=filters), distinct=True)
    images = get_image_model().objects.annotate(made=made).filter(made__lt=len(all_filters("a.jpg")))
    for image_id in images.values_list("pk", flat=True):
        prepare_renditions.enqueue(image_id)


def connect() -> None:
    """Make renditions after every upload, and look for missing ones every night."""
    image_model = get_image_model()
    pre_save.connect(_forget_old_file, sender=image_model, dispatch_uid="pages.renditions.before")
    post_save.connect(_prepare, sender=image_model, dispatch_uid="pages.renditions.after")
    periodic("pages.renditions", prepare_missing_renditions, daily_at=time(3, 20))


def _forget_old_file(sender: type["CustomImage"], instance: "CustomImage", **kwargs: Any) -> None:
    """Drop renditions of a file that is being replaced. Wagtail does so in its form, and only there."""
    if kwargs.get("raw") or instance.pk is None:
        return
    old = sender.objects.filter(pk=instance.pk).values_list("file", flat=True).first()
    if old and old != instance.file.name:
        instance.renditions.all().delete()


def _prepare(instance: "CustomImage", **kwargs: Any) -> None:
    fields = kwargs.get("update_fields")
    if kwargs.get("raw") or (fields is not None and not set(fields) & set(SOURCE_FIELDS)):
        return
    transaction.on_commit(partial(prepare_renditions.enqueue, instance.pk))
