"""Whose request is this? Told from the connection and trusted proxies, and never stored in clear."""

from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.signals import setting_changed
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

UNKNOWN = "unknown"
# A household or a phone changes its address inside these; a stranger elsewhere has another one.
PREFIXES = {4: 24, 6: 56}


def client_address(request: HttpRequest) -> str:
    """Return the visitor's address, or "unknown".

    `X-Forwarded-For` grows to the right: each proxy adds whom it heard. Read from the right, the first
    address that is not one of `settings.TRUSTED_PROXIES` is the visitor's; everything left of it could
    be invented by the visitor. Without trusted proxies the header is ignored.
    """
    remote = request.META.get("REMOTE_ADDR", "")
    nearest = _parse(remote)
    # A server on a Unix socket names no address; only a proxy on the same machine can reach it.
    from_local_proxy = not remote and bool(settings.TRUSTED_PROXIES)
    if not from_local_proxy and (nearest is None or not _is_trusted(nearest)):
        return str(nearest) if nearest else UNKNOWN
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        address = _parse(hop)
        if address is None:
            break
        nearest = address
        if not _is_trusted(address):
            break
    return str(nearest) if nearest else UNKNOWN


def address_key(request: HttpRequest) -> str:
    """Return 64 hexadecimal digits that stand for the visitor's network: /24 for IPv4, /56 for IPv6.

    Keyed by `SECRET_KEY`, so that nobody without it can try all addresses until one fits.
    """
    text = client_address(request)
    address = _parse(text)
    if address is not None:
        text = str(ip_network((address, PREFIXES[address.version]), strict=False))
    return salted_hmac("site_core.guard.addresses", text, algorithm="sha256").hexdigest()


def _parse(text: str) -> Address | None:
    """Read "192.0.2.1", "192.0.2.1:443", "2001:db8::1", "[2001:db8::1]:443"; None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in trusted_networks())


@cache
def trusted_networks() -> tuple[Network, ...]:
    """Return `settings.TRUSTED_PROXIES` as networks; raises ValueError for one that is none."""
    return tuple(ip_network(text.strip(), strict=False) for text in settings.TRUSTED_PROXIES)


def _forget_networks(*, setting: str, **kwargs: object) -> None:
    if setting == "TRUSTED_PROXIES":
        trusted_networks.cache_clear()


setting_changed.connect(_forget_networks)
