"""The charity's clothes for the mails that Wagtail writes to staff."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from site_core.mail import identity

register = template.Library()


@register.simple_tag
def mail_identity() -> identity.MailIdentity:
    """Return who writes."""
    return identity.current()


class Dressed(template.Node):
    """What stands between the tags, in the site's own frame for mails.

    Wagtail's templates extend its base, which gets no `identity`; so the frame is put around from outside.
    """

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        """Return the whole mail."""
        words = mark_safe(self.nodelist.render(context))  # noqa: S308  (escaped by its own template)
        values: dict[str, Any] = {"identity": identity.current(), "words": words}
        return render_to_string("mail/parts/staff_notice.html", values)


@register.tag
def dressed(parser: Parser, token: Token) -> Dressed:
    """Begin `{% dressed %} … {% enddressed %}`."""
    nodelist = parser.parse(("enddressed",))
    parser.delete_first_token()
    return Dressed(nodelist)
