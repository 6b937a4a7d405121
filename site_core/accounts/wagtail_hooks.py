"""Small changes to Wagtail's admin: people are dealt with one by one, and find their own security."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .models import User


@hooks.register("before_bulk_action")
def one_by_one(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Deleting, deactivating or promoting many people at once would pass by the rules of `people`."""
    if User in action.models:
        raise PermissionDenied


@hooks.register("register_admin_menu_item")
def sign_in_security() -> MenuItem:
    """Password, second step and recovery codes."""
    return MenuItem(
        "Sign-in security", reverse("mfa_index"), name="sign-in-security", icon_name="key", order=10_000
    )
