"""`manage.py maintenance on|off`: close the site for a repair, and open it again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from site_core.pagecache import affects, purge
from site_core.pages.middleware import flag_file


class Command(BaseCommand):
    """Switch maintenance on or off for every process on this data folder at once."""

    help = "Closes the site for visitors with a friendly page (503), or opens it again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one word."""
        parser.add_argument("state", choices=["on", "off"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the flag file down, or take it away."""
        flag = flag_file()
        if options["state"] == "on":
            flag.touch()
            # Stored pages would still be answered, and say nothing of the repair.
            purge.changed(affects.EVERYTHING)
            self.stdout.write(
                "Visitors now see the maintenance page. Run “manage.py maintenance off” to open the site."
            )
        else:
            flag.unlink(missing_ok=True)
            self.stdout.write("The site is open.")
