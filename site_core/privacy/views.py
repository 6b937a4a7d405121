"""The register for staff, in the admin's reports."""

from typing import Any

from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .entries import entries


class RegisterView(WagtailAdminTemplateMixin, TemplateView):
    """Shows which personal data the site holds, why and for how long; no data itself."""

    template_name = "privacy/register.html"
    page_title = "Personal data"
    header_icon = "lock"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name the report in the page's header, which prints the last of these as its heading."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the register's entries."""
        return super().get_context_data(entries=entries(), **kwargs)
