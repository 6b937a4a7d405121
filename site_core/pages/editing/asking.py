"""Asking addresses elsewhere whether they are still there: politely, and never inside our own network.

An editor, or somebody who stole an editor's account, could otherwise make the server knock at machines that
only it can reach (OWASP: server-side request forgery). So a name is looked up once, every address that it
has must be public, and the connection goes to just that address; each redirect is checked in the same way.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

# Seconds for each step, and for everything about one request.
STEP, WHOLE = 8, 20
MAX_REDIRECTS = 5
WEB_PORTS = {80, 443}
REDIRECTS = {301, 302, 303, 307, 308}
GONE = {404, 410}
# They say that there is something, but not for us: many sites turn every robot away.
NOT_FOR_ROBOTS = {401, 403, 405, 406, 408, 409, 418, 425, 429, 451, 501, 503, 999}


@dataclass(frozen=True)
class Answer:
    """What came of asking: `fault` is empty where the address answers; `is_gone` needs no second try."""

    fault: str = ""
    is_gone: bool = False


class NotPublic(Exception):
    """A name that leads into a private network, or to no web server's port."""


class Unreachable(Exception):
    """Nobody answered; the text says why, in plain words."""


def ask(url: str) -> Answer:
    """Ask an address, following redirects. Never raises for what the other side does."""
    try:
        for _ in range(MAX_REDIRECTS + 1):
            status, location = _head_or_get(url)
            if status not in REDIRECTS or not location:
                return _verdict(status)
            url = _onwards(url, location)
        return Answer("It sends visitors round in circles.")
    except NotPublic:
        return Answer("It leads into a private network, where visitors cannot go.", is_gone=True)
    except Unreachable as error:
        return Answer(str(error))


def _onwards(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:  # "http://[" is none, whoever sends visitors there
        raise Unreachable("It sends visitors to an address that is none.") from error


def _verdict(status: int) -> Answer:
    if status in GONE:
        return Answer(f"There is no such page any more ({status}).", is_gone=True)
    if status < 400 or status in NOT_FOR_ROBOTS:
        return Answer()
    return Answer(f"The other site answers with an error ({status}).")


def _head_or_get(url: str) -> tuple[int, str]:
    """Ask for the head alone; servers that do not like that, or say that nothing is there, get a GET."""
    status, location = _request("HEAD", url)
    return _request("GET", url) if status >= 400 else (status, location)


def _request(method: str, url: str) -> tuple[int, str]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in {"http", "https"} or port not in WEB_PORTS:
            raise NotPublic
        address = public_address(host, port)
        connection = _Pinned(host, port, address, secure=parts.scheme == "https")
        with closing(connection), _Deadline(connection):
            connection.request(method, _target(parts), headers=_headers())
            response = connection.getresponse()
            return response.status, response.getheader("Location") or ""
    except ssl.SSLError as error:
        raise Unreachable("Its certificate is not valid, so browsers warn visitors.") from error
    except TimeoutError as error:
        raise Unreachable("It did not answer in time.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable("It could not be reached.") from error


def public_address(host: str, port: int) -> str:
    """Return an IP address of `host`. Raises NotPublic if any of them is not public, OSError if none."""
    found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not all(_is_public(address) for address in found):
        raise NotPublic
    return sorted(found, key=lambda address: ":" in address)[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # Addresses that carry an IPv4 address inside are judged by that one.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return _is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return _is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=?~-._')}" if parts.query else path


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"Mozilla/5.0 (compatible; CharityLinkCheck/1.0; +{settings.WAGTAILADMIN_BASE_URL}/)",
        "Accept": "text/html,*/*;q=0.5",
        "Connection": "close",
    }


class _Pinned(http.client.HTTPConnection):
    """A connection for `host` to an IP address that was looked up, and judged, before."""

    def __init__(self, host: str, port: int, address: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=STEP)
        self._address, self._secure = address, secure
        # Leave the port out of the Host header where it is the usual one.
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """Connect to the address; a certificate must be the host's."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            # The handshake comes after, so that the deadline has something to cut.
            secured = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = secured
            secured.do_handshake()


class _Deadline:
    """Ends a connection that keeps us waiting byte by byte."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self._connection = connection
        self._timer = threading.Timer(WHOLE, self._cut)
        self._timer.daemon = True

    def _cut(self) -> None:
        sock = self._connection.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *exception: object) -> None:
        self._timer.cancel()
