"""`manage.py privacy_register`: the register as Markdown, for docs/data-protection.md."""

from typing import Any

from django.core.management.base import BaseCommand

from site_core.privacy.entries import as_markdown, entries


class Command(BaseCommand):
    """Print the register."""

    help = "Print the register of personal data as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(as_markdown(entries()), ending="")
