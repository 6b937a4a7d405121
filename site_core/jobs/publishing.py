"""Publishing and expiring what editors planned, each for itself.

Wagtail's command stops at the first page that fails, and so at the same one again a minute later: nothing
behind it would ever go live.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def do_what_is_due(now: datetime) -> int:
    """Expire and publish what was planned for a moment before `now`; return how many could not be.

    Those are tried again next time; they are logged as errors, and the dashboard shows them.
    """
    return _expire(now) + _go_live(now)


def _expire(now: datetime) -> int:
    failed = 0
    drafts = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    for model in (Page, *drafts):
        rows: Any = model._default_manager
        for row in list(rows.filter(live=True, expire_at__lt=now).order_by("expire_at")):
            what = f"{model._meta.label} {row.pk} could not be taken off the site"
            failed += not _try(
                what, row.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"
            )
    return failed


def _go_live(now: datetime) -> int:
    failed = 0
    for plan in list(Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")):
        what = f"{plan.content_type.model} {plan.object_id} could not be published"
        failed += not _try(what, plan.publish, log_action="wagtail.publish.scheduled")
    return failed


def _try(what: str, action: Callable[..., Any], **how: Any) -> bool:
    try:
        with transaction.atomic():
            action(**how)
    except Exception:  # whatever is wrong with one page is no reason to keep back the others
        logger.exception("%s.", what)
        return False
    return True
