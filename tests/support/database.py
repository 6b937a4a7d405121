"""A migrated database for every test process, made once and copied; restored after a flush.

SQLite is a file, because in-memory databases ignore the time-out that race tests need. The file is
built by the migrations once for each state of them and then copied, which takes milliseconds.

A test with `transaction=True` empties every table at its end, also those rows that migrations made
(Wagtail's root page, the locale, roles). `restore` puts them back, so that tests run in any order.
"""

import hashlib
import io
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, connections

from .files import ROOT, one_at_a_time

TEMPLATES = ROOT / ".pytest_cache" / "databases"


def migrations_fingerprint() -> str:
    """A name that changes with any migration of ours, and with the locked packages that bring others."""
    digest = hashlib.sha256((ROOT / "requirements" / "dev.txt").read_bytes())
    for path in sorted(ROOT.glob("*/**/migrations/*.py")):
        if ".venv" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:20]


class SqliteDatabase:
    """A copy of the migrated template in this process's own folder."""

    def __init__(self) -> None:
        self.path = Path(settings.VAR_DIR) / "test.sqlite3"
        self.pristine = self.path.with_suffix(".pristine")

    def create(self) -> None:
        """Point the connection at a fresh copy."""
        template = TEMPLATES / f"{migrations_fingerprint()}.sqlite3"
        with one_at_a_time(TEMPLATES / "lock"):
            if not template.exists():
                self._use(template.with_suffix(".making"))
                call_command("migrate", verbosity=0, interactive=False)
                with sqlite3.connect(template.with_suffix(".new")) as target:
                    connection.connection.backup(target)
                connections.close_all()
                for old in TEMPLATES.glob("*.sqlite3"):
                    old.unlink()
                template.with_suffix(".new").rename(template)
                for part in TEMPLATES.glob("*.making*"):
                    part.unlink()
        self.path.unlink(missing_ok=True)
        shutil.copy(template, self.path)
        self._use(self.path)
        # The signal makes what follows from code and not from migrations: content types, roles.
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default", apps=apps, plan=[])
        with sqlite3.connect(self.pristine) as target:
            connection.connection.backup(target)

    def _use(self, path: Path) -> None:
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = str(path)
        connection.settings_dict["NAME"] = str(path)
        connection.ensure_connection()

    def restore(self) -> None:
        """Put back what the migrations made."""
        with sqlite3.connect(self.pristine) as source:
            connection.ensure_connection()
            source.backup(connection.connection)
        ContentType.objects.clear_cache()

    def destroy(self) -> None:
        """Close; the folder is removed with the process."""
        connections.close_all()


class PostgresDatabase:
    """A test database as Django makes it; its first rows are kept to be put back."""

    def __init__(self) -> None:
        self.first_name = str(connection.settings_dict["NAME"])
        self.rows: dict[str, bytes] = {}

    def create(self) -> None:
        """Create, migrate, remember."""
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                    self.rows[table] = b"".join(bytes(part) for part in copy)

    def restore(self) -> None:
        """Put back what the migrations made, and set each sequence after the highest key."""
        from django.db import transaction

        with transaction.atomic(), connection.cursor() as cursor:
            names = ", ".join(f'"{table}"' for table in self.rows)
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY")
            for table, rows in self.rows.items():
                if rows:
                    with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                        copy.write(io.BytesIO(rows).getvalue())
            cursor.execute(
                "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                "WHERE a.attidentity <> '' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
            )
            for table, column in cursor.fetchall():
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), "
                    f'GREATEST((SELECT MAX("{column}") FROM "{table}"), 1))'
                )
        ContentType.objects.clear_cache()

    def destroy(self) -> None:
        """Drop the test database."""
        connection.creation.destroy_test_db(self.first_name, verbosity=0)


def for_connection() -> Any:
    """The kind that fits DATABASE_URL."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if connection.vendor == "sqlite":
        return SqliteDatabase()
    connection.settings_dict["TEST"]["NAME"] = "_".join(filter(None, ["test_charity", worker]))
    return PostgresDatabase()
