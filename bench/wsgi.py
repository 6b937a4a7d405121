"""The real site, and on one address a bare WSGI answer of the same server, to compare with."""

from typing import TYPE_CHECKING

from site_core.wsgi import application as site

from . import BARE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
    """Answer the bare address with so many bytes; hand everything else to the site."""
    if environ["PATH_INFO"].startswith(BARE):
        body = b"x" * int(environ["PATH_INFO"].removeprefix(BARE))
        start_response(
            "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        )
        return (body,)
    return site(environ, start_response)
