"""What the mail room decides about an address holds for the newsletter too."""

from typing import Any

from django.db.models.signals import post_save

from site_core.mail.models import Suppression

from . import services


def connect() -> None:
    """Listen; called once by the app's `ready()`."""
    post_save.connect(_not_written_to, sender=Suppression, dispatch_uid="newsletter.suppression")


def _not_written_to(sender: Any, instance: Suppression, **kwargs: Any) -> None:
    services.hold_back(instance.email)
