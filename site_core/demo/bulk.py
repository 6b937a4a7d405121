"""Many pages at once: rows written in bulk, without Wagtail's revisions, signals and tasks for each.

Only for the demo: such pages have no history, and no references are recorded, since they refer to nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from modelsearch.backends import get_search_backend
from wagtail.models import Locale, Page

CHUNK = 500


@dataclass(frozen=True)
class Row:
    """One page to be: its title, the last part of its address, its date (UTC), and its type's own fields."""

    title: str
    slug: str
    published_at: datetime
    fields: dict[str, Any] = field(default_factory=dict)


def chunks(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """Return the rows in parts that one INSERT can take on either database."""
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == CHUNK:
            yield part
            part = []
    if part:
        yield part


@transaction.atomic
def add(model: type[Page], parent: Page, rows: Sequence[Row]) -> list[Page]:
    """Write live pages below `parent` with their search entries, in a fixed number of queries."""
    parent.refresh_from_db(fields=["path", "numchild", "depth", "url_path"])
    last = parent.get_last_child()
    first_step = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
    kind = ContentType.objects.get_for_model(model)
    locale = Locale.get_default()
    above = Page.objects.bulk_create(
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, first_step + number),
            depth=parent.depth + 1,
            title=row.title,
            draft_title=row.title,
            slug=row.slug,
            url_path=f"{parent.url_path}{row.slug}/",
            content_type=kind,
            locale=locale,
            live=True,
            first_published_at=row.published_at,
            last_published_at=row.published_at,
        )
        for number, row in enumerate(rows)
    )
    pages = [_specific(model, page, row) for page, row in zip(above, rows, strict=True)]
    # Django has no bulk insert for a model with a parent table; the rows of that stand already.
    model._base_manager.all()._insert(
        pages, fields=model._meta.local_concrete_fields, using=model._base_manager.db, raw=True
    )
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
    get_search_backend().add_bulk(model, pages)
    return pages


def _specific(model: type[Page], above: Page, row: Row) -> Page:
    values = {column.attname: getattr(above, column.attname) for column in Page._meta.concrete_fields}
    page: Page = model(page_ptr_id=above.pk, **values, **row.fields)
    page._state.adding = False
    return page
