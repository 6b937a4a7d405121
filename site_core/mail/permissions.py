"""Who may look at the outbox, and who may send a message again."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class OutboxPermissionPolicy(ModelPermissionPolicy):
    """Messages are written by the site alone: nobody adds, changes or deletes them, not even a superuser.

    `view` shows the outbox, `read` also what a message says, `resend` sends a dead message again.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether a user may do this with messages."""
        return action in {"view", "read", "resend"} and super().user_has_permission(user, action)


class SuppressionPermissionPolicy(ModelPermissionPolicy):
    """An address is put on the list or taken off it; there is nothing to change about it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether a user may do this with suppressed addresses."""
        return action in {"view", "add", "delete"} and super().user_has_permission(user, action)
