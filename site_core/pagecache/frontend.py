"""The proxy or CDN in front: what it may hold, and telling it what to drop.

Wagtail's front-end cache sends the purges. Its backends only log a failure, and the HTTP one would wait
for ever; the two here raise instead, and give up after a while, so that the purge is tried again.
"""

import logging
from datetime import timedelta
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import requests
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from wagtail.contrib.frontend_cache.backends.cloudflare import CloudflareBackend
from wagtail.contrib.frontend_cache.backends.http import HTTPBackend, PurgeRequest
from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task

from . import config
from .affects import Affected
from .models import Address

logger = logging.getLogger(__name__)

# Seconds that one purge request may take.
PATIENCE = 10


class NotPurgedError(Exception):
    """The proxy did not confirm a purge."""


class StrictHTTPBackend(HTTPBackend):
    """PURGE requests to Varnish, nginx and the like."""

    def purge(self, url: str) -> None:
        """Purge one address. Raises NotPurgedError. 404 means that the proxy did not have it."""
        address = urlsplit(url)
        request = PurgeRequest(
            url=address._replace(scheme=self.cache_scheme, netloc=self.cache_netloc).geturl(),
            headers={"Host": address.netloc},
        )
        try:
            # The address is the operator's own setting, not a visitor's.
            with urlopen(request, timeout=PATIENCE):  # noqa: S310
                pass
        except URLError as error:
            if getattr(error, "code", None) != 404:
                raise NotPurgedError(f"{url}: {error}") from error
        except OSError as error:
            raise NotPurgedError(f"{url}: {error}") from error


class StrictCloudflareBackend(CloudflareBackend):
    """Cloudflare, by an API token that may purge one zone.

    https://developers.cloudflare.com/api/resources/cache/methods/purge/
    """

    def _purge_urls(self, urls: list[str]) -> None:
        try:
            response = requests.post(
                self.cloudflare_purge_endpoint_url,
                json={"files": urls},
                headers={"Authorization": f"Bearer {self.cloudflare_token}"},
                timeout=PATIENCE,
            )
            confirmed = response.json().get("success") is True
        except (requests.RequestException, ValueError, AttributeError) as error:
            raise NotPurgedError(f"Cloudflare: {error}") from error
        if not confirmed:
            raise NotPurgedError(f"Cloudflare answered {response.status_code}.")


def is_used() -> bool:
    """Whether a proxy keeps pages and can be told to drop them."""
    return bool(getattr(settings, "WAGTAILFRONTENDCACHE", None)) and config.current().proxy_seconds > 0


def remember(url: str, tags: frozenset[str]) -> bool:
    """Note that a proxy may soon hold this address; False if that failed, and it must not."""
    until = timezone.now() + timedelta(seconds=config.current().proxy_seconds)
    if len(url) > Address.LONGEST:
        return False
    # A row without a tag for every page, so that a purge of everything finds it once.
    rows = [Address(url=url, tag=tag, until=until) for tag in ("", *sorted(tags))]
    try:
        Address.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["url", "tag"], update_fields=["until"]
        )
    except DatabaseError:
        logger.exception("The address could not be noted; no proxy may keep the page.")
        return False
    return True


def addresses_of(affected: Affected) -> list[str]:
    """The addresses that a proxy may hold and that a purge concerns."""
    if not is_used():
        return []
    tags = [""] if affected.everything else affected.tags
    held = Address.objects.filter(tag__in=tags, until__gt=timezone.now())
    return list(held.order_by("url").values_list("url", flat=True).distinct())


def tell(addresses: list[str]) -> None:
    """Have every configured backend drop these addresses. Raises NotPurgedError."""
    purge_urls_from_cache_task.func(addresses)
