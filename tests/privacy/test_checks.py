import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models
from django.test.utils import isolate_apps
from wagtail.models import Collection, Comment

from site_core.guard.models import RateCount
from site_core.privacy.checks import (
    check_declarations,
    check_libraries,
    check_library_models,
    check_models,
    check_register,
    is_ours,
    looks_personal,
)
from site_core.privacy.registry import KeptUntil, Register, Retention

NEVER = KeptUntil("the test ends")


def test_every_model_of_ours_is_in_the_register() -> None:
    assert check_register(None) == []


def test_every_librarys_model_about_people_is_in_the_register() -> None:
    assert check_libraries(None) == []


def test_a_librarys_model_about_people_that_is_not_declared_is_an_error() -> None:
    register = Register()

    found = check_library_models([Comment, Session, Collection, ContentType], register)

    # A collection's name is not a person's: names say little in a library.
    assert [message.obj for message in found] == [Comment, Session]
    assert {message.id for message in found} == {"privacy.E004"}
    register.not_personal(Comment, why="Test")
    register.not_personal(Session, why="Test")
    assert check_library_models([Comment, Session], register) == []


def test_only_our_own_apps_are_held_to_the_rule() -> None:
    ours = {app.label for app in apps.get_app_configs() if is_ours(app)}

    assert {"blog", "donations", "shop", "accounts", "mail", "pages", "guard", "jobs", "privacy"} <= ours
    assert ours.isdisjoint({"auth", "wagtailcore", "account", "sessions", "django_tasks_database"})


@isolate_apps("site_core.privacy")
def test_an_undeclared_personal_field_is_an_error_with_a_hint() -> None:
    class Supporter(models.Model):  # noqa: DJ008
        email = models.EmailField()
        points = models.IntegerField()

        class Meta:
            app_label = "privacy"

    (message,) = check_models([Supporter], Register())

    assert message.id == "privacy.E001"
    assert message.is_serious()
    assert "privacy.Supporter" in message.msg
    assert "email" in message.msg
    assert "points" not in message.msg
    assert message.hint is not None
    assert "declare(" in message.hint


@isolate_apps("site_core.privacy")
def test_a_declared_field_is_enough_for_itself_but_not_for_its_neighbour() -> None:
    class Supporter(models.Model):  # noqa: DJ008
        email = models.EmailField()
        phone = models.CharField(max_length=20)
        shop_address = models.CharField(max_length=20)

        class Meta:
            app_label = "privacy"

    register = Register()
    register.declare(
        Supporter,
        purpose="Test",
        fields=("email",),
        impersonal=("shop_address",),
        subject_email="email",
        retention=NEVER,
    )

    (message,) = check_models([Supporter], register)

    assert message.msg.endswith(": phone.")


@isolate_apps("site_core.privacy")
def test_a_model_may_be_explained_instead() -> None:
    class Menu(models.Model):  # noqa: DJ008
        name = models.CharField(max_length=20)

        class Meta:
            app_label = "privacy"

    register = Register()
    assert check_models([Menu], register)

    register.not_personal(Menu, why="A menu's name")
    assert check_models([Menu], register) == []


@pytest.mark.parametrize(
    ("field", "name", "personal"),
    [
        (models.EmailField(), "contact", True),
        (models.GenericIPAddressField(), "seen_from", True),
        (models.CharField(), "first_name", True),
        (models.CharField(), "name", True),
        (models.TextField(), "message", True),
        (models.CharField(), "billing_address", True),
        (models.CharField(), "postcode", True),
        (models.CharField(), "donor_phone", True),
        (models.CharField(), "ip", True),
        (models.CharField(), "title", False),
        (models.CharField(), "hostname", False),
        (models.CharField(), "renamed", False),
        (models.BooleanField(), "email_sent", False),
        (models.DateTimeField(), "email_sent_at", False),
        (models.DateField(), "created_at", False),
    ],
)
def test_what_looks_personal(field: models.Field, name: str, personal: bool) -> None:
    field.name = name

    assert looks_personal(field) is personal


@isolate_apps("site_core.privacy", "site_core.accounts", "django.contrib.auth", "django.contrib.contenttypes")
def test_a_link_to_a_user_is_personal() -> None:
    class Pledge(models.Model):  # noqa: DJ008
        donor = models.ForeignKey(apps.get_model(settings.AUTH_USER_MODEL), models.CASCADE)
        profile = models.OneToOneField(
            apps.get_model(settings.AUTH_USER_MODEL), models.CASCADE, related_name="+"
        )
        counter = models.ForeignKey(RateCount, models.CASCADE)

        class Meta:
            app_label = "privacy"

    (message,) = check_models([Pledge], Register())

    assert message.msg.endswith(": donor, profile.")


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"fields": ("key", "nickname")}, "nickname"),
        ({"impersonal": ("colour",)}, "colour"),
        ({"subject_email": "owner__email"}, "owner__email"),
        ({"subject_email": "name__email"}, "name__email"),
        ({"retention": Retention(days=1, since="made_at")}, "made_at"),
    ],
)
def test_a_declaration_of_a_field_that_does_not_exist_is_an_error(
    wrong: dict[str, object], name: str
) -> None:
    right = {"purpose": "Test", "fields": ("key",), "subject_email": "name", "retention": NEVER}
    register = Register()
    register.declare(RateCount, **right)  # type: ignore[arg-type]
    assert check_declarations(register) == []

    register.declare(RateCount, **right | wrong)  # type: ignore[arg-type]
    (message,) = check_declarations(register)

    assert message.id == "privacy.E002"
    assert f"“{name}”" in message.msg


def test_a_declaration_must_lead_to_the_person() -> None:
    register = Register()
    register.declare(RateCount, purpose="Test", fields=("key",), retention=NEVER)

    (message,) = check_declarations(register)
    assert message.id == "privacy.E003"

    register.declare(
        RateCount,
        purpose="Test",
        fields=("key",),
        retention=NEVER,
        export=lambda email: [],
        erase=lambda email: 0,
    )
    assert check_declarations(register) == []
