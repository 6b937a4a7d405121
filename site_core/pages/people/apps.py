"""The app's registration with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people of the charity, and the page that shows them in groups."""

    name = "site_core.pages.people"
    label = "people"
    verbose_name = "People"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ground rooms what this room brings."""
        from . import effects, personal_data

        effects.register()
        personal_data.declare_all()
