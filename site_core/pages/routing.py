"""Finding a page by its address in one look, however deep it lies.

Wagtail walks from page to page with two queries a step. All steps of an address are known beforehand, since a
page keeps its whole path; so one query brings them all, and the breadcrumbs for nothing.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.http import Http404, HttpRequest
from wagtail.models import Page

from .trail import crumb_of

if TYPE_CHECKING:
    from .models.base import BasePage

# Deeper than any tree of pages; an address of ten thousand slashes is not looked up.
DEEPEST = 20


def route_below(start: "BasePage", request: HttpRequest, components: list[str]) -> Any:
    """Return Wagtail's RouteResult for the address `components` below `start`. Raises Http404.

    A page on the way that routes in its own manner (a blog with its archives) is asked in its turn.
    """
    from .models.base import BasePage

    if len(components) > DEEPEST:
        raise Http404
    addresses = [start.url_path + "/".join(components[:end]) + "/" for end in range(1, len(components) + 1)]
    pages = Page.objects.filter(url_path__in=addresses).annotate(section_hue=F("sectionpage__section_hue"))
    found = {page.url_path: page for page in pages}
    above = [*start.trail]
    steps = []
    for address in addresses:
        if address not in found:
            break
        steps.append(found[address])
        if getattr(steps[-1].specific_class, "route", None) is not BasePage.route:
            break
    if not steps:
        raise Http404
    page = steps[-1].specific
    if isinstance(page, BasePage):
        page.trail_above = [*above, *(crumb_of(step) for step in steps[:-1] if step.live)]
        page.alias_above = any(step.alias_of_id for step in (start, *steps))
    return page.route(request, components[len(steps) :])
