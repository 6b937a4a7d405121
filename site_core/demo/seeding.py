"""Fills an empty site with the demo charity, part by part, each part once.

Every part is one transaction that ends with a row in `SeededPart`, so a seeding that was killed goes on
where it stopped, and nothing that people changed or deleted comes back. The renditions of the pictures
are the exception: each is a transaction of its own, and those that exist are not made again.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Site

from site_core.accounts.demo_people import ensure_demo_people
from site_core.accounts.models import User
from site_core.pages.editing.looking import look_through_all
from site_core.pages.models import CustomDocument, CustomImage
from site_core.pages.people.models import Person
from site_core.pages.reads.models import PageReads
from site_core.pages.reads.services import rank
from site_core.pages.renditions import all_filters

from . import building, charity, library, newsletter, people
from .models import SeededPart
from .progress import Progress
from .words import PAGES

OWNER = "publisher@example.org"
PICTURE_COLLECTION, DOCUMENT_COLLECTION = "Pictures of the demo", "Documents of the demo"
PRIVATE_COLLECTION = "For volunteers only"
WELCOME_PAGE = "Welcome to your new Wagtail site!"
# What the worker is asked to do for each row that is saved, and the last part does at once.
NEEDLESS_TASKS = (
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
    "wagtail.contrib.frontend_cache.tasks.purge_urls_from_cache_task",
    "site_core.pages.renditions.prepare_renditions",
    "site_core.pages.editing.tasks.look_through_page",
)


class SiteNotEmpty(RuntimeError):  # noqa: N818
    """There are pages that the demo did not make."""


@dataclass(frozen=True)
class Part:
    """One part of the demo. `fill` does it and returns what came of it in words."""

    key: str
    title: str
    fill: Callable[[Progress], str]
    in_one_transaction: bool = True


def seed(progress: Progress) -> bool:
    """Fill in the parts that are missing; True if there were any.

    Raises SiteNotEmpty when the site has pages, but not from a seeding.
    """
    done = set(SeededPart.objects.values_list("key", flat=True))
    missing = [part for part in PARTS if part.key not in done]
    if not missing:
        return False
    if not done and has_other_pages():
        raise SiteNotEmpty
    with _quiet_logs():
        _fill(missing, progress)
    return True


def has_other_pages() -> bool:
    """Whether there is any page but Wagtail's root and its first greeting."""
    return Page.objects.filter(depth__gt=1).exclude(depth=2, title=WELCOME_PAGE).exists()


def _fill(missing: list[Part], progress: Progress) -> None:
    for part in missing:
        progress.part(PARTS.index(part) + 1, len(PARTS), part.title)
        if part.in_one_transaction:
            with transaction.atomic():
                words = _finish(part, progress)
        else:
            words = _finish(part, progress)
        progress.done(words)


@contextmanager
def _quiet_logs() -> Iterator[None]:
    """Wagtail logs each page, and the accounts each right, which would bury the progress."""
    before = logging.root.manager.disable
    logging.disable(max(before, logging.WARNING))
    try:
        yield
    finally:
        logging.disable(before)


def _finish(part: Part, progress: Progress) -> str:
    words = part.fill(progress)
    SeededPart.objects.create(key=part.key)
    return words


def _people(progress: Progress) -> str:
    return f"{len(ensure_demo_people())} can sign in"


def _pictures(progress: Progress) -> str:
    collection = library.add_collection(PICTURE_COLLECTION)
    for number, picture in enumerate(library.PICTURES, start=1):
        library.add_picture(picture, collection, uploaded_by_user=_owner())
        progress.step(number, len(library.PICTURES))
    return f"{len(library.PICTURES)} drawn for the demo"


def _sizes(progress: Progress) -> str:
    images = list(CustomImage.objects.filter(collection__name=PICTURE_COLLECTION))
    for number, image in enumerate(images, start=1):
        # The demo's pictures are small, so all sizes may be made at once, on all cores.
        image.get_renditions(*all_filters(image.file.name))
        progress.step(number, len(images))
    return "made for telephones and large screens"


