"""What staff change about their own account in the admin."""

from typing import Any

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class OwnAccountView(AccountView):
    """Wagtail's page without profile pictures: nobody needs them, and that form takes a file of any size."""

    def get_panels(self) -> list[Any]:
        """Leave that panel out, so that it is neither shown nor saved."""
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
