"""Declarations for tables of Django and django-tasks that no app of ours owns."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .registry import LEGITIMATE_INTERESTS, KeptUntil, Register


def declare_all(register: Register) -> None:
    """Enter sessions and task results."""
    register.declare(
        Session,
        purpose="Keep people signed in, and remember what they put into a basket",
        lawful_basis=LEGITIMATE_INTERESTS,
        fields=("session_data",),
        retention=KeptUntil("it expires; what has expired is deleted every night"),
        export=lambda email: [{"expires": session.expire_date} for session in sessions_of(email)],
        erase=_end_sessions,
    )
    register.declare(
        DBTaskResult,
        purpose="Find out why a piece of background work failed",
        lawful_basis=LEGITIMATE_INTERESTS,
        fields=("args_kwargs", "traceback"),
        retention=KeptUntil("the nightly clearing: two days, or thirty for what failed"),
        export=lambda email: [{"finished": row.finished_at} for row in _task_results_of(email)],
        erase=lambda email: _task_results_of(email).delete()[0],
    )


def sessions_of(email: str) -> Iterator[Session]:
    """Yield the running sessions of the people who sign in with this address."""
    users = get_user_model()
    found = users._default_manager.filter(**{f"{users.get_email_field_name()}__iexact": email})
    keys = {str(key) for key in found.values_list("pk", flat=True)}
    if not keys:
        return
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) in keys:
            yield session


def _end_sessions(email: str) -> int:
    keys = [session.pk for session in sessions_of(email)]
    return Session.objects.filter(pk__in=keys).delete()[0]


def _task_results_of(email: str) -> QuerySet[Any]:
    """Return finished tasks that mention the address; one that waits or runs is still needed."""
    mentions = Q(args_kwargs__icontains=email) | Q(traceback__icontains=email)
    return DBTaskResult.objects.finished().filter(mentions)
