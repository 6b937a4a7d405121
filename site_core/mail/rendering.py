"""From a template's name and its values to a message."""

import re
from collections.abc import Mapping, Sequence
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.base import Template
from django.template.context import Context
from django.template.loader import get_template

from site_core.mail import addresses, identity

MAX_SUBJECT = 200
# Written by the site for each message; a caller that sets them would forge or break one.
OWN_HEADERS = {
    "bcc", "cc", "content-transfer-encoding", "content-type", "date", "from", "message-id",
    "mime-version", "reply-to", "sender", "subject", "to",
}  # fmt: skip


class InvalidHeader(ValueError):
    """A header that a caller may not set, or a line break in its value."""


def compose(
    template: str,
    to: Sequence[str],
    context: Mapping[str, Any],
    *,
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
) -> EmailMultiAlternatives:
    """Render `templates/mail/<template>.subject.txt`, `.txt` and `.html` for these addresses.

    The templates get `identity` and `subject` besides the context. Raises InvalidAddress and
    InvalidHeader; a subject's line breaks become blanks, since people's words may be in it.
    """
    sender = identity.current()
    values = {**context, "identity": sender}
    subject = _one_line(_render(f"mail/{template}.subject.txt", values, html=False))
    values["subject"] = subject
    text = _render(f"mail/{template}.txt", values, html=False)
    answer_to = reply_to or sender.reply_to
    message = EmailMultiAlternatives(
        subject=subject,
        body=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        from_email=_from(sender.name),
        to=[addresses.join(*addresses.split(address)) for address in to],
        reply_to=[addresses.join(*addresses.split(answer_to))] if answer_to else None,
        headers=_checked(headers or {}),
    )
    message.attach_alternative(_render(f"mail/{template}.html", values, html=True), "text/html")
    return message


def _render(name: str, values: dict[str, Any], *, html: bool) -> str:
    # Django escapes every template as if it were HTML; in plain text "O'Neill" would become O&#x27;Neill.
    template: Template = get_template(name).template  # type: ignore[attr-defined]  # Django's own engine
    return template.render(Context(values, autoescape=html))


def _one_line(subject: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in subject).split())
    return line if len(line) <= MAX_SUBJECT else line[: MAX_SUBJECT - 1].rstrip() + "…"


def _from(name: str) -> str:
    own_name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return addresses.join(own_name or name, email)


def _checked(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not re.fullmatch(r"[A-Za-z0-9-]{1,60}", name) or name.lower() in OWN_HEADERS:
            raise InvalidHeader(f"A caller may not set the header {name!r}.")
        if not value.isprintable() or len(value) > 900:
            raise InvalidHeader(f"The header {name!r} must be one line of at most 900 characters.")
    return dict(headers)
