"""`manage.py apply_retention`: the nightly job by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from site_core.privacy.retention import RetentionError, apply_retention


class Command(BaseCommand):
    """Apply every retention rule and print what ended."""

    help = "Delete or anonymise what has been kept long enough, as the privacy register says."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="Count only; change nothing.")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Run, and print one line a model."""
        try:
            results = apply_retention(dry_run=dry_run)
        except RetentionError as error:
            raise CommandError(str(error)) from error
        for ended in results:
            self.stdout.write(f"{ended.rows:>7}  {ended.label}: {ended.rule}")
        total = sum(ended.rows for ended in results)
        self.stdout.write(f"{total} rows {'would end' if dry_run else 'ended'}.")
