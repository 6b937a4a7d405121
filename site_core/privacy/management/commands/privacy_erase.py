"""`manage.py privacy_erase ann@example.org`: end what is held about a person."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from site_core.privacy.services import ErasureRefused, ErasureReport, erase_for, preview_for


class Command(BaseCommand):
    """Show what would go, ask, erase, and say what was done."""

    help = "Erase what the site holds about one e-mail address, except what must be kept."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address and --yes."""
        parser.add_argument("email", help="The person's e-mail address.")
        parser.add_argument("--yes", action="store_true", help="Do not ask.")

    def handle(self, *args: Any, email: str, yes: bool, **options: Any) -> None:
        """Run; all is erased, or nothing."""
        planned = preview_for(email)
        if not planned.outcomes:
            self.stdout.write(f"Nothing is held about {email}.")
            return
        self.stdout.write(f"This is held about {email}:")
        self._print(planned)
        if not yes and not self._agreed():
            raise CommandError("Nothing was erased.")
        try:
            done = erase_for(email)
        except ErasureRefused as refusal:
            raise CommandError(f"Nothing was erased. {refusal}") from refusal
        self.stdout.write("Done:")
        self._print(done)

    def _print(self, report: ErasureReport) -> None:
        for outcome in report.outcomes:
            because = f", because: {outcome.because}" if outcome.because else ""
            self.stdout.write(f"{outcome.rows:>7}  {outcome.label}: {outcome.done}{because}")

    def _agreed(self) -> bool:
        try:
            return input("This cannot be undone. Type “yes” to go on: ").strip().lower() == "yes"
        except EOFError:
            return False
