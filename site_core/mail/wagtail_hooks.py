"""The room's place in the admin."""

from wagtail import hooks

from site_core.mail.viewsets import MailViewSetGroup


@hooks.register("register_admin_viewset")
def register_viewsets() -> MailViewSetGroup:
    """Settings › Mail."""
    return MailViewSetGroup()
