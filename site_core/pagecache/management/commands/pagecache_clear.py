"""Forget every stored page."""

from typing import Any

from django.core.management.base import BaseCommand

from site_core.pagecache import purge, stores


class Command(BaseCommand):
    """For a new version whose pages look different, and for peace of mind."""

    help = "Forget every stored page; each is made anew when somebody asks for it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge everything, the proxy in front included, and say how much it was."""
        before = stores.current().sweep()
        purge.everything()
        if before.pages is None or before.size is None:
            self.stdout.write("Forgot every stored page.")
        else:
            self.stdout.write(f"Forgot {before.pages} stored pages, {before.size / 1_000_000:.1f} MB.")
