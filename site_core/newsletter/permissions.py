"""Who may do what with the list."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class SubscriberPermissionPolicy(ModelPermissionPolicy):
    """Nobody adds or changes a subscriber, not even a superuser: people come by themselves.

    `view` shows the list, `unsubscribe` takes people off it, `erase` ends what is known about them,
    `export` and `import` are the files.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether a user may do this with subscribers."""
        known = {"view", "unsubscribe", "erase", "export", "import"}
        return action in known and super().user_has_permission(user, action)


class TransferPermissionPolicy(SubscriberPermissionPolicy):
    """The files that went out and came in, for those who may take one out or put one in."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether a user may do this with files."""
        wanted = {"export", "import"} & ({"export", "import"} if action == "view" else {action})
        return any(super(TransferPermissionPolicy, self).user_has_permission(user, one) for one in wanted)
