"""Which requests may be answered from the store, and under which key.

Everything that can change a stored page is in its key or is taken out of the request before Django sees
it: the scheme as Django decides it, the Host header, the allowed query, the path. Nothing else that a
visitor sends (X-Forwarded-Host, Accept-Language, other cookies) takes part. This module is on the hit
path: it looks at the WSGI environment only.
"""

import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from . import config

# Parameters that others add to links to us. They change nothing here, so they are dropped.
TRACKING = frozenset({
    "_ga", "_gl", "dclid", "epik", "fbclid", "gbraid", "gclid", "gclsrc", "igshid", "li_fat_id", "mc_cid",
    "mc_eid", "mkt_tok", "msclkid", "rdt_cid", "s_kwcid", "ttclid", "twclid", "wbraid", "yclid",
})  # fmt: skip
LONGEST_PATH = 1_000
LONGEST_HOST = 255
# "page=12345": more digits than any list here has pages.
LONGEST_NUMBER = 5


class Keys:
    """Makes the key of a request, or says that it passes by the store."""

    def __init__(self) -> None:
        self._session_cookie: str = settings.SESSION_COOKIE_NAME
        self._proxy_header: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER
        self._query = frozenset(config.current().query)
        # Answered by WhiteNoise; looking into the store for them would be in vain.
        self._static: str = settings.STATIC_URL
        # Django accepts any port after a host that is ours: each of 65,535 would be another key. Those
        # that the site is reached by are named here; SERVER_PORT would not do, since behind a Unix socket
        # gunicorn takes it from the Host header.
        own = urlsplit(settings.WAGTAILADMIN_BASE_URL).port
        self._ports = frozenset({"80", "443"} | ({str(own)} if own else set()))

    def personal(self, environ: dict[str, Any]) -> bool:
        """Whether the request may come from somebody whom the site knows."""
        if "HTTP_AUTHORIZATION" in environ:
            return True
        # Anywhere in the header: rather a needless miss than a signed-in person's page for everyone.
        return self._session_cookie in environ.get("HTTP_COOKIE", "")

    def of(self, environ: dict[str, Any]) -> tuple[str, str] | None:
        """Return the key and the query that belongs to it; None for a request that passes by the store."""
        if self.personal(environ):
            return None
        query = environ.get("QUERY_STRING", "")
        if query:
            cleaned = self.clean(query)
            if cleaned is None:
                return None
            query = cleaned
        host = environ.get("HTTP_HOST", "")
        path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
        if not host or len(host) > LONGEST_HOST or host != host.lower():
            return None
        if ":" in host and host.rpartition(":")[2] not in self._ports:
            return None
        if len(path) > LONGEST_PATH or path.startswith(self._static):
            return None
        # The path comes last: it alone may hold a blank or a question mark.
        return f"{self.scheme(environ)} {host} {query} {path}", query

    def scheme(self, environ: dict[str, Any]) -> str:
        """The scheme as `HttpRequest.scheme` finds it, through SECURE_PROXY_SSL_HEADER."""
        if self._proxy_header is not None:
            name, secure = self._proxy_header
            value = environ.get(name)
            if value is not None:
                return "https" if value.split(",", 1)[0].strip() == secure else "http"
        scheme: str = environ.get("wsgi.url_scheme", "http")
        return scheme

    def clean(self, query: str) -> str | None:
        """The query without tracking parameters; None when anything in it is not on the allow list.

        An allowed parameter is a plain number without leading nought, once: so nobody can fill the
        store with "page=1", "page=01", "page=001".
        """
        kept: dict[str, str] = {}
        for part in query.split("&"):
            name, _, value = part.partition("=")
            if name in self._query:
                number = value.isascii() and value.isdecimal() and value[0] != "0"
                if not number or len(value) > LONGEST_NUMBER or name in kept:
                    return None
                kept[name] = value
            elif name and name not in TRACKING and not name.startswith("utm_"):
                return None
        return "&".join(f"{name}={kept[name]}" for name in sorted(kept))


def file_name(key: str) -> str:
    """A short name without odd characters for a key of any length or content."""
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
