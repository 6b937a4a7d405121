"""Pictures that say nothing to those who cannot see them, and documents that nothing leads to."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex

from .models import Pointer

# What was uploaded lately may be meant for a page that is still being written.
NEW_FOR = timedelta(days=30)


def without_words(pictures: QuerySet[Any]) -> QuerySet[Any]:
    """Return pictures without alternative text that are not mere decoration.

    `is_bare` says that the picture itself has none, else it lacks the words where it stands on some page.
    """
    bare = Q(is_decorative=False, description="")
    used = Pointer.objects.pictures_without_words().filter(target_id=OuterRef("pk"))
    return pictures.annotate(is_used_bare=Exists(used)).filter(bare | Q(is_used_bare=True))


def unused(documents: QuerySet[Any], *, now: datetime) -> QuerySet[Any]:
    """Return documents that no page, draft, setting or snippet leads to, and that are not new."""
    kind = ContentType.objects.get_for_model(get_document_model())
    key = Cast(OuterRef("pk"), CharField())
    referred = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=key)
    # Wagtail's index does not know what stands only in a draft.
    pointed = Pointer.objects.filter(kind=Pointer.Kind.DOCUMENT, target_id=OuterRef("pk"))
    return documents.filter(created_at__lt=now - NEW_FOR).filter(~Exists(referred), ~Exists(pointed))
