"""The personal data that this room keeps, declared to the privacy register."""

from typing import Any

from wagtail.images import get_image_model

from site_core.privacy import registry
from site_core.privacy.services import ErasureRefused

from .models import Person


def declare_all() -> None:
    """Enter the room's models into the register."""
    registry.declare(
        Person,
        purpose="Show visitors who works for the charity, in words that the person has agreed to",
        lawful_basis=registry.LEGITIMATE_INTERESTS,
        fields=("name", "role", "photo", "biography", "email", "telephone", "links"),
        subject_email="email",
        retention=registry.KeptUntil("staff delete the entry, when the person leaves or asks"),
        export=export,
        erase=registry.EraseWith("deleted, with the photograph unless a page shows it", by=erase),
    )


def export(email: str) -> list[dict[str, Any]]:
    """Return what is shown about the person with this address."""
    return [
        {
            "name": person.name,
            "role": person.role,
            "photo": person.photo.title if person.photo else "",
            "biography": person.biography,
            "email": person.email,
            "telephone": person.telephone,
            "links": [link.value["url"] for link in person.links],
        }
        for person in Person.objects.filter(email__iexact=email).select_related("photo")
    ]


def erase(email: str) -> int:
    """Delete the entry of this address, and its photograph where nothing else shows it.

    Raises ErasureRefused for an address that several people show, such as office@…: who shares it with the
    person who asked must not vanish with them.
    """
    people = list(Person.objects.filter(email__iexact=email))
    if len(people) > 1:
        raise ErasureRefused(
            f"{len(people)} people on the website show this address: {', '.join(map(str, people))}. "
            "Take it out of the entries of those who stay (Snippets, People), then try again."
        )
    photos = {person.photo_id for person in people if person.photo_id}
    for person in people:
        person.delete()
    for photo in get_image_model().objects.filter(pk__in=photos):
        if not Person.objects.filter(photo=photo).exists() and not photo.get_usage().count():
            photo.delete()
    return len(people)
