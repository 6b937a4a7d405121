"""What a change of a person changes elsewhere: the pages that show them, and what the search knows."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, ReferenceIndex
from wagtail.search.index import insert_or_update_object

from site_core.pagecache import affects

from .models import Person


def register() -> None:
    """Purge stored pages, and keep the search true, whenever a person is saved or deleted."""
    affects.register(Person, affects.everything)
    post_save.connect(_person_changed, sender=Person, dispatch_uid="people.effects.saved")
    post_delete.connect(_person_changed, sender=Person, dispatch_uid="people.effects.deleted")


def _person_changed(instance: Person, **kwargs: Any) -> None:
    if kwargs.get("raw") or kwargs.get("created"):
        return
    of_pages = ReferenceIndex.get_references_to(instance).filter(base_content_type__model="page")
    pages = {int(key) for key in of_pages.values_list("object_id", flat=True)}
    if pages:
        transaction.on_commit(partial(_index_again, pages))


def _index_again(pages: set[int]) -> None:
    """A page is found by the names on it: without this, an erased name would still be in the index."""
    for page in Page.objects.filter(pk__in=pages).specific():
        insert_or_update_object(page)
