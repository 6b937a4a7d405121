"""Tags that every template may use without loading them."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.safestring import SafeString
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from site_core.pages import furniture as furniture_room
from site_core.pages.hues import DEFAULT_HUE
from site_core.pages.menus import MenuItem, mark_current

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[MenuItem]:
    """Return the main menu with the entry of this address marked."""
    request = context.get("request")
    if request is None:
        return []
    return mark_current(furniture_room.for_request(request).menu, request.path)


@register.simple_tag(takes_context=True)
def page_hue(context: Context) -> str:
    """Return the colour of the page's section; the default where there is no page."""
    return getattr(context.get("page"), "hue", "") or DEFAULT_HUE


@register.simple_tag(takes_context=True)
def staff_userbar(context: Context) -> SafeString | str:
    """Print Wagtail's bar, but only for a request that carries a session.

    Asking who the user is would make the answer vary by cookie, and no shared copy could be kept.
    """
    request: Any = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return wagtailuserbar(context)


@register.simple_tag
def demo_mode() -> bool:
    """Whether this is the demo charity, so that pages can say so."""
    return bool(settings.DEMO)
