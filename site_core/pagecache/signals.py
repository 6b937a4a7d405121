"""A saved or deleted row purges what its registered effect names."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from . import affects, purge

# What Wagtail writes while somebody drafts, and every few seconds while it saves by itself: nothing of
# it is on a public page, so a save of these alone purges nothing.
DRAFTING = frozenset({
    "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes",
    "locked", "locked_by", "locked_at",
})  # fmt: skip


def connect() -> None:
    """Listen to all models; the registry decides, whenever it is filled."""
    post_save.connect(_saved, dispatch_uid="pagecache")
    post_delete.connect(_deleted, dispatch_uid="pagecache")
    m2m_changed.connect(_related, dispatch_uid="pagecache")


def _saved(instance: Model, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if update_fields is None or not update_fields <= DRAFTING:
        purge.record(affects.of(instance))


def _deleted(instance: Model, **kwargs: Any) -> None:
    purge.record(affects.of(instance))


def _related(
    instance: Model, action: str, model: type[Model], pk_set: set[Any] | None, **kwargs: Any
) -> None:
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    affected = affects.of(instance)
    if affects.concerns(model):
        if pk_set is None:
            # Cleared: nothing tells any more which rows of the other side it were.
            affected = affects.EVERYTHING
        for row in model._default_manager.filter(pk__in=pk_set or ()):
            affected |= affects.of(row)
    purge.record(affected)
