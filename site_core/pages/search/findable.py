"""Which pages can be found: public ones, asked at each search, so that a page is gone with its last reader.

Left out besides: what a section leaves out (closed vacancies), and pages that their editor hides from
search engines. That switch speaks of others' search engines, but what it is used for (a page of thanks, a
page only for those who were sent its address) is as little meant for ours.
"""

from typing import Any

from django.core.cache import cache
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from wagtail.models import Page, Site, get_page_models

from site_core.pagecache.generation import current_generation
from site_core.pages.menus import closed_paths, for_everyone

from . import sections

HIDING_FIELD = "hide_from_search_engines"
# Of hidden pages the keys are kept for one state of the site, for looking through every page at each search
# takes longer than the search. Where there are more than these, the database is asked after all.
MOST_HIDDEN = 500
KEPT_SECONDS = 3600


def pages(site: Site | None) -> "QuerySet[Page]":
    """Return the pages of a site that anybody may find."""
    if site is None:
        return Page.objects.none()
    found = for_everyone(Page.objects.descendant_of(site.root_page, inclusive=True), closed_paths())
    keys = _hidden_keys()
    if len(keys) <= MOST_HIDDEN:
        found = found.exclude(pk__in=keys)
    else:
        for hidden in _hidden():
            found = found.exclude(pk__in=hidden)
    for section in sections.registered():
        if section.left_out is not None:
            found = found.exclude(pk__in=section.left_out().values("pk"))
    return found


def _hidden_keys() -> list[int]:
    """Return the keys of hidden pages, at most one more than `MOST_HIDDEN`; no query once they are kept."""
    # The generation is read before the data, as in furniture.py.
    key = f"hidden-pages:{current_generation()}"
    kept: list[int] | None = cache.get(key)
    if kept is None:
        first, *others = _hidden()
        kept = list(first.union(*others, all=True).values_list("pk", flat=True)[: MOST_HIDDEN + 1])
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _hidden() -> "list[QuerySet[Any]]":
    models = [model for model in get_page_models() if _has_field(model, HIDING_FIELD)]
    return [model.objects.filter(**{HIDING_FIELD: True}).order_by().values("pk") for model in models]


def _has_field(model: type[Page], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
