"""The personal data that this app keeps, declared to the privacy register."""

from typing import Any

from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, ReferenceIndex

from site_core.privacy import registry
from site_core.privacy.services import ErasureRefused

from .models import Byline

# Who signs an article when its writer wished to be forgotten.
NOBODY = "A former writer"


def declare_all() -> None:
    """Enter the app's models into the register."""
    registry.declare(
        Byline,
        purpose="Show readers who wrote an article, and what else that person has written",
        lawful_basis=registry.LEGITIMATE_INTERESTS,
        fields=("name", "slug", "aliases", "biography", "picture", "email"),
        subject_email="email",
        retention=registry.KeptUntil("staff delete the byline, or the writer asks for erasure"),
        erase=registry.EraseWith(
            f"the articles stay, signed “{NOBODY}”; all else deleted, and the picture unless a page shows it",
            by=erase,
        ),
    )


def erase(email: str) -> int:
    """Empty the byline of this address and rename it; delete its picture where nothing else shows it.

    The articles stay, because they are the charity's and others link to them, but nothing leads from them
    to the writer. The row stays too, and each has a name of its own: one row for all who left would put
    the articles of strangers under one writer, and kept versions of articles point at the row.

    Raises ErasureRefused for an address that several bylines have: one of them may be somebody else's.
    """
    bylines = list(Byline.objects.filter(email__iexact=email).select_related("picture"))
    if len(bylines) > 1:
        raise ErasureRefused(
            f"{len(bylines)} bylines have this address: {', '.join(map(str, bylines))}. "
            "Take it out of those that stay (Snippets, Bylines), then try again."
        )
    for byline in bylines:
        _empty(byline)
    return len(bylines)


def _empty(byline: Byline) -> None:
    picture: Any = byline.picture
    byline.name, byline.slug = _free_name(), f"former-writer-{byline.pk}"
    byline.aliases = byline.biography = byline.email = ""
    byline.picture = None
    byline.save()
    # The log of the admin calls the row by the name that it had.
    ModelLogEntry.objects.for_instance(byline).update(label=byline.name)
    # At once, not when a worker has time: what is asked next is who shows the picture.
    ReferenceIndex.create_or_update_for_object(byline)
    if picture and not get_image_model().objects.get(pk=picture.pk).get_usage().count():
        picture.delete()


def _free_name() -> str:
    taken = set(Byline.objects.filter(name__startswith=NOBODY).values_list("name", flat=True))
    names = [NOBODY, *(f"{NOBODY} ({number})" for number in range(2, len(taken) + 2))]
    return next(name for name in names if name not in taken)
