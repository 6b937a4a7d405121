"""House rules of the page cache, as Django's system checks."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from . import config, frontend

STORE = "site_core.pagecache.middleware.StorePages"
COMPRESS = "site_core.pagecache.middleware.CompressOthers"


@register
def check_middleware_order(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A copy must have every header, and must not be compressed twice."""
    if settings.MIDDLEWARE[:2] == [COMPRESS, STORE]:
        return []
    return [
        Error(
            "The page cache's middleware do not come first.",
            hint=f"Begin MIDDLEWARE with {COMPRESS!r}, {STORE!r}.",
            id="pagecache.E001",
        )
    ]


@register
def check_proxy_can_be_told(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A proxy may only keep what can be taken from it again."""
    if config.current().proxy_seconds == 0 or frontend.is_used():
        return []
    return [
        Warning(
            "PAGECACHE_PROXY_SECONDS is set, but there is no proxy to tell what has changed.",
            hint="Set FRONTEND_CACHE_URL, or CLOUDFLARE_ZONE and CLOUDFLARE_TOKEN; until then no proxy "
            "is allowed to keep a page.",
            id="pagecache.W001",
        )
    ]
