"""The register in the admin's Reports menu. It holds no personal data, so all staff may read it."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views import RegisterView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Give the report its address."""
    return [path("reports/personal-data/", RegisterView.as_view(), name="privacy_register")]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Give the report its place in the menu."""
    return MenuItem(
        "Personal data", reverse("privacy_register"), name="personal-data", icon_name="lock", order=1300
    )
