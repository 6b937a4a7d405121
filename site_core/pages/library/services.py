"""What other rooms may ask the library."""

from wagtail.models import Page

from site_core.pages.menus import for_everyone

from .models import LibraryPage, PublicationPage


def latest(count: int) -> list[Page]:
    """Return the newest publications that the public may see, at most `count`. Two queries."""
    return list(PublicationPage.objects.shown().defer("body")[:count])


def all_url() -> str:
    """Return the address of the first library that the public may see; empty while there is none."""
    library = for_everyone(LibraryPage.objects).order_by("path").first()
    return (library.url or "") if library else ""
