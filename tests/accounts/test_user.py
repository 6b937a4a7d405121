"""The user model: one person, one address."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from site_core.accounts.models import User


@pytest.mark.both
@pytest.mark.django_db
def test_an_address_is_kept_in_lower_case() -> None:
    user = User.objects.create_user("  Rosa@Example.ORG ")
    assert user.email == "rosa@example.org"
    assert User.objects.get_by_natural_key("ROSA@example.org") == user


@pytest.mark.both
@pytest.mark.django_db
def test_the_database_refuses_two_addresses_that_differ_only_in_case() -> None:
    user = User.objects.create_user("rosa@example.org")
    other = User.objects.create_user("other@example.org")
    table = connection.ops.quote_name(User._meta.db_table)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET email = 'ROSA@example.org' WHERE id = %s", [other.pk])
    assert User.objects.get(email="rosa@example.org") == user


@pytest.mark.django_db
def test_a_form_says_that_an_address_is_taken_however_it_is_typed() -> None:
    User.objects.create_user("rosa@example.org")
    with pytest.raises(ValidationError) as refused:
        User(email="Rosa@Example.org", password="!").full_clean()
    assert "already has an account" in str(refused.value)


@pytest.mark.django_db
def test_a_user_needs_no_name() -> None:
    user = User.objects.create_user("rosa@example.org")
    assert (user.get_full_name(), user.get_short_name(), str(user)) == ("", "", "rosa@example.org")
    assert not user.has_usable_password()
    assert not user.is_staff_member


def test_a_user_without_an_address_is_refused() -> None:
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("  ")


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short1!", "password123", "1234567890123", "rosa@example"])
def test_a_weak_password_is_refused(password: str) -> None:
    from django.contrib.auth.password_validation import validate_password

    with pytest.raises(ValidationError):
        validate_password(password, User(email="rosa@example.org"))
