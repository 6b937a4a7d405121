"""The personal data that this app keeps, declared to the privacy register."""

from site_core.privacy import registry

from .models import Byline


def declare_all() -> None:
    """Enter the app's models into the register."""
    registry.not_personal(
        Byline, why="The name under a published article, which its writer chose to make public."
    )
