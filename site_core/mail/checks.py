"""House rules of the mail settings."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from site_core.mail.addresses import InvalidAddress, split
from site_core.mail.transport import TRANSPORTS


@register()
def settings_can_work(**kwargs: Any) -> list[CheckMessage]:
    """The transport exists, and the sender is an address."""
    problems: list[CheckMessage] = []
    if settings.MAIL_TRANSPORT not in TRANSPORTS:
        problems.append(
            Error(
                f"MAIL_TRANSPORT is {settings.MAIL_TRANSPORT!r}, which is no way to send mail.",
                hint=f"Set it to one of: {', '.join(TRANSPORTS)}.",
                id="mail.E001",
            )
        )
    try:
        split(settings.DEFAULT_FROM_EMAIL)
    except InvalidAddress:
        problems.append(
            Error(
                "DEFAULT_FROM_EMAIL is not an e-mail address.",
                hint="Set it to an address of the charity, for instance: website@charity.org.uk",
                id="mail.E002",
            )
        )
    if settings.EMAIL_USE_TLS and settings.EMAIL_USE_SSL:
        problems.append(
            Error(
                "EMAIL_USE_TLS and EMAIL_USE_SSL are both on.",
                hint="Port 587 wants EMAIL_USE_TLS alone; port 465 wants EMAIL_USE_SSL alone.",
                id="mail.E003",
            )
        )
    return problems


@register(Tags.security, deploy=True)
def mail_leaves_the_site(**kwargs: Any) -> list[CheckMessage]:
    """A public site sends its mail, and under its own name."""
    problems: list[CheckMessage] = []
    if settings.MAIL_TRANSPORT == "mailbox":
        problems.append(
            Warning(
                "MAIL_TRANSPORT is 'mailbox': no message leaves this site.",
                hint="Set MAIL_TRANSPORT=smtp and EMAIL_HOST, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD.",
                id="mail.W001",
            )
        )
    if parseaddr(settings.DEFAULT_FROM_EMAIL)[1].endswith("@example.org"):
        problems.append(
            Warning(
                "DEFAULT_FROM_EMAIL is still the example's address.",
                hint="Set it to an address that your mail server may send for.",
                id="mail.W002",
            )
        )
    return problems
