"""Django's outermost layers: compressing, storing what is public, keeping the rest private."""

import logging
import time
from collections.abc import Callable
from typing import TypeGuard
from urllib.parse import urlsplit

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers

from . import config, frontend, mark, stores
from .copies import PUBLIC, Copy, compress, etag_of, preferred_encoding
from .filling import Filling
from .keys import Keys
from .wsgi import MISSED

logger = logging.getLogger(__name__)

PRIVATE = "private, no-cache"
PERSONAL = "private, no-store"
COMPRESSIBLE = ("text/", "image/svg+xml", "application/json", "application/javascript", "application/xml")
# Made anew for every answer, or part of how the body travels.
NOT_STORED = frozenset({"content-type", "content-length", "content-encoding", "date", "age"})


class CompressOthers(GZipMiddleware):
    """gzip for text that leaves the server without having been stored.

    Stored pages are compressed already. Files (static, media, documents) are left alone: they are
    streamed, mostly compressed, and may be parts of a range.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress the answer if it is text, in one piece, and the browser can read it."""
        kind = response.headers.get("Content-Type", "")
        text = kind.startswith(COMPRESSIBLE) or kind.split(";")[0].endswith(("+json", "+xml"))
        if not text or response.streaming or response.status_code == 206:
            return response
        return super().process_response(request, response)


class StorePages:
    """Stores what the views marked public, and says of everything else that it is private.

    It stands outside the middleware that add headers, so that a copy has them all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._config = config.current()
        self._store = stores.current()
        self._keys = Keys()
        self._filling = Filling(self._store, self._config.wait)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer one request."""
        if request.method not in ("GET", "HEAD") or self._keys.personal(request.META):
            response = keep_private(request, self._get_response(request), personal=True)
        elif found := self._key_of(request):
            response = self._through_the_store(request, *found)
        else:
            response = self._get_response(request)
            if truly_public(response, request):
                response = publish(request, response)
            else:
                keep_private(request, response)
        if request.method == "HEAD":
            drop_body(response)
        return response

    def _key_of(self, request: HttpRequest) -> tuple[str, str] | None:
        if request.method != "GET" or not self._config.enabled:
            return None
        # Without `wsgi.StoredPages` in front, as in Django's test client, the path is as good as raw.
        found: tuple[str, str] | None = request.META.get(MISSED) or self._keys.of(request.META)
        return found

    def _through_the_store(self, request: HttpRequest, key: str, query: str) -> HttpResponseBase:
        # What is not in the key must not reach the page either: a link built from the address that was
        # asked for would carry one visitor's tracking parameters to everyone.
        request.META["QUERY_STRING"] = query
        with self._filling.of(key, look_first=MISSED in request.META) as copy:
            if copy is not None:
                return answer_from(copy, request)
            # Before anything is read: `put` compares it with what has been purged since.
            ticket = self._ticket()
            response = self._get_response(request)
            if not truly_public(response, request):
                if response.status_code < 500:
                    self._filling.passes(key)
                return keep_private(request, response)
            return self._store_and_publish(request, response, key, ticket)

    def _store_and_publish(
        self, request: HttpRequest, response: HttpResponse, key: str, ticket: str
    ) -> HttpResponseBase:
        if len(response.content) > self._config.max_page or not ticket:
            return publish(request, response)
        url = request.build_absolute_uri()
        proxied = frontend.is_used() and frontend.remember(url, mark.tags_of(response))
        copy = self._copy_of(response, key, url=url if proxied else "")
        if not self._put(copy, ticket):
            # Something was purged meanwhile: good for this visitor, but for no proxy to keep.
            return publish(request, response)
        self._filling.stored(key)
        if not copy.may_be_kept(request.META):
            response.headers["Cache-Control"] = PUBLIC
        return publish(request, response, copy)

    def _copy_of(self, response: HttpResponse, key: str, *, url: str) -> Copy:
        now = int(time.time())
        seconds = min(self._config.seconds, mark.seconds_of(response) or self._config.seconds)
        patch_vary_headers(response, ("Accept-Encoding",))
        response.headers["ETag"] = etag_of(response.content)
        response.headers["Cache-Control"] = PUBLIC
        if url:
            # Never longer than the copy lives itself; Age tells the proxy how much is left.
            response.headers["Cache-Control"] += f", s-maxage={min(seconds, self._config.proxy_seconds)}"
        return Copy(
            key=key,
            headers=[(name, value) for name, value in response.items() if name.lower() not in NOT_STORED],
            content_type=response.headers["Content-Type"],
            etag=response.headers["ETag"],
            stored=now,
            until=now + seconds,
            tags=sorted(mark.tags_of(response)),
            bodies=compress(response.content),
            address=urlsplit(url)._replace(scheme="", netloc="").geturl(),
        )

    def _ticket(self) -> str:
        try:
            return self._store.ticket()
        except Exception:
            logger.exception("The page store failed; the page is not stored.")
            return ""

    def _put(self, copy: Copy, ticket: str) -> bool:
        try:
            return self._store.put(copy, ticket)
        except Exception:
            logger.exception("The page store failed; the page is not stored.")
            return False


