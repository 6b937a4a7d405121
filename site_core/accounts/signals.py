"""The audit log: who came in, who was refused, whose rights changed. User ids only, no personal data."""

import logging
from typing import Any

from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import m2m_changed

from .models import User

audit = logging.getLogger("site_core.accounts.audit")

CHANGES = {"post_add": "got", "post_remove": "lost", "pre_clear": "lost all"}


def connect() -> None:
    """Listen; called once by the app's `ready()`."""
    auth.user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    auth.user_logged_out.connect(_signed_out, dispatch_uid="accounts.signed_out")
    auth.user_login_failed.connect(_refused, dispatch_uid="accounts.refused")
    mfa.authentication_failed.connect(_second_step_refused, dispatch_uid="accounts.second_step_refused")
    mfa.authenticator_added.connect(_second_step_added, dispatch_uid="accounts.second_step_added")
    mfa.authenticator_removed.connect(_second_step_removed, dispatch_uid="accounts.second_step_removed")
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(_rights_changed, sender=through, dispatch_uid=f"accounts.{through.__name__}")


def _signed_in(sender: Any, user: User, **kwargs: Any) -> None:
    audit.info("user %s signed in", user.pk)


def _signed_out(sender: Any, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        audit.info("user %s signed out", user.pk)


def _refused(sender: Any, **kwargs: Any) -> None:
    audit.warning("sign-in refused: wrong address or password")


def _second_step_refused(sender: Any, user: User, **kwargs: Any) -> None:
    audit.warning("sign-in refused: wrong second step of user %s", user.pk)


def _second_step_added(sender: Any, user: User, authenticator: Any, **kwargs: Any) -> None:
    audit.info("user %s added a second step: %s", user.pk, authenticator.type)


def _second_step_removed(sender: Any, user: User, authenticator: Any, **kwargs: Any) -> None:
    audit.warning("user %s removed a second step: %s", user.pk, authenticator.type)


def _rights_changed(
    instance: Model, action: str, model: type[Model], pk_set: set[Any], **kwargs: Any
) -> None:
    if action in CHANGES:
        what = f"{model._meta.model_name} {sorted(pk_set)}" if pk_set else str(model._meta.model_name)
        audit.warning("rights: %s %s %s %s", instance._meta.model_name, instance.pk, CHANGES[action], what)
