"""Looking after links in the background. Every task may run twice."""

import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from . import asking, looking, own_addresses
from .models import Address

# For one run: how many addresses, how many at once, how many of one site, and the seconds between those.
BATCH, AT_ONCE, OF_ONE_SITE, PAUSE = 40, 4, 5, 1.0


@task()
def look_through_page(page_id: int) -> None:
    """Note what a page points at."""
    looking.look_through_page(page_id)


@task()
def look_through_everything() -> None:
    """Note what everything points at."""
    looking.look_through_all()


@task()
def ask_addresses() -> int:
    """Ask the addresses that are due; return how many.

    Those of this website are looked up here; others only where the charity wants it (CHECK_EXTERNAL_LINKS).
    """
    waiting = Address.objects.due(timezone.now())
    ours = list(waiting.filter(own_addresses.condition())[:BATCH])
    answers = [(address, own_addresses.ask(address.url)) for address in ours]
    if settings.CHECK_EXTERNAL_LINKS:
        answers += _ask_elsewhere(waiting.exclude(own_addresses.condition())[:BATCH])
    for address, answer in answers:
        address.note(answer.fault, is_gone=answer.is_gone, now=timezone.now())
    return len(answers)


def _ask_elsewhere(addresses: Iterable[Address]) -> list[tuple[Address, asking.Answer]]:
    by_site: defaultdict[str, list[Address]] = defaultdict(list)
    for address in addresses:
        by_site[_site_of(address.url)].append(address)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # Only the asking is done side by side: the database belongs to this thread.
        return [pair for some in pool.map(_ask_one_site, by_site.values()) for pair in some]


def _site_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:  # what editors wrote years ago need not be an address; asking will say so
        return ""


def _ask_one_site(addresses: list[Address]) -> list[tuple[Address, asking.Answer]]:
    """Ask for a few pages of one site, one after the other; the rest has its turn next time."""
    answers = []
    for number, address in enumerate(addresses[:OF_ONE_SITE]):
        if number:
            time.sleep(PAUSE)
        answers.append((address, asking.ask(address.url)))
    return answers
