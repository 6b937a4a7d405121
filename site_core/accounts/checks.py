"""House rules of the roles, told by `manage.py check`."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.core.checks import CheckMessage, Error, register

from .roles import ROLES, granted


@register("accounts")
def roles_name_what_exists(**kwargs: object) -> list[CheckMessage]:
    """Report grants to unknown roles and of unknown permissions: both would silently give nothing."""
    messages: list[CheckMessage] = [
        Error(
            f"roles.grant names the unknown role “{role}”.",
            hint=f"Roles are: {', '.join(ROLES)} (site_core/accounts/roles.py).",
            id="accounts.E001",
        )
        for role in granted()
        if role not in ROLES
    ]
    known = _known_permissions()
    messages += [
        Error(
            f"The role “{role}” is given the unknown permission “{name}”.",
            hint="Write app_label.codename, for instance shop.view_order, and look for a renamed model.",
            id="accounts.E002",
        )
        for role, names in _named().items()
        for name in sorted(set(names) - known)
    ]
    return messages


def _known_permissions() -> set[str]:
    known = set()
    for opts in (model._meta for model in apps.get_models()):
        codenames = [get_permission_codename(action, opts) for action in opts.default_permissions]
        codenames += [codename for codename, _ in opts.permissions]
        known |= {f"{opts.app_label}.{codename}" for codename in codenames}
    return known


def _named() -> dict[str, Iterable[str]]:
    registered = granted()
    return {
        key: {*role.models, *role.pages, *role.collections, *registered.get(key, ())}
        for key, role in ROLES.items()
    }
