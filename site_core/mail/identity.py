"""Who writes: the charity's name, addresses and colour, as mails and their mailbox show them.

The room knows no page, so the words come from a provider that a room above registers.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

INK = "#1e1535"
PAPER = "#fffaf1"
SUN = "#ffc22e"


@dataclass(frozen=True)
class MailIdentity:
    """What a mail says about its sender. Addresses are absolute; colours are `#rrggbb`."""

    name: str
    site_url: str
    legal_lines: tuple[str, ...] = ()
    postal_address: str = ""
    reply_to: str = ""
    accent: str = SUN
    # Only an address on the charity's own site: a mail asks nobody else for anything.
    logo_url: str = ""

    @property
    def on_accent(self) -> str:
        """The colour of words on the accent: ink or paper, whichever can be read better."""
        return INK if _contrast(self.accent, INK) >= _contrast(self.accent, PAPER) else PAPER

    def absolute(self, path: str) -> str:
        """The whole address of a path on the site."""
        return f"{self.site_url.rstrip('/')}/{path.lstrip('/')}"


Provider = Callable[[], MailIdentity]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let this function answer from now on; called in `AppConfig.ready()` of a room above."""
    _providers.append(provider)


def current() -> MailIdentity:
    """Ask the provider that registered last; without one, say what the settings know."""
    if _providers:
        return _providers[-1]()
    return MailIdentity(name=settings.WAGTAIL_SITE_NAME, site_url=settings.WAGTAILADMIN_BASE_URL)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)
