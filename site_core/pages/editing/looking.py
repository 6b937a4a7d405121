"""Keeping the table of pointers true: page by page when it is published, everything once a night.

Two runs may look at one page at the same time. Each writes only what differs from the table; the database
takes each pointer once, and an address that one run has just seen is not deleted by the other. Should a
slow run write down what a page held a moment ago, the next look, that night, puts it right.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet
from django.urls import get_resolver
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.admin_url_finder import finder_classes
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from .models import Address, Pointer
from .pointers import Found, pointers_of

AT_A_TIME = 100


def look_through_page(page_id: int) -> None:
    """Note what one page points at. Nothing happens for a page that is gone."""
    _look_through_pages([page_id])


def look_through_all() -> None:
    """Note what all pages, settings and snippets point at, and forget addresses that nobody links to."""
    keys = Page.objects.filter(depth__gt=1).order_by("pk").values_list("pk", flat=True)
    for some in _in_parts(keys.iterator()):
        _look_through_pages(some)
    _look_through_other_rows()
    forget_addresses(timezone.now())


def forget_addresses(now: datetime) -> int:
    """Delete the addresses that were not linked to for a day; return how many.

    They are locked first: one that another run sees again meanwhile has a new date, and is left alone.
    """
    with transaction.atomic():
        keys = [address.pk for address in Address.objects.unused(now).select_for_update()]
        return Address.objects.filter(pk__in=keys).delete()[0]


def _look_through_pages(keys: list[int]) -> None:
    pages = Page.objects.filter(pk__in=keys).specific()
    rows = [row for page in pages for row in _rows_of_page(page)]
    _store(rows, Pointer.objects.filter(page__in=keys))


def _rows_of_page(page: Page) -> Iterator[tuple[Pointer, Found]]:
    seen = set()
    for in_draft, version in ((False, page), (True, _draft_of(page))):
        for found in set(pointers_of(version)) if version is not None else ():
            # What a draft has in common with the live page is noted once.
            if (found.kind, found.target, found.place) not in seen:
                seen.add((found.kind, found.target, found.place))
                yield _pointer(page, found, page=page, in_draft=in_draft), found


def _draft_of(page: Page) -> Page | None:
    if not page.has_unpublished_changes or page.latest_revision is None:
        return None
    draft: Page = page.latest_revision.as_object()
    return draft


def _look_through_other_rows() -> None:
    rows = [
        (_pointer(instance, found), found)
        for model in models_that_point()
        for instance in model._default_manager.iterator(AT_A_TIME)
        for found in set(pointers_of(instance))
    ]
    _store(rows, Pointer.objects.filter(page=None))


def _pointer(source: models.Model, found: Found, **fields: Any) -> Pointer:
    kind = ContentType.objects.get_for_model(source)
    return Pointer(source_type=kind, source_id=source.pk, kind=found.kind, place=found.place[:200], **fields)


@transaction.atomic
def _store(rows: list[tuple[Pointer, Found]], before: QuerySet[Pointer]) -> None:
    """Make the pointers of `before` those of `rows`."""
    _aim(rows)
    wanted = {pointer.identity: pointer for pointer, _ in rows}
    known = {pointer.identity: pointer.pk for pointer in before}
    before.filter(pk__in=[known[identity] for identity in known.keys() - wanted.keys()]).delete()
    # In one order in every run, or two of them could wait for each other's rows.
    fresh = [wanted[identity] for identity in sorted(wanted.keys() - known.keys())]
    Pointer.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)


def _aim(rows: list[tuple[Pointer, Found]]) -> None:
    """Give each pointer its target, and note that the addresses among them were seen."""
    urls = {str(found.target) for _, found in rows if found.kind == Pointer.Kind.ADDRESS}
    # One statement that adds or touches: from here on nobody deletes them until this is done.
    Address.objects.bulk_create(
        [Address(url=url) for url in sorted(urls)],
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["seen_at"],
    )
    known = dict(Address.objects.filter(url__in=urls).values_list("url", "pk"))
    for pointer, found in rows:
        if found.kind == Pointer.Kind.ADDRESS:
            pointer.address_id = known[str(found.target)]
        else:
            pointer.target_id = int(found.target)


def models_that_point() -> list[type[models.Model]]:
    """Return the models beside pages that somebody edits in the admin: settings, snippets, redirects."""
    # What is edited there says so when hooks and addresses are loaded, which a worker has not needed so far.
    hooks.search_for_hooks()
    _ = get_resolver().url_patterns
    return [
        model
        for model in apps.get_models()
        if finder_classes.get_by_type(model) is not None
        and not issubclass(model, (Page, get_image_model(), get_document_model()))
        and any(_may_point(field) for field in model._meta.get_fields())
    ]


def _may_point(field: Any) -> bool:
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model
        return issubclass(related, (Page, get_document_model()))
    return isinstance(field, (StreamField, RichTextField, models.URLField))


def _in_parts(keys: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(keys)
    while part := list(islice(waiting, AT_A_TIME)):
        yield part
