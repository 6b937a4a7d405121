"""The stored copy of a page: how it is written, read and answered with.

One line of JSON, then the body three times: Brotli, gzip, as it is. It is compressed once, when it is
stored. A stored page holds no secret of anyone's, so that compressing it gives nothing away (BREACH).
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import brotli

VERSION = 2
# Smaller bodies fit into one packet anyway.
WORTH_COMPRESSING = 500
ENCODINGS = ("br", "gzip", "")
# A browser asks each time, and mostly hears 304: so a change is seen at once.
PUBLIC = "public, max-age=0, must-revalidate"

StartResponse = Callable[..., Any]


@dataclass(slots=True)
class Copy:
    """One page as it is sent. Times in seconds since 1970; `bodies` in the order of ENCODINGS."""

    key: str
    headers: list[tuple[str, str]]
    content_type: str
    etag: str
    stored: int
    until: int
    tags: list[str]
    bodies: tuple[bytes, ...]
    # The path and query that a purge names it by; empty where no proxy may keep it.
    address: str = ""
    # What a store adds to know whether the copy is still good.
    stamp: str = ""

    def body(self, encoding: str) -> bytes:
        """The body in one of ENCODINGS."""
        return self.bodies[ENCODINGS.index(encoding)]

    def may_be_kept(self, environ: dict[str, Any]) -> bool:
        """Whether a proxy may keep it under the address that it was asked for by.

        Proxies keep a page by the address as it was written: "/our%2Dstory/" or "/?utm_source=x" also
        lead here, but no purge names them. RAW_URI is gunicorn's; without it no proxy keeps anything.
        """
        return bool(self.address) and environ.get("RAW_URI") == self.address

    def answer(self, environ: dict[str, Any], start_response: StartResponse, now: float) -> Iterable[bytes]:
        """Answer a GET or HEAD request as a WSGI application does."""
        headers = [*self.headers]
        if self.may_be_kept(environ):
            # It must know how old the copy already is.
            headers.append(("Age", str(max(0, int(now) - self.stored))))
        elif self.address:
            headers = [(name, PUBLIC if name == "Cache-Control" else value) for name, value in headers]
        wanted = environ.get("HTTP_IF_NONE_MATCH")
        if wanted and matches(wanted, self.etag):
            start_response("304 Not Modified", headers)
            return ()
        encoding = preferred_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.body(encoding)
        if not body:
            encoding, body = "", self.bodies[-1]
        headers.append(("Content-Type", self.content_type))
        headers.append(("Content-Length", str(len(body))))
        if encoding:
            headers.append(("Content-Encoding", encoding))
        start_response("200 OK", headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


def compress(body: bytes) -> tuple[bytes, ...]:
    """The body in each of ENCODINGS; empty where compressing makes it no smaller."""
    if len(body) < WORTH_COMPRESSING:
        return b"", b"", body
    packed = (brotli.compress(body, quality=6), gzip.compress(body, 6, mtime=0))
    return *(one if len(one) < len(body) else b"" for one in packed), body


def etag_of(body: bytes) -> str:
    """A weak ETag: the compressed variants of one page share it."""
    return f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'


def matches(if_none_match: str, etag: str) -> bool:
    """Weak comparison (RFC 9110, 13.1.2) of an If-None-Match header with one of our own ETags."""
    # Ours is 32 hexadecimal digits between quotes, which no other tag in the list can contain.
    return etag[2:] in if_none_match or if_none_match.strip() == "*"


@lru_cache(maxsize=256)
def preferred_encoding(accept: str) -> str:
    """The best of ENCODINGS that an Accept-Encoding header allows."""
    allowed = set()
    for part in accept.lower().split(","):
        name, _, weight = part.partition(";")
        quality = weight.replace(" ", "").removeprefix("q=")
        if not weight or quality.strip("0.") != "":
            allowed.add(name.strip())
    return next((one for one in ENCODINGS if one in allowed), "")


def dump(copy: Copy) -> bytes:
    """Write a copy as bytes."""
    head = {
        "version": VERSION,
        "key": copy.key,
        "headers": copy.headers,
        "type": copy.content_type,
        "etag": copy.etag,
        "stored": copy.stored,
        "until": copy.until,
        "tags": copy.tags,
        "address": copy.address,
        "stamp": copy.stamp,
        "sizes": [len(body) for body in copy.bodies],
    }
    return b"\n".join((json.dumps(head, separators=(",", ":")).encode(), b"".join(copy.bodies)))


def load(data: bytes, key: str, now: float) -> Copy | None:
    """Read a copy; None when it is not the whole copy of this key, or its time is over."""
    end = data.find(b"\n")
    try:
        head = _parse(data[: max(end, 0)])
        if head["version"] != VERSION or head["key"] != key or head["until"] <= now:
            return None
        brotlied, gzipped, plain = head["sizes"]
        first = end + 1
        second, third = first + brotlied, first + brotlied + gzipped
        if len(data) != third + plain:
            return None
        return Copy(
            key=key,
            headers=head["headers"],
            content_type=head["type"],
            etag=head["etag"],
            stored=head["stored"],
            until=head["until"],
            tags=head["tags"],
            bodies=(data[first:second], data[second:third], data[third:]),
            address=head["address"],
            stamp=head["stamp"],
        )
    except (ValueError, KeyError, TypeError):
        # Not ours, or of another version of this code.
        return None


@lru_cache(maxsize=512)
def _parse(line: bytes) -> dict[str, Any]:
    """Parse a first line. Kept by its own content, so that what is remembered cannot be out of date."""
    head: dict[str, Any] = json.loads(line.decode())
    head["headers"] = [(name, value) for name, value in head["headers"]]
    return head
