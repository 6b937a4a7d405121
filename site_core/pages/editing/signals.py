"""What happens when a page is published."""

from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_published

from .tasks import look_through_page


def connect() -> None:
    """Listen to publishing."""
    page_published.connect(_published, dispatch_uid="editing.published")


def _published(instance: Page, **kwargs: Any) -> None:
    transaction.on_commit(partial(look_through_page.enqueue, instance.pk), robust=True)
