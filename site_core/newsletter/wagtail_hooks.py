"""The room's place in the admin."""

from wagtail import hooks

from .viewsets import NewsletterViewSetGroup


@hooks.register("register_admin_viewset")
def register_viewsets() -> NewsletterViewSetGroup:
    """Newsletter › Subscribers, Lists out and in."""
    return NewsletterViewSetGroup()
