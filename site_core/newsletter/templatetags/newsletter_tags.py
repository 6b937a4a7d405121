"""A small sign-up form for any page, also a stored one."""

from typing import Any

from django import template
from django.template.context import Context

from site_core.guard.forms import TRAP
from site_core.newsletter import wording

register = template.Library()


@register.inclusion_tag("newsletter/parts/small_form.html")
def newsletter_form(source: str = "page") -> dict[str, Any]:
    """Print a form that asks for an e-mail address; nothing while nobody can sign up.

    `source` ("footer", "block on the front page") is recorded with the consent. The form has no stamp and
    no ids, so it may stand on a stored page, and there more than once. Its heading is the caller's.
    """
    return {"words": wording.current(), "source": source, "trap": TRAP}


@register.inclusion_tag("newsletter/parts/footer.html", takes_context=True)
def newsletter_footer(context: Context) -> dict[str, Any]:
    """Print the form with its heading at the foot of a page, unless the page is about the newsletter."""
    match = getattr(context.get("request"), "resolver_match", None)
    words = wording.current()
    shown = words.is_open and words.in_footer and getattr(match, "namespace", "") != "newsletter"
    return {"words": words, "shown": shown}
