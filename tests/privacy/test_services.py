import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.users.models import UserProfile

from site_core.guard.models import RateCount
from site_core.privacy.libraries import declare_all
from site_core.privacy.registry import DELETE, Anonymise, Erasure, Keep, KeptUntil, Register
from site_core.privacy.services import Outcome, erase_for, export_for

pytestmark = pytest.mark.django_db

NEVER = KeptUntil("the test ends")


def row(name: str, key: str = "note") -> RateCount:
    """A counter of the rate limits stands in for a model whose `name` is an e-mail address."""
    return RateCount.objects.create(name=name, key=key, ends_at=timezone.now())


def registered(erase: Erasure = DELETE, **more: Any) -> Register:
    register = Register()
    register.declare(
        RateCount,
        purpose="Send the newsletter",
        fields=("name", "key", "ends_at"),
        subject_email="name",
        retention=NEVER,
        erase=erase,
        **more,
    )
    return register


@pytest.mark.both
def test_a_person_gets_all_of_theirs_and_nothing_of_others() -> None:
    mine = row("Ann@Example.org", "mine")
    row("bob@example.org", "his")

    copy = export_for(" ann@example.org ", registered())

    assert copy["email"] == "ann@example.org"
    assert copy["records"] == {
        "guard.RateCount": {
            "purpose": "Send the newsletter",
            "rows": [{"name": "Ann@Example.org", "key": "mine", "ends_at": mine.ends_at.isoformat()}],
        }
    }
    assert json.loads(json.dumps(copy)) == copy


def test_a_model_may_export_by_a_function() -> None:
    register = registered(export=lambda email: [{"about": email, "on": timezone.now().date()}])

    (exported,) = export_for("ann@example.org", register)["records"]["guard.RateCount"]["rows"]

    assert exported["about"] == "ann@example.org"
    assert exported["on"] == timezone.now().date().isoformat()


@pytest.mark.parametrize("nobody", ["", "  ", "nobody@example.org"])
def test_nobody_has_no_records_and_nothing_is_erased(nobody: str) -> None:
    row("")
    row("ann@example.org")

    assert export_for(nobody, registered())["records"] == {}
    assert erase_for(nobody, registered()).outcomes == ()
    assert RateCount.objects.count() == 2


@pytest.mark.both
def test_erasing_deletes_this_persons_rows_only() -> None:
    row("ann@example.org", "one")
    row("ANN@example.org", "two")
    row("bob@example.org")

    report = erase_for("ann@example.org", registered())

    assert report.outcomes == (Outcome("guard.RateCount", "deleted", 2),)
    assert RateCount.objects.get().name == "bob@example.org"


def test_erasing_may_make_anonymous() -> None:
    row("ann@example.org")

    report = erase_for("ann@example.org", registered(Anonymise({"name": "somebody", "key": ""})))

    assert report.outcomes == (Outcome("guard.RateCount", "made anonymous", 1),)
    anonymous = RateCount.objects.get()
    assert (anonymous.name, anonymous.key) == ("somebody", "")


def test_what_the_law_keeps_stays_with_its_reason() -> None:
    row("ann@example.org")

    report = erase_for("ann@example.org", registered(Keep(because="HMRC asks for six years")))

    assert report.kept == (Outcome("guard.RateCount", "kept", 1, because="HMRC asks for six years"),)
    assert RateCount.objects.count() == 1


def test_erasing_is_all_or_nothing(ann: Any) -> None:
    row("ann@example.org")
    found_erased: list[bool] = []

    def fail(rows: Any) -> int:
        found_erased.append(not RateCount.objects.exists())
        raise RuntimeError("on purpose")

    register = registered()
    # After the rate counts: its label comes later and it lies as near to the address.
    register.declare(
        UserProfile,
        purpose="Test",
        fields=(),
        subject_email="preferred_language",
        retention=NEVER,
        erase=Anonymise(by=fail),
    )
    with pytest.raises(RuntimeError, match="on purpose"):
        erase_for("ann@example.org", register)

    assert found_erased == [True]
    assert RateCount.objects.count() == 1


@pytest.fixture
def ann() -> Any:
    return get_user_model().objects.create_user(email="ann@example.org", password="x")


def test_rows_that_find_the_person_by_another_row_go_first(ann: Any) -> None:
    UserProfile.get_for_user(ann)
    erased: list[str] = []

    def by(model: str) -> Callable[[Any], int]:
        def change(rows: Any) -> int:
            erased.append(f"{model} {rows.count()}")
            return rows.count()

        return change

    register = Register()
    for model, path in ((get_user_model(), "email"), (UserProfile, "user__email")):
        register.declare(
            model,
            purpose="Test",
            fields=(),
            subject_email=path,
            retention=NEVER,
            erase=Anonymise(by=by(model.__name__)),
        )

    erase_for("ann@example.org", register)

    assert erased == ["UserProfile 1", "User 1"]


def session_of(user_id: object) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user_id)
    session.save()
    assert session.session_key
    return session.session_key


def test_the_sessions_of_a_person_are_exported_and_ended(ann: Any) -> None:
    register = Register()
    declare_all(register)
    hers = session_of(ann.pk)
    his = session_of(ann.pk + 1)
    over = session_of(ann.pk)
    Session.objects.filter(pk=over).update(expire_date=timezone.now() - timedelta(days=1))

    assert len(export_for("ann@example.org", register)["records"]["sessions.Session"]["rows"]) == 1
    assert erase_for("ANN@example.org", register).outcomes == (Outcome("sessions.Session", "erased", 1),)
    assert not Session.objects.filter(pk=hers).exists()
    assert Session.objects.filter(pk=his).exists()


@pytest.mark.both
def test_results_of_tasks_that_mention_a_person_go_when_they_are_finished() -> None:
    register = Register()
    declare_all(register)
    for status, email, traceback in (
        (TaskResultStatus.SUCCESSFUL, "ann@example.org", ""),
        (TaskResultStatus.FAILED, "", "ValueError: Ann@example.org"),
        (TaskResultStatus.READY, "ann@example.org", ""),
        (TaskResultStatus.SUCCESSFUL, "bob@example.org", ""),
    ):
        DBTaskResult.objects.create(
            task_path="x.y",
            args_kwargs={"args": [email], "kwargs": {}},
            traceback=traceback,
            status=status,
            backend_name="default",
        )

    report = erase_for("ann@example.org", register)

    assert report.outcomes == (Outcome("django_tasks_database.DBTaskResult", "erased", 2),)
    assert DBTaskResult.objects.count() == 2


def test_the_whole_site_can_export_and_erase_a_person(ann: Any) -> None:
    key = session_of(ann.pk)

    copy = export_for("ann@example.org")
    assert {"accounts.User", "sessions.Session"} <= set(copy["records"])
    json.dumps(copy)

    erase_for("ann@example.org")
    assert not Session.objects.filter(pk=key).exists()
    assert not get_user_model().objects.filter(email="ann@example.org").exists()
