"""Settings that are easy to forget, told before a visitor finds out."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from .addresses import trusted_networks


def check_trusted_proxies(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check that `TRUSTED_PROXIES` names networks."""
    try:
        trusted_networks()
    except ValueError as error:
        return [
            Error(
                f"TRUSTED_PROXIES has an entry that is no network: {error}.",
                hint="Give addresses or networks separated by commas, such as 127.0.0.1,10.0.0.0/8.",
                id="guard.E001",
            )
        ]
    return []


def check_proxies_are_named(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warn before a launch behind a proxy that is not named: all visitors would share one limit."""
    if settings.SECURE_PROXY_SSL_HEADER and not settings.TRUSTED_PROXIES:
        return [
            Warning(
                "The site stands behind a proxy, but TRUSTED_PROXIES is empty.",
                hint=(
                    "All visitors seem to come from the proxy's address and share its rate limits. Set "
                    "TRUSTED_PROXIES to the proxy's address or network, or BEHIND_TLS_PROXY to false."
                ),
                id="guard.W001",
            )
        ]
    return []
