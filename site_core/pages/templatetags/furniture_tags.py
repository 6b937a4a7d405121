"""What stands below the words of a page."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from wagtail.models import Site

from site_core.pages import latest
from site_core.pages.reads import services as reads
from site_core.pages.reads.services import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def latest_cards(context: Context) -> list[SafeString]:
    """Return the printed cards of the newest pages, without the page itself."""
    site, own = _site_and_page(context)
    found = latest.cards(site) if site else []
    return [card for page_id, card in found if page_id != own][: latest.SHOWN]


@register.simple_tag(takes_context=True)
def most_read(context: Context) -> list[Entry]:
    """Return the pages that are read most, without the page itself."""
    site, own = _site_and_page(context)
    found = reads.most_read(site) if site else []
    return [entry for entry in found if entry.page_id != own][: reads.SHOWN]


def _site_and_page(context: Context) -> tuple[Site | None, int | None]:
    request = context.get("request")
    own = getattr(context.get("page"), "pk", None)
    return (Site.find_for_request(request) if request is not None else None), own
