"""`manage.py privacy_export ann@example.org --output ann.json`: a copy of what is held about a person."""

import json
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from site_core.privacy.services import export_for


class Command(BaseCommand):
    """Write the export."""

    help = "Write everything that the site holds about one e-mail address, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address and where to write."""
        parser.add_argument("email", help="The person's e-mail address.")
        parser.add_argument("--output", metavar="FILE", help="A new file, readable by you only.")

    def handle(self, *args: Any, email: str, output: str | None, **options: Any) -> None:
        """Print it, or write it to a file."""
        copy = export_for(email)
        text = json.dumps(copy, indent=2, ensure_ascii=False)
        if output:
            self._write(output, text)
        else:
            self.stdout.write(text)
        if not copy["records"]:
            self.stderr.write(f"Nothing is held about {copy['email']}.")

    def _write(self, output: str, text: str) -> None:
        try:
            handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise CommandError(f"{output} exists already. Choose another name.") from error
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
        self.stdout.write(f"Written to {output}. Delete the file when the person has it.")
