"""What is kept about people, for how long, and how it ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from site_core.accounts.models import User
from site_core.newsletter import services
from site_core.newsletter.models import Consent, State, Subscriber, Transfer
from site_core.newsletter.personal_data import LEFT_DAYS, PENDING_DAYS
from site_core.privacy import services as privacy
from site_core.privacy.retention import apply_retention
from tests.newsletter.conftest import ANN, WORDING, Person, after, ask, history, state

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def days_pass(days: int) -> int:
    """Let the nightly task run after so many days; gives how many subscribers it would have ended before."""
    now = timezone.now() + timedelta(days=days, minutes=1)
    with after(timedelta(days=days, minutes=1)):
        due = {row.label: row.rows for row in apply_retention(now, dry_run=True)}
        assert due == {row.label: row.rows for row in apply_retention(now)}
    return due["newsletter.Subscriber"]


def test_a_sign_up_that_nobody_confirms_is_deleted() -> None:
    ask()
    assert days_pass(PENDING_DAYS - 1) == 0
    assert days_pass(PENDING_DAYS) == 1
    assert not Subscriber.objects.exists()
    assert not Consent.objects.exists()


def test_a_sign_up_lives_as_long_as_its_link_works() -> None:
    assert timedelta(days=PENDING_DAYS) > services.CONFIRM_WITHIN
    ask()
    with after(timedelta(days=PENDING_DAYS - 1)):
        newest = ask()
    assert days_pass(PENDING_DAYS) == 0
    assert services.confirm(newest.pk)


def test_somebody_who_had_left_and_does_not_confirm_stays_off_the_list(person: Person) -> None:
    person(unsubscribed=True)
    ask()
    assert state() == State.PENDING
    assert days_pass(PENDING_DAYS) == 1
    assert state() == State.UNSUBSCRIBED
    assert history()[-1] == ("withdrawn", "not_confirmed")
    assert days_pass(PENDING_DAYS) == 0


def test_who_left_is_forgotten_after_six_years_and_who_stays_is_not(person: Person) -> None:
    person()
    person("left@example.org", unsubscribed=True)
    assert days_pass(LEFT_DAYS - 1) == 0
    assert days_pass(LEFT_DAYS) == 1
    assert list(Subscriber.objects.values_list("email", flat=True)) == [ANN]


def test_a_copy_has_the_person_and_all_that_they_agreed_to(person: Person) -> None:
    person(source="footer")
    records = privacy.export_for("ANN@example.org")["records"]
    (row,) = records["newsletter.Subscriber"]["rows"]
    assert (row["email"], row["first_name"], row["state"]) == (ANN, "Ann", "confirmed")
    consents = records["newsletter.Consent"]["rows"]
    assert [consent["event"] for consent in consents] == ["asked", "given"]
    assert consents[1]["wording"] == WORDING


def test_erasure_leaves_nothing_and_reminds_of_the_provider(person: Person) -> None:
    person()
    person("other@example.org")
    preview = {outcome.label: outcome for outcome in privacy.preview_for(ANN).outcomes}
    assert "provider" in preview["newsletter.Subscriber"].done
    report = {outcome.label: outcome for outcome in privacy.erase_for(ANN).outcomes}
    assert report["newsletter.Subscriber"].rows == 1
    assert list(Subscriber.objects.values_list("email", flat=True)) == ["other@example.org"]
    assert not Consent.objects.filter(subscriber__email=ANN).exists()


def test_staff_who_leave_are_taken_out_of_the_records_of_files() -> None:
    user = User.objects.create(email="worker@example.org")
    Transfer.objects.create(kind="export", user=user, rows=3)
    privacy.erase_for(user.email)
    assert Transfer.objects.get().user is None


def test_wagtail_keeps_no_references_to_people() -> None:
    from wagtail.models import ReferenceIndex

    for model in (Subscriber, Consent, Transfer):
        assert not ReferenceIndex.model_is_indexable(model)
