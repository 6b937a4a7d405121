"""Documents are sent by the view that asks who may read them, wherever they lie."""

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from site_core.pages.models import CustomDocument, HomePage


class FarStorage(Storage):
    """A storage like S3: files have a public address and no path."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def _save(self, name: str, content: File) -> str:
        self.files[name] = content.read()
        return name

    def _open(self, name: str, mode: str = "rb") -> File:
        return ContentFile(self.files[name], name)

    def exists(self, name: str) -> bool:
        return name in self.files

    def size(self, name: str) -> int:
        return len(self.files[name])

    def url(self, name: str | None) -> str:
        return f"https://files.example.org/{name}"


@pytest.fixture
def document(home: HomePage, monkeypatch: pytest.MonkeyPatch) -> CustomDocument:
    monkeypatch.setattr(CustomDocument._meta.get_field("file"), "storage", FarStorage())
    return CustomDocument.objects.create(title="Plan", file=ContentFile(b"Our plan", "plan.txt"))


def test_nobody_is_told_where_a_document_lies_on_s3(document: CustomDocument, client: Client) -> None:
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"Our plan"  # type: ignore[attr-defined]


def test_a_document_of_a_closed_collection_is_not_sent(document: CustomDocument, client: Client) -> None:
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    document.collection = closed
    document.save()
    response = client.get(document.url)
    assert response.status_code == 302
    assert "files.example.org" not in response["Location"]
