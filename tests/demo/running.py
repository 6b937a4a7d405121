"""Running the command, and looking at what it made."""

import io

from django.core.management import call_command
from wagtail.models import Page, Site

from site_core.accounts.models import User
from site_core.demo.models import SeededPart
from site_core.pages.models import CustomDocument, CustomImage


def run(*arguments: str) -> str:
    """Run the command; return what it printed."""
    out = io.StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    models = (Page, Site, User, CustomImage, CustomDocument, SeededPart)
    return {model.__name__: model._default_manager.count() for model in models}