def _documents(progress: Progress) -> str:
    shared = library.add_collection(DOCUMENT_COLLECTION)
    private = library.add_collection(PRIVATE_COLLECTION, library.PRIVATE_PASSWORD)
    for document in library.DOCUMENTS:
        library.add_document(document, private if document.is_private else shared, uploaded_by_user=_owner())
    return f"{len(library.DOCUMENTS)}, one of them with a password"


def _team(progress: Progress) -> str:
    for words in people.PEOPLE:
        people.add_person(words)
    return f"{len(people.PEOPLE)} to show on pages"


def _pages(progress: Progress) -> str:
    Page.objects.filter(depth=2, title=WELCOME_PAGE).delete()
    Site.objects.all().delete()
    owner = _owner()
    planted = building.plant(owner)
    building.open_site(planted[""])
    rows = building.Library(planted, _by_key_of_pictures(), _by_key_of_documents(), _by_key_of_people())
    for number, words in enumerate(PAGES, start=1):
        building.fill(words, rows, owner)
        progress.step(number, len(PAGES))
    return f"{len(PAGES)}, three levels deep"


def _settings(progress: Progress) -> str:
    site = Site.objects.get(is_default_site=True)
    charity.fill_settings(site, _by_path(site), _by_key_of_pictures()["market"])
    return "name, menus, foot, banner"


def _newsletter(progress: Progress) -> str:
    site = Site.objects.get(is_default_site=True)
    newsletter.fill_settings(_by_path(site)["legal/privacy"])
    return f"{newsletter.add_subscribers(_owner())} people in every state"


def _reads(progress: Progress) -> str:
    pages, now = _by_path(Site.objects.get(is_default_site=True)), timezone.now()
    for reads, path in enumerate(reversed(charity.MOST_READ), start=10):
        PageReads.objects.add(pages[path].pk, reads, now)
    rank(now=now)
    return "as if a week had passed"


def _by_path(site: Site) -> dict[str, Page]:
    by_path = {page.url_path: page for page in site.root_page.get_descendants(inclusive=True)}
    front = site.root_page.url_path
    return {words.path: by_path[f"{front}{words.path}/" if words.path else front] for words in PAGES}


def _search(progress: Progress) -> str:
    call_command("update_index", verbosity=0)
    progress.step(1, 2)
    call_command("rebuild_references_index", verbosity=0)
    look_through_all()
    # Else the worker would be busy for its first minute, when the first visitors come.
    DBTaskResult.objects.ready().filter(task_path__in=NEEDLESS_TASKS).delete()
    return "every page can be found"


def _owner() -> User | None:
    return User.objects.filter(email=OWNER).first()


def _by_key_of_pictures() -> dict[str, CustomImage]:
    rows = {image.title: image for image in CustomImage.objects.filter(collection__name=PICTURE_COLLECTION)}
    return {picture.key: rows[picture.title] for picture in library.PICTURES}


def _by_key_of_documents() -> dict[str, CustomDocument]:
    names = [DOCUMENT_COLLECTION, PRIVATE_COLLECTION]
    rows = {row.title: row for row in CustomDocument.objects.filter(collection__name__in=names)}
    return {document.key: rows[document.title] for document in library.DOCUMENTS}


def _by_key_of_people() -> dict[str, Person]:
    rows = {person.name: person for person in Person.objects.all()}
    return {words.key: rows[words.name] for words in people.PEOPLE}


PARTS = (
    Part("people", "People", _people),
    Part("pictures", "Pictures", _pictures),
    Part("documents", "Documents", _documents),
    Part("team", "Staff and trustees", _team),
    Part("pages", "Pages", _pages),
    Part("settings", "Settings", _settings),
    Part("newsletter", "Newsletter", _newsletter),
    Part("reads", "Most read", _reads),
    Part("sizes", "Sizes of the pictures", _sizes, in_one_transaction=False),
    Part("search", "Search", _search),
)