def truly_public(response: HttpResponseBase, request: HttpRequest) -> TypeGuard[HttpResponse]:
    """Whether the view marked its answer as public, and it truly is. A false mark is logged as an error."""
    if not mark.is_public(response) or response.status_code != 200:
        return False
    if fault := fault_of(request, response):
        logger.error("Marked as public, but it %s: %s", fault, request.path)
        return False
    return True


def fault_of(request: HttpRequest, response: HttpResponseBase) -> str:
    """What keeps an answer that was marked as public from being so; empty if nothing does."""
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    control = response.headers.get("Cache-Control", "")
    messages = getattr(request, "_messages", None)
    if not isinstance(response, HttpResponse):
        return "is streamed"
    if messages is not None and (messages.used or messages.added_new):
        return "shows messages to one visitor"
    if response.cookies or "Set-Cookie" in response.headers:
        return "sets a cookie"
    if odd := varies - {"", "accept-encoding"}:
        return f"varies by {', '.join(sorted(odd))}"
    if "private" in control or "no-store" in control:
        return f"says Cache-Control: {control}"
    if "Content-Encoding" in response.headers:
        return "is encoded already"
    return ""


def publish(request: HttpRequest, response: HttpResponse, copy: Copy | None = None) -> HttpResponseBase:
    """Send a public page: with its ETag, as 304 if the visitor has it, compressed if a copy is at hand."""
    patch_vary_headers(response, ("Accept-Encoding",))
    response.headers["ETag"] = etag_of(response.content)
    if copy is None:
        response.headers["Cache-Control"] = PUBLIC
    elif body := copy.body(encoding := preferred_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))):
        response.content = body
        response.headers["Content-Length"] = str(len(body))
        if encoding:
            response.headers["Content-Encoding"] = encoding
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def keep_private(
    request: HttpRequest, response: HttpResponseBase, *, personal: bool = False
) -> HttpResponseBase:
    """Say that an answer is for this visitor only, unless it says itself how it may be kept.

    Files are left alone: static files say so themselves, media and documents belong to their storage.
    """
    if "Cache-Control" not in response.headers and not response.streaming:
        response.headers["Cache-Control"] = PERSONAL if personal or response.cookies else PRIVATE
    return response


def answer_from(copy: Copy, request: HttpRequest) -> HttpResponse:
    """Answer with a copy inside Django, for a request that waited until another had made it."""
    status, headers = "", {}

    def start_response(line: str, pairs: list[tuple[str, str]]) -> None:
        nonlocal status, headers
        status, headers = line, dict(pairs)

    body = b"".join(copy.answer(request.META, start_response, time.time()))
    response = HttpResponse(body, status=int(status[:3]), headers=headers)
    if "Content-Type" not in headers:
        del response.headers["Content-Type"]
    return response


def drop_body(response: HttpResponseBase) -> None:
    """Leave only the headers, Content-Length among them: the server warns of each body that it drops."""
    if isinstance(response, HttpResponse):
        response.content = b""
    elif isinstance(response, StreamingHttpResponse):
        # A file is sent by the server itself while this names it; it is closed with the response.
        if isinstance(response, FileResponse):
            response.file_to_stream = None
        response.streaming_content = []
