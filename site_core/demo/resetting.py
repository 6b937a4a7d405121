"""Empties the site for a new demo: all rows and files, but what migrations and roles made."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.models import Model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from site_core.accounts import role_sync
from site_core.accounts.models import RoleGrant, RoleGroup
from site_core.pagecache import purge

# What migrations and the sync of roles made. Staff's own changes to groups and workflows stay with them.
KEPT: tuple[type[Model], ...] = (
    ContentType,
    Permission,
    Group,
    RoleGroup,
    RoleGrant,
    Locale,
    Workflow,
    WorkflowTask,
    Task,
    GroupApprovalTask,
)
# The roots of these trees are kept, with what hangs on them.
ROOTED: tuple[type[Model], ...] = (Page, Collection)
HANGING: dict[type[Model], str] = {
    GroupPagePermission: "page__depth__gt",
    WorkflowPage: "page__depth__gt",
    GroupCollectionPermission: "collection__depth__gt",
}


def empty_the_site() -> None:
    """Delete everything that the demo or people made. The caller makes sure that this is the demo."""
    files = list(_stored_files())
    with transaction.atomic():
        # Foreign keys are checked at the end of the transaction, so the order of tables does not matter.
        for model, look_up in HANGING.items():
            model._base_manager.filter(**{look_up: 1}).delete()
        for model in _emptied():
            _delete_rows(model)
        for model in ROOTED:
            _delete_rows(model, "depth > 1")
            model._base_manager.update(numchild=0)
        RoleGroup.objects.filter(group=None).delete()
        RoleGrant.objects.exclude(role__in=RoleGroup.objects.values("role")).delete()
        role_sync.sync()
        purge.everything()
        transaction.on_commit(lambda: _delete_files(files))
    cache.clear()


def _emptied() -> Iterator[type[Model]]:
    """Every model with a table of its own, without those that are kept."""
    kept = {*KEPT, *ROOTED, *HANGING}
    kept_links = {field.remote_field.through for model in kept for field in model._meta.local_many_to_many}
    for model in apps.get_models(include_auto_created=True):
        # SQLite's full-text table follows its index by triggers.
        is_shadow = model._meta.db_table.endswith("_fts")
        if model._meta.managed and not model._meta.proxy and not is_shadow and model not in kept | kept_links:
            yield model


def _delete_rows(model: type[Model], condition: str = "") -> None:
    with connection.cursor() as cursor:
        where = f" WHERE {condition}" if condition else ""
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}{where}")  # noqa: S608


def _stored_files() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField):
                yield from model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)


def _delete_files(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
