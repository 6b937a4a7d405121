"""House rule: every field that looks personal is in the register."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.constants import LOOKUP_SEP

from .registry import Declaration, Register, Retention
from .registry import register as site_register

# A text field of exactly this name …
PERSONAL_NAMES = {
    "name", "full_name", "first_name", "last_name", "given_name", "family_name", "display_name", "nickname",
    "message", "ip", "ip_address", "user_agent", "date_of_birth",
}  # fmt: skip
# … or with one of these words in its name holds, most likely, something about a person.
PERSONAL_WORDS = {
    "email", "phone", "telephone", "mobile", "address", "postcode", "surname", "forename", "firstname",
    "lastname", "birthday", "dob",
}  # fmt: skip

# Libraries' models that hold something about a person without a link to a user.
PERSONAL_LIBRARY_MODELS = {
    "account.EmailAddress", "django_tasks_database.DBTaskResult", "sessions.Session",
    "wagtailforms.FormSubmission",
}  # fmt: skip


def check_register(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check the models of our own apps against the site's register."""
    models_of_ours = [
        model
        for app in (apps.get_app_configs() if app_configs is None else app_configs)
        if is_ours(app)
        for model in app.get_models()
    ]
    return [*check_models(models_of_ours, site_register), *check_declarations(site_register)]


def check_libraries(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check the models of libraries against the site's register."""
    models_of_libraries = [
        model
        for app in (apps.get_app_configs() if app_configs is None else app_configs)
        if not is_ours(app)
        for model in app.get_models()
    ]
    return check_library_models(models_of_libraries, site_register)


def check_library_models(candidates: Iterable[type[models.Model]], register: Register) -> list[CheckMessage]:
    """Return an error for each library's model that is known to be, or linked to, a person's and undeclared.

    Names of fields say little here: most libraries' "name" is a thing's.
    """
    messages: list[CheckMessage] = []
    for model in candidates:
        links = [field.name for field in model._meta.local_fields if links_to_a_user(field)]
        if not links and model._meta.label not in PERSONAL_LIBRARY_MODELS:
            continue
        if model._meta.proxy or register.declaration(model) or model in register.impersonal_models():
            continue
        messages.append(
            Error(
                f"{model._meta.label}, a library's model, holds personal data and is not in the register.",
                hint=(
                    "Declare it in the app that brings the library in, or in site_core/privacy/libraries.py "
                    "or wagtail_tables.py; or call not_personal(Model, why=…)."
                ),
                obj=model,
                id="privacy.E004",
            )
        )
    return messages


def check_models(candidates: Iterable[type[models.Model]], register: Register) -> list[CheckMessage]:
    """Return an error for each model that looks personal and is not in the register."""
    messages: list[CheckMessage] = []
    for model in candidates:
        if model in register.impersonal_models() or model._meta.proxy:
            continue
        declaration = register.declaration(model)
        known = {*declaration.fields, *declaration.impersonal} if declaration else set()
        undeclared = [f.name for f in model._meta.local_fields if f.name not in known and looks_personal(f)]
        if undeclared:
            messages.append(
                Error(
                    f"{model._meta.label} seems to hold personal data in: {', '.join(undeclared)}.",
                    hint=(
                        "In its app's ready(), call site_core.privacy.registry.declare(…) with purpose, "
                        "fields, retention and erasure; name fields that only look personal in "
                        "impersonal=(…), or call not_personal(Model, why=…)."
                    ),
                    obj=model,
                    id="privacy.E001",
                )
            )
    return messages


def check_declarations(register: Register) -> list[CheckMessage]:
    """Return an error for each declaration that names a missing field or leads to no person."""
    messages: list[CheckMessage] = []
    for declaration in register.declarations():
        messages += [
            Error(
                f"The privacy declaration of {declaration.label} names “{path}”, which does not exist.",
                hint="Correct the name in the app's declaration, or remove it there too.",
                obj=declaration.model,
                id="privacy.E002",
            )
            for path in _paths(declaration)
            if not leads_somewhere(declaration.model, path)
        ]
        if not declaration.subject_email and not (declaration.export and callable(declaration.erase)):
            messages.append(
                Error(
                    f"The privacy declaration of {declaration.label} leads to no person.",
                    hint="Give subject_email=…, or both export= and erase= as functions of an address.",
                    obj=declaration.model,
                    id="privacy.E003",
                )
            )
    return messages


def looks_personal(field: models.Field[Any, Any]) -> bool:
    """Say whether a field is, by its type or name, probably about a person."""
    if isinstance(field, models.EmailField | models.GenericIPAddressField):
        return True
    if isinstance(field, models.ForeignKey):
        return links_to_a_user(field)
    if isinstance(field, models.CharField | models.TextField):
        return field.name in PERSONAL_NAMES or not PERSONAL_WORDS.isdisjoint(field.name.split("_"))
    return False


def links_to_a_user(field: models.Field[Any, Any]) -> bool:
    """Say whether a field is a foreign key to the site's users."""
    return isinstance(field, models.ForeignKey) and field.related_model is apps.get_model(
        settings.AUTH_USER_MODEL
    )


def is_ours(app: AppConfig) -> bool:
    """Say whether an app is part of this project and not of a library."""
    path = Path(app.path)
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


def leads_somewhere(model: type[models.Model], path: str) -> bool:
    """Say whether a path of look-ups exists, from a model to a field."""
    here: Any = model
    for name in path.split(LOOKUP_SEP):
        if here is None:
            return False
        try:
            field = here._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        here = field.related_model if field.is_relation else None
    return True


def _paths(declaration: Declaration) -> list[str]:
    paths = [*declaration.fields, *declaration.impersonal]
    if declaration.subject_email:
        paths.append(declaration.subject_email)
    if isinstance(declaration.retention, Retention):
        paths.append(declaration.retention.since)
    return paths
