"""Asking addresses elsewhere: politely, patiently, and never inside our own network."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.contrib.redirects.models import Redirect

from site_core.demo.factories import StandardPageFactory
from site_core.pages.editing import asking, tasks
from site_core.pages.editing.models import Address
from site_core.pages.models import SectionPage

PRIVATE = [
    "127.0.0.1", "10.0.0.8", "172.16.4.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"]


class Server(BaseHTTPRequestHandler):
    """Answers by path: /404 with 404, /to/x with a redirect to x (/to-nothing to no address), /head-hater
    only to a GET.
    """

    seen: list[tuple[str, str, dict[str, str]]] = []

    def answer(self) -> None:
        self.seen.append((self.command, self.path, dict(self.headers)))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
        elif self.path == "/to-nothing":
            self.send_response(302)
            self.send_header("Location", "http://[")
        elif self.path == "/head-hater":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(self.path.strip("/").partition("?")[0] or 200))
        self.end_headers()

    do_GET = do_HEAD = answer  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on this machine that is taken for one in the world."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Server.seen = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    port = server.server_address[1]
    real = asking.public_address
    world = {"world.example.org"}
    monkeypatch.setattr(asking, "WEB_PORTS", {80, 443, port})
    monkeypatch.setattr(
        asking, "public_address", lambda host, p: "127.0.0.1" if host in world else real(host, p)
    )
    yield f"http://world.example.org:{port}"
    server.shutdown()
    server.server_close()


def resolver(*addresses: str) -> Callable[..., Any]:
    return lambda host, port, **how: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses
    ]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_into_a_private_network_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver(address))
    with pytest.raises(asking.NotPublic):
        asking.public_address("trap.example.org", 80)
    # Also when only one of its addresses does.
    monkeypatch.setattr(socket, "getaddrinfo", resolver("93.184.216.34", address))
    with pytest.raises(asking.NotPublic):
        asking.public_address("trap.example.org", 80)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_used(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver(address))
    assert asking.public_address("www.example.org", 80) == address


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://[::1]/",
        "http://0x7f.1/", "http://0/", "http://169.254.169.254/latest/meta-data/",
    ],
)  # fmt: skip
def test_no_way_of_writing_our_own_machine_is_followed(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: pytest.fail("connected"))
    answer = asking.ask(url)
    assert answer.is_gone or answer.fault == "It could not be reached."


@pytest.mark.parametrize(
    "url", ["ftp://world.example.org/", "http://world.example.org:22/", "file:///etc/passwd"]
)
def test_only_web_servers_are_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: pytest.fail("looked up"))
    assert "private network" in asking.ask(url).fault


def test_a_redirect_into_the_private_network_is_not_followed(elsewhere: str) -> None:
    assert "private network" in asking.ask(f"{elsewhere}/to/http://127.0.0.1/secret").fault


def test_the_name_is_looked_up_once_so_that_it_cannot_change_its_mind(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected = []
    real = socket.create_connection

    def connect(where: Any, *args: Any, **kwargs: Any) -> Any:
        connected.append(where[0])
        return real(where, *args, **kwargs)

    monkeypatch.setattr(socket, "create_connection", connect)
    assert asking.ask(f"{elsewhere}/200").fault == ""
    assert connected == ["127.0.0.1"], "the address that was judged, not the name"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/200", ""), ("/to//200", ""), ("/head-hater", ""), ("/403", ""), ("/429", ""), ("/503", ""),
        ("/304", ""),
        ("/404", "no such page"), ("/410", "no such page"), ("/500", "error"), ("/to//404", "no such page"),
        ("/to//to//to//to//to//to//to//200", "circles"),
        ("/to-nothing", "an address that is none"),
    ],
)  # fmt: skip
def test_what_an_answer_means(elsewhere: str, path: str, fault: str) -> None:
    answer = asking.ask(elsewhere + path)
    assert (fault in answer.fault) if fault else answer.fault == ""
    assert answer.is_gone is (fault == "no such page")


def test_the_head_comes_first_and_we_say_who_we_are(elsewhere: str, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://www.charity.example.org"
    asking.ask(f"{elsewhere}/200?a=b c&d=é")
    asking.ask(f"{elsewhere}/404")
    assert [(method, path) for method, path, _ in Server.seen] == [
        ("HEAD", "/200?a=b%20c&d=%C3%A9"),
        ("HEAD", "/404"),
        ("GET", "/404"),
    ]
    headers = Server.seen[0][2]
    assert "https://www.charity.example.org" in headers["User-Agent"]
    assert headers["Host"] == elsewhere.removeprefix("http://")
    assert "Cookie" not in headers


def test_a_server_that_never_ends_its_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    monkeypatch.setattr(asking, "STEP", 0.2)
    monkeypatch.setattr(asking, "WEB_PORTS", {listener.getsockname()[1]})
    monkeypatch.setattr(asking, "public_address", lambda host, port: "127.0.0.1")
    answer = asking.ask(f"http://slow.example.org:{listener.getsockname()[1]}/")
    listener.close()
    assert answer.fault == "It did not answer in time."


def test_one_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        try:
            while not done.wait(0.05):
                connection.sendall(b"x")
        except OSError:
            return

    threading.Thread(target=drip, daemon=True).start()
    monkeypatch.setattr(asking, "WHOLE", 0.3)
    monkeypatch.setattr(asking, "WEB_PORTS", {listener.getsockname()[1]})
    monkeypatch.setattr(asking, "public_address", lambda host, port: "127.0.0.1")
    answer = asking.ask(f"http://drip.example.org:{listener.getsockname()[1]}/")
    done.set()
    listener.close()
    assert answer.fault == "It could not be reached."


# --- the task ---------------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[str]:
    """What would have been asked; every address answers."""
    settings.CHECK_EXTERNAL_LINKS = True
    urls: list[str] = []
    monkeypatch.setattr(tasks, "PAUSE", 0)

    def ask(url: str) -> asking.Answer:
        urls.append(url)
        return asking.Answer()

    monkeypatch.setattr(asking, "ask", ask)
    return urls


@pytest.mark.django_db
def test_only_what_is_due_is_asked_and_not_too_much_of_one_site(asked: list[str]) -> None:
    now = timezone.now()
    for number in range(8):
        Address.objects.create(url=f"https://big.example.org/{number}")
    Address.objects.create(url="https://small.example.org/")
    Address.objects.create(url="https://later.example.org/", next_check_at=now + timedelta(hours=1))
    tasks.ask_addresses.call()
    assert len(asked) == tasks.OF_ONE_SITE + 1
    assert "https://later.example.org/" not in asked
    tasks.ask_addresses.call()
    assert len(asked) == 9
    tasks.ask_addresses.call()
    assert len(asked) == 9
    assert set(Address.objects.values_list("state", flat=True)) == {"fine", "new"}


@pytest.mark.django_db
def test_what_is_no_address_does_not_keep_the_others_waiting(asked: list[str]) -> None:
    Address.objects.create(url="http://[")
    Address.objects.create(url="https://a.example.org/")
    tasks.ask_addresses.call()
    assert "https://a.example.org/" in asked


@pytest.mark.django_db
def test_nobody_is_asked_where_the_charity_does_not_want_it(asked: list[str], settings: Settings) -> None:
    settings.CHECK_EXTERNAL_LINKS = False
    Address.objects.create(url="https://a.example.org/")
    assert tasks.ask_addresses.call() == 0
    assert asked == []


def test_neither_the_tests_nor_the_demo_ask_anybody(settings: Settings) -> None:
    import ast

    from tests.support.files import ROOT

    assert settings.CHECK_EXTERNAL_LINKS is False
    source = (ROOT / "site_core" / "settings" / "development.py").read_text()
    assert 'env.bool("CHECK_EXTERNAL_LINKS", default=False)' in ast.unparse(ast.parse(source)).replace(
        "'", '"'
    )


def test_addresses_of_this_website_are_answered_here(
    section: SectionPage, asked: list[str], settings: Settings
) -> None:
    settings.CHECK_EXTERNAL_LINKS = False
    moved: Any = StandardPageFactory(parent=section, title="Moved", slug="moved")
    Redirect.add_redirect("/old/", redirect_to=moved)
    draft: Any = StandardPageFactory(parent=section, slug="draft", live=False)
    StandardPageFactory(parent=section, title="Café", slug="café")
    good = [
        "/our-work/caf%C3%A9/",
        "/",
        "/our-work/",
        "/our-work/moved/",
        "/our-work/?page=1",
        "/old/",
        "/robots.txt",
        "/sitemap.xml",
    ]
    bad = ["/our-work/nothing/", draft.url or "/our-work/draft/", "/nothing/"]
    for path in good + bad:
        Address.objects.create(url=f"http://testserver{path}")
    tasks.ask_addresses.call()
    assert asked == []
    broken = Address.objects.filter(state="broken").order_by("pk")
    assert [one.url for one in broken] == [f"http://testserver{path}" for path in bad]
    assert Address.objects.filter(state="fine").count() == len(good)


def test_another_site_with_a_similar_name_is_not_ours(section: SectionPage, asked: list[str]) -> None:
    Address.objects.create(url="http://testserver.example.org/")
    Address.objects.create(url="http://testserverx/")
    tasks.ask_addresses.call()
    assert len(asked) == 2
