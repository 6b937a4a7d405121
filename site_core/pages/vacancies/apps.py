"""The app's registration with Django."""

from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    """Work at the charity; a vacancy closes by itself."""

    name = "site_core.pages.vacancies"
    label = "vacancies"
    verbose_name = "Vacancies"
    default_auto_field = "django.db.models.BigAutoField"
