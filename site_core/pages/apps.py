"""The app's registration with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Page types, blocks, menus, site settings, pictures and documents."""

    name = "site_core.pages"
    label = "pages"
    verbose_name = "Pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ground rooms what this room brings."""
        from . import checks, effects, latest, personal_data, providers, renditions  # noqa: F401  (checks register)
        from .mail_identity import connect as connect_mail

        effects.register()
        personal_data.declare_all()
        renditions.connect()
        connect_mail()
        providers.register(providers.Provider("latest", "Latest", fetch=latest.newest_pages))
