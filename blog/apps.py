"""The app's registration with Django."""

from django.apps import AppConfig


class BlogConfig(AppConfig):
    """Several blogs, posts, bylines and comments."""

    name = "blog"
    label = "blog"
    verbose_name = "Blog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the rooms below what this feature brings."""
        from . import personal_data, registrations

        personal_data.declare_all()
        registrations.register()
