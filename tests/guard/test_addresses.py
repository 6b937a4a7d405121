import pytest
from django.core.checks import Error, Warning
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from site_core.guard.addresses import address_key, client_address
from site_core.guard.checks import check_proxies_are_named, check_trusted_proxies

PROXIES = ["127.0.0.1", "10.0.0.0/8", "2001:db8:ffff::/48"]


def ask(rf: RequestFactory, remote: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client_address(rf.get("/", headers=headers, REMOTE_ADDR=remote))


def test_without_trusted_proxies_the_header_is_ignored(rf: RequestFactory, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = []

    assert ask(rf, "198.51.100.7", "203.0.113.9") == "198.51.100.7"


def test_a_stranger_cannot_choose_an_address_by_the_header(rf: RequestFactory, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = PROXIES

    assert ask(rf, "198.51.100.7", "203.0.113.9") == "198.51.100.7"


@pytest.mark.parametrize(
    ("remote", "forwarded", "visitor"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        # What the visitor invented stands to the left of what the proxy heard.
        ("127.0.0.1", "192.0.2.66, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "192.0.2.66, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("10.1.2.3", "203.0.113.9:52011", "203.0.113.9"),
        ("10.1.2.3", "[2001:db8::5]:443", "2001:db8::5"),
        ("10.1.2.3", "2001:db8::5", "2001:db8::5"),
        ("10.1.2.3", "::ffff:203.0.113.9", "203.0.113.9"),
        ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("2001:db8:ffff::1", "203.0.113.9", "203.0.113.9"),
        # All hops are ours: a request from inside.
        ("127.0.0.1", "10.0.0.9, 10.0.0.8", "10.0.0.9"),
        # Garbage is not followed past what is known.
        ("127.0.0.1", "203.0.113.9, <script>", "127.0.0.1"),
        ("127.0.0.1", "unknown, 10.0.0.8", "10.0.0.8"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", ",,,", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9.9", "127.0.0.1"),
        # A server on a Unix socket.
        ("", "203.0.113.9", "203.0.113.9"),
        ("", None, "unknown"),
        ("not an address", "203.0.113.9", "unknown"),
    ],
)
def test_the_visitor_is_the_last_address_that_is_not_a_proxy(
    rf: RequestFactory, settings: Settings, remote: str, forwarded: str | None, visitor: str
) -> None:
    settings.TRUSTED_PROXIES = PROXIES

    assert ask(rf, remote, forwarded) == visitor


def test_without_trusted_proxies_an_unnamed_address_stays_unknown(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = []

    assert ask(rf, "", "203.0.113.9") == "unknown"


def key(rf: RequestFactory, remote: str) -> str:
    return address_key(rf.get("/", REMOTE_ADDR=remote))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.9", "203.0.113.250", True),
        ("203.0.113.9", "203.0.114.9", False),
        ("2001:db8:1:100::1", "2001:db8:1:1ff:abcd::9", True),
        ("2001:db8:1:100::1", "2001:db8:1:200::1", False),
        ("::ffff:203.0.113.9", "203.0.113.9", True),
    ],
)
def test_neighbours_share_a_key_and_strangers_do_not(
    rf: RequestFactory, one: str, other: str, same: bool
) -> None:
    assert (key(rf, one) == key(rf, other)) is same


def test_the_key_says_nothing_without_the_secret(rf: RequestFactory, settings: Settings) -> None:
    first = key(rf, "203.0.113.9")
    settings.SECRET_KEY = "another secret key of more than fifty characters, for this test"

    assert len(first) == 64
    assert key(rf, "203.0.113.9") != first


def test_a_wrong_proxy_setting_is_an_error_with_a_hint(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1", "the load balancer"]

    (message,) = check_trusted_proxies(None)

    assert isinstance(message, Error)
    assert "the load balancer" in message.msg
    assert message.hint


def test_a_launch_behind_a_proxy_that_is_not_named_is_warned_about(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES = []
    (message,) = check_proxies_are_named(None)
    assert isinstance(message, Warning)
    assert message.hint is not None
    assert "TRUSTED_PROXIES" in message.hint

    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert check_proxies_are_named(None) == []
