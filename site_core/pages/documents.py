"""Files to download, as visitors meet them: who may have them, of what kind they are, how large."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.template.defaultfilters import filesizeformat
from wagtail.models import CollectionViewRestriction

from site_core.pagecache.generation import current_generation

if TYPE_CHECKING:
    from .models.media import CustomDocument

RESTRICTED_SECONDS = 3600


@dataclass(frozen=True)
class Download:
    """A file that a visitor may have: the words of its link, its address, and what it is."""

    title: str
    url: str
    kind: str = ""
    size: str = ""

    @property
    def details(self) -> str:
        """Kind and size in words, for instance "PDF, 1.2 MB"."""
        return ", ".join(filter(None, (self.kind, self.size)))


class PublicDocuments:
    """Knows which documents the public may have. One query for each state of the site.

    Read documents with `select_related("collection")`. Only for what points at documents: who gets one is
    always checked by Wagtail's view.
    """

    def __init__(self) -> None:
        # The generation is part of the key and read before the data, as in furniture.py.
        key = f"restricted-collections:{current_generation()}"
        restricted: tuple[str, ...] | None = cache.get(key)
        if restricted is None:
            restricted = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
            cache.set(key, restricted, RESTRICTED_SECONDS)
        self._restricted = restricted

    def shows(self, document: "CustomDocument | None") -> bool:
        """Whether an anonymous visitor may have `document`."""
        return document is not None and not document.collection.path.startswith(self._restricted)


def downloads(entries: "Iterable[tuple[CustomDocument | None, str]]") -> list[Download]:
    """Return what visitors may have of pairs of a document and the words of its link (empty: its title)."""
    public = PublicDocuments()
    return [download(document, label) for document, label in entries if document and public.shows(document)]


def download(document: "CustomDocument", label: str = "") -> Download:
    """Return a document as a download; whether it is public has been asked."""
    size = size_of(document)
    return Download(
        title=label or document.title,
        url=document.url,
        kind=document.file_extension.upper(),
        # Django's words have a space that keeps number and unit together.
        size=filesizeformat(size) if size is not None else "",
    )


def size_of(document: "CustomDocument") -> int | None:
    """Return a document's size in bytes, None if its file is gone.

    Not Wagtail's `get_file_size`, which saves what it finds: reading a page writes nothing.
    """
    if document.file_size is not None:
        return int(document.file_size)
    try:
        return int(document.file.size)
    except (OSError, ValueError):
        return None
