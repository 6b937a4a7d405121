"""Fills the site with the demo charity."""

from argparse import ArgumentParser
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from site_core.demo.growth import grow
from site_core.demo.progress import Progress
from site_core.demo.resetting import empty_the_site
from site_core.demo.seeding import SiteNotEmpty, seed
from site_core.demo.sign_ins import sign_ins


class Command(BaseCommand):
    """Fill in what is missing of the demo charity, or start it over."""

    help = "Fill an empty site with the demo charity; what people changed stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--reset",
            action="store_true",
            help="Delete all pages, settings, pictures, documents, people and mails, and start over.",
        )
        parser.add_argument(
            "--pages",
            type=int,
            default=0,
            metavar="N",
            help="Then fill the site up to N pages with invented ones, to see how it feels when it is big.",
        )
        parser.add_argument("--quiet", action="store_true", help="Print nothing but errors.")
        parser.add_argument(
            "--no-sign-ins",
            dest="sign_ins",
            action="store_false",
            help="Do not list the sign-ins at the end.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse outside the demo; else reset if asked to, seed, and tell how to sign in."""
        if not settings.DEMO:
            raise CommandError(
                "This is not the demo: its sign-ins have known passwords. Use the development settings."
            )
        out: TextIO = self.stdout  # type: ignore[assignment]  # a wrapper with the same methods
        progress = Progress(out, quiet=options["quiet"] or options["verbosity"] == 0)
        if options["reset"]:
            progress.say("  Deleting all pages, settings, pictures, documents, people and mails…")
            empty_the_site()
        try:
            if not seed(progress):
                progress.say("  The demo charity is there; what you changed is kept.")
        except SiteNotEmpty:
            raise CommandError(
                "This site has pages that the demo did not make, so nothing was filled in. "
                "To delete everything and start the demo, run: manage.py demo --reset"
            ) from None
        if options["pages"]:
            progress.part(1, 1, "More pages")
            progress.done(f"{grow(options['pages'], progress)} added")
        if options["sign_ins"]:
            base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
            progress.say(f"\n  Website       {base}/\n  Editing       {base}/admin/")
            progress.say(f"  Demo mailbox  {base}/demo/mailbox/\n")
            progress.say(sign_ins())
