"""A small site of its own for the page cache's tests: a few views, and visitors who come through WSGI."""

import io
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import Group
from django.contrib.messages import info
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotFound, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path

from site_core.pagecache import mark
from site_core.pagecache.wsgi import StoredPages

# Long enough to be worth compressing.
FILLER = "All of us, together. " * 100


@dataclass
class Kitchen:
    """What the views count, and how a test may hold them up."""

    renders: Counter[str] = field(default_factory=Counter)
    while_rendering: Callable[[], None] = lambda: None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str) -> None:
        """Count one rendering."""
        with self.lock:
            self.renders[what] += 1
        self.while_rendering()


kitchen = Kitchen()


def page(request: HttpRequest, name: str = "home") -> HttpResponse:
    """A public page that shows all groups, and the address that was asked for."""
    groups = ",".join(Group.objects.order_by("pk").values_list("name", flat=True))
    kitchen.note(name)
    response = HttpResponse(f"<p>{request.get_full_path()} [{groups}] {FILLER}</p>")
    mark.public(response)
    mark.tag(response, f"page:{name}", "pages")
    return response


def still(request: HttpRequest) -> HttpResponse:
    """A public page that asks nothing of the database."""
    kitchen.note("still")
    response = HttpResponse(FILLER)
    mark.public(response)
    mark.tag(response, "still")
    return response


def brief(request: HttpRequest) -> HttpResponse:
    """A public page for thirty seconds."""
    response = HttpResponse(FILLER)
    mark.public(response, seconds=30)
    return response


def private(request: HttpRequest) -> HttpResponse:
    """An ordinary page that nobody marked."""
    kitchen.note("private")
    return HttpResponse(FILLER)


def _marked(response: Any) -> Any:
    mark.public(response)
    return response


def cookie(request: HttpRequest) -> HttpResponse:
    """Marked, but it sets a cookie."""
    response = HttpResponse(FILLER)
    response.set_cookie("seen", "1")
    return _marked(response)


def token(request: HttpRequest) -> HttpResponse:
    """Marked, but it holds a token."""
    return _marked(HttpResponse(get_token(request)))


def session(request: HttpRequest) -> HttpResponse:
    """Marked, but it looks at the session."""
    return _marked(HttpResponse(str(request.session.get("basket"))))


def language(request: HttpRequest) -> HttpResponse:
    """Marked, but it varies by language."""
    return _marked(HttpResponse(FILLER, headers={"Vary": "Accept-Encoding, Accept-Language"}))


def message(request: HttpRequest) -> HttpResponse:
    """Marked, but it leaves a message."""
    info(request, "Thank you")
    return _marked(HttpResponse(FILLER))


def streamed(request: HttpRequest) -> StreamingHttpResponse:
    """Marked, but it is streamed."""
    return _marked(StreamingHttpResponse([FILLER.encode()]))


def uncacheable(request: HttpRequest) -> HttpResponse:
    """Marked, but it forbids storing."""
    return _marked(HttpResponse(FILLER, headers={"Cache-Control": "no-store"}))


def missing(request: HttpRequest) -> HttpResponse:
    """Marked, but there is nothing here."""
    kitchen.note("missing")
    return _marked(HttpResponseNotFound(FILLER))


def moved(request: HttpRequest) -> HttpResponse:
    """Marked, but it leads elsewhere."""
    return _marked(redirect("/"))


def document(request: HttpRequest) -> FileResponse:
    """A file."""
    return FileResponse(io.BytesIO(FILLER.encode()), content_type="text/plain")


urlpatterns = [
    path("", page),
    path("still/", still),
    path("brief/", brief),
    path("private/", private),
    path("cookie/", cookie),
    path("token/", token),
    path("session/", session),
    path("language/", language),
    path("message/", message),
    path("streamed/", streamed),
    path("uncacheable/", uncacheable),
    path("missing/", missing),
    path("moved/", moved),
    path("document/", document),
    path("<path:name>", page),
]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Site:
    """The WSGI site as a server calls it. `to_django` counts what the store did not answer."""

    def __init__(self) -> None:
        django = WSGIHandler()
        self.to_django = 0

        def counted(environ: dict[str, Any], start_response: Any) -> Any:
            self.to_django += 1
            return django(environ, start_response)

        self.application = StoredPages(counted)

    def get(self, path: str = "/", query: str = "", method: str = "GET", **environ: str) -> Answer:
        """Ask as an anonymous visitor; `environ` adds to the WSGI environment."""
        got: list[Any] = []
        given = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            # As browsers write it; gunicorn hands it on.
            "RAW_URI": quote(path.encode("latin-1")) + (f"?{query}" if query else ""),
            "SCRIPT_NAME": "",
            "HTTP_HOST": "testserver",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "192.0.2.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **environ,
        }

        def start_response(status: str, headers: list[tuple[str, str]], *args: Any) -> Any:
            got.extend((status, headers))

        parts = self.application(given, start_response)
        body = b"".join(parts)
        if close := getattr(parts, "close", None):
            close()
        names = [name.lower() for name, _ in got[1]]
        assert len(names) == len(set(names)) or "set-cookie" in names, f"a header came twice: {names}"
        return Answer(int(got[0][:3]), {name.lower(): value for name, value in got[1]}, body)
