"""Documents leave by one view: downloaded unless PDF, harmless in a browser, and only to those who may."""

import tracemalloc
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponseBase
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from site_core.pages.models import CustomDocument, HomePage

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "a.csv": "text/csv",
    "a.docx": f"{OFFICE}.wordprocessingml.document",
    "a.ics": "text/calendar",
    "a.odp": "application/vnd.oasis.opendocument.presentation",
    "a.ods": "application/vnd.oasis.opendocument.spreadsheet",
    "a.odt": "application/vnd.oasis.opendocument.text",
    "a.pdf": "application/pdf",
    "a.pptx": f"{OFFICE}.presentationml.presentation",
    "a.txt": "text/plain",
    "a.xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "a.zip": "application/zip",
}
WORDS = b"<script>alert(1)</script>"

pytestmark = pytest.mark.usefixtures("home")


def document(name: str = "plan.pdf", content: bytes = WORDS, **fields: Any) -> CustomDocument:
    made = CustomDocument(title="Plan", file=ContentFile(content, name), **fields)
    made._set_document_file_metadata()
    made.save()
    return made


def body_of(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


@pytest.fixture
def closed(home: HomePage) -> Collection:
    """A collection that needs a password."""
    collection: Collection = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="warm"
    )
    return collection


def test_there_is_an_example_of_every_kind(settings: Any) -> None:
    assert {name.partition(".")[2] for name in TYPES} == set(settings.WAGTAILDOCS_EXTENSIONS)


@pytest.mark.parametrize("name", TYPES)
def test_only_a_pdf_opens_in_the_browser(name: str, client: Client) -> None:
    response = client.get(document(name).url)
    assert response.status_code == 200
    assert response["Content-Type"].partition(";")[0] == TYPES[name]
    way = response["Content-Disposition"].partition(";")[0]
    assert way == ("inline" if name == "a.pdf" else "attachment")
    assert "filename=" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.get("Content-Encoding") in (None, "identity")
    assert body_of(response) == WORDS


@pytest.mark.parametrize("name", TYPES)
def test_nothing_in_a_document_can_run_or_be_framed(name: str, client: Client) -> None:
    response = client.get(document(name).url)
    policy = [part.strip() for part in response["Content-Security-Policy"].split(";")]
    assert {"default-src 'none'", "frame-ancestors 'none'", "form-action 'none'"} <= set(policy)
    # Browsers would show no PDF in a sandbox.
    assert ("sandbox" in policy) is (name != "a.pdf")
    assert response["X-Frame-Options"] == "DENY"


def test_a_document_is_asked_for_again_each_time_and_not_sent_again(client: Client) -> None:
    plan = document()
    first = client.get(plan.url)
    assert first["Cache-Control"] == "public, no-cache"
    assert not first.cookies
    again = client.get(plan.url, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_file_without_a_hash_has_no_tag_that_others_have_too(client: Client) -> None:
    plan = CustomDocument.objects.create(title="Plan", file=ContentFile(WORDS, "plan.pdf"))
    response = client.get(plan.url)
    assert response.status_code == 200
    assert "ETag" not in response


def test_a_replaced_file_is_sent_anew(client: Client) -> None:
    plan = document()
    before = client.get(plan.url)["ETag"]
    name = plan.file.name
    plan.file.storage.delete(name)
    plan.file.storage.save(name, ContentFile(b"%PDF new"))
    plan.file_hash = ""
    plan.get_file_hash()
    response = client.get(plan.url, HTTP_IF_NONE_MATCH=before)
    assert response.status_code == 200
    assert body_of(response) == b"%PDF new"


def test_a_closed_document_asks_first_and_is_kept_nowhere(closed: Collection, client: Client) -> None:
    plan = document(collection=closed)
    refused = client.get(plan.url)
    assert refused.status_code == 200
    assert WORDS not in refused.content
    assert "password" in refused.content.decode()
    assert "no-store" in refused["Cache-Control"] or "private" in refused["Cache-Control"]
    restriction = CollectionViewRestriction.objects.get()
    client.post(
        f"/documents/authenticate_with_password/{restriction.pk}/",
        {"password": "warm", "return_url": plan.url},
    )
    opened = client.get(plan.url)
    assert body_of(opened) == WORDS
    assert opened["Cache-Control"] == "private, no-store"
    assert "ETag" not in opened


def test_the_head_alone_can_be_asked_for(client: Client) -> None:
    response = client.head(document().url)
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(WORDS))


def test_other_methods_are_refused(client: Client) -> None:
    plan = document()
    for method in (client.post, client.put, client.delete):
        assert method(plan.url).status_code == 405


def test_a_part_is_answered_with_the_whole(client: Client) -> None:
    # RFC 9110, 14.2: a server may ignore a range; what it must not do is to send 206 with other bytes.
    response = client.get(document().url, HTTP_RANGE="bytes=2-5")
    assert response.status_code == 200
    assert body_of(response) == WORDS


def test_files_have_no_address_beside_the_view(client: Client) -> None:
    plan = document()
    for path in (f"/media/{plan.file.name}", "/media/documents/", "/media/", "/documents/", "/media/images/"):
        assert client.get(path).status_code == 404, path
    for up in ("..", "%2e%2e", "%2E%2E%2f..%2fmedia", "x/../.."):
        assert client.get(f"/media/images/{up}/{plan.file.name}").status_code in {400, 404}, up


def test_another_name_or_number_finds_nothing(client: Client) -> None:
    plan = document()
    assert client.get(f"/documents/{plan.pk}/other.pdf").status_code == 404
    assert client.get(f"/documents/{plan.pk + 1}/{plan.filename}").status_code == 404


def test_a_large_document_goes_out_in_small_pieces(client: Client) -> None:
    size = 30 * 1024 * 1024
    plan = document("film.zip", bytes(size))
    tracemalloc.start()
    try:
        response = client.get(plan.url)
        pieces: Any = response.streaming_content  # type: ignore[attr-defined]
        sent = sum(len(piece) for piece in pieces)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sent == size
    assert peak < 3 * 1024 * 1024
