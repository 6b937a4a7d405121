"""The personal data that this room keeps, declared to the privacy register."""

from site_core.privacy import registry

from .models import Person


def declare_all() -> None:
    """Enter the room's models into the register."""
    registry.declare(
        Person,
        purpose="Show visitors who works for the charity, in words that the person has agreed to",
        lawful_basis=registry.LEGITIMATE_INTERESTS,
        fields=("name", "role", "photo", "biography", "email"),
        subject_email="email",
        retention=registry.KeptUntil("staff delete the entry, when the person leaves"),
    )
