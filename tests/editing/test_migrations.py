"""What two runs at once had written twice, before the database refused it."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from site_core.pages.editing.models import Address, Pointer
from site_core.pages.models import StandardPage

BEFORE, AFTER = [("editing", "0001_initial")], [("editing", "0002_pointers_once")]


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_the_migration_keeps_one_of_each_pointer() -> None:
    kind = ContentType.objects.get_for_model(StandardPage).pk
    MigrationExecutor(connection).migrate(BEFORE)
    try:
        old = MigrationExecutor(connection).loader.project_state(BEFORE).apps
        address = old.get_model("editing", "Address").objects.create(url="https://a.example.org/")
        pointers = old.get_model("editing", "Pointer").objects
        for place in ("Body", "Body", "Teaser"):
            source = {"source_type_id": kind, "source_id": 1, "place": place}
            pointers.create(**source, kind="address", address=address)
            pointers.create(**source, kind="page", target_id=7)
    finally:
        MigrationExecutor(connection).migrate(AFTER)
    rows = Pointer.objects.order_by("place", "kind").values_list("place", "kind")
    assert list(rows) == [("Body", "address"), ("Body", "page"), ("Teaser", "address"), ("Teaser", "page")]
    assert Address.objects.get().seen_at is not None
