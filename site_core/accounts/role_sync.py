"""Bring Wagtail's groups up to the table of roles, and keep what staff changed."""

from collections.abc import Iterable

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.urls import get_resolver
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
)

from .models import RoleGrant, RoleGroup
from .roles import NEVER, ROLES, Role, model_permissions

Scope = RoleGrant.Scope


def sync_after_migrate(sender: AppConfig, **kwargs: object) -> None:
    """Receive `post_migrate` of this app.

    Django makes an app's permissions when that app's own signal comes; ours comes before Wagtail's and the
    features' listed later, so we make them all first. (Migrating this app back to nothing sends it too.)
    """
    # `flush` sends the signal without the state of the apps.
    state = kwargs.get("apps") or apps
    if "rolegroup" not in state.all_models["accounts"]:  # type: ignore[attr-defined]
        return
    for app_config in apps.get_app_configs():
        create_permissions(app_config, verbosity=0)
    sync()


@transaction.atomic
def sync() -> None:
    """Give each role what it was never given before; take nothing away. Safe to run at any time."""
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    given = set(RoleGrant.objects.values_list("role", "scope", "permission"))
    for key, role in ROLES.items():
        group = _group_for(key, role)
        if group is None:
            continue
        wanted = {
            Scope.MODEL: model_permissions(key) | (_all_that_can_be_ticked() if role.everything else set()),
            Scope.PAGES: set(role.pages),
            Scope.COLLECTIONS: set(role.collections),
        }
        for scope, names in wanted.items():
            new = sorted(
                name for name in names if name in permissions and (key, str(scope), name) not in given
            )
            if _give(group, scope, [permissions[name] for name in new]):
                RoleGrant.objects.bulk_create(
                    [RoleGrant(role=key, scope=scope, permission=name) for name in new]
                )


def _group_for(key: str, role: Role) -> Group | None:
    """Return the role's group; make it the first time; None when staff deleted it."""
    known = RoleGroup.objects.filter(role=key).select_related("group").first()
    if known:
        return known.group
    group = Group.objects.filter(name=role.title).first()
    if group is None and role.takes_over:
        group = Group.objects.filter(name=role.takes_over).first()
        if group:
            group.name = role.title
            group.save(update_fields=["name"])
            _rename_workflow(role)
    group = group or Group.objects.create(name=role.title)
    RoleGroup.objects.create(role=key, group=group)
    return group


def _rename_workflow(role: Role) -> None:
    """Wagtail's first workflow is called after its Moderators, who are our publishers."""
    old, new = f"{role.takes_over} approval", f"{role.title} approval"
    Workflow.objects.filter(name=old).update(name=new)
    GroupApprovalTask.objects.filter(name=old).update(name=new)


def _all_that_can_be_ticked() -> set[str]:
    """Return what the group form offers: every app tells Wagtail by a hook."""
    # Sections of the admin register theirs when the addresses are loaded, which `migrate` may not do.
    _ = get_resolver().url_patterns
    names: set[str] = set()
    for permissions in hooks.get_hooks("register_permissions"):
        names |= {
            f"{app}.{code}" for app, code in permissions().values_list("content_type__app_label", "codename")
        }
    return names - NEVER


def _give(group: Group, scope: RoleGrant.Scope, permissions: Iterable[Permission]) -> bool:
    """Give permissions in a scope; False when there is nothing yet to hold them on (no root page)."""
    if scope == Scope.MODEL:
        # Not by `add`, which would tell the audit log that somebody changed rights.
        held = Group.permissions.through
        rows = [held(group=group, permission=permission) for permission in permissions]
        held._default_manager.bulk_create(rows, ignore_conflicts=True)
        return True
    if scope == Scope.PAGES:
        page = Page.get_first_root_node()
        for permission in permissions if page else ():
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
        return page is not None
    collection = Collection.get_first_root_node()
    for permission in permissions if collection else ():
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    return collection is not None
