"""What lists of many pages print."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page

register = template.Library()


@register.simple_tag
def page_numbers(page: "Page[object]") -> Iterator[int | str]:
    """Return the numbers around this page of a list, the first and the last, and "…" for those left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
