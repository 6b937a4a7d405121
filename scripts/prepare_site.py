"""Makes what the site needs before it serves: tables, the demo charity, static files.

One process for all three, because loading Django takes longer than finding out that nothing is to do.
`--reset` starts the demo charity over. Whom one can sign in as is left in `sign-ins.txt` in the data
folder, for the supervisor to print, which does not load Django.
"""

import hashlib
import logging
import os
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def static_files() -> Iterator[str]:
    """Name, size and time of every file that collectstatic would look at."""
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = os.stat(storage.path(path))
            yield f"{path} {stat.st_size} {stat.st_mtime_ns}\n"


def follow_address(address: str) -> None:
    """Let the pages' full addresses have the port that the site is started on this time."""
    from wagtail.models import Site

    parts = urllib.parse.urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != (parts.hostname, port):
        site.hostname, site.port = parts.hostname or "localhost", port
        site.save()


def is_new() -> bool:
    """Tell whether there is no database file yet."""
    return not Path(os.environ.get("VAR_DIR", ROOT / "var"), "site.sqlite3").exists()


def main() -> None:
    """Say each step before doing it."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_core.settings.development")
    # A data folder that is made now holds nothing that a power cut could take: no waiting for the disk.
    # Some hundred migrations otherwise wait longer than they work.
    os.environ.setdefault("SQLITE_SYNCHRONOUS", "OFF" if is_new() else "FULL")

    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    # Each page that is made and each right that is given would be a line in the log.
    logging.disable(logging.WARNING)
    reset = "--reset" in sys.argv[1:]
    print("3/6 Making the database ready…", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    if settings.DEMO:
        from site_core.demo.sign_ins import sign_ins

        print("4/6 Filling in the demo charity…", flush=True)
        call_command("demo", reset=reset, sign_ins=False)
        follow_address(settings.WAGTAILADMIN_BASE_URL)
        Path(settings.VAR_DIR, "sign-ins.txt").write_text(f"{sign_ins()}\n")

    target = Path(settings.STATIC_ROOT)
    stamp = target.with_name(f".{target.name}.stamp")
    fingerprint = hashlib.sha256("".join(sorted(static_files())).encode()).hexdigest()
    if not target.is_dir() or not stamp.exists() or stamp.read_text() != fingerprint:
        print("5/6 Collecting style sheets, scripts and pictures…", flush=True)
        call_command("collectstatic", interactive=False, clear=target.is_dir(), verbosity=0)
        stamp.write_text(fingerprint)


if __name__ == "__main__":
    main()
