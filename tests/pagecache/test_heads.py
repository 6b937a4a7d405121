"""HEAD is answered with the headers of GET, and with no body: the server would log each one that it drops."""

import io

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from site_core.pagecache.middleware import drop_body


def test_a_page_keeps_its_length_and_loses_its_words() -> None:
    response = HttpResponse("words", headers={"Content-Length": "5"})
    drop_body(response)
    assert response.content == b""
    assert response["Content-Length"] == "5"


def test_a_stream_sends_nothing() -> None:
    response = StreamingHttpResponse([b"a", b"b"])
    drop_body(response)
    assert list(response) == []


@pytest.mark.django_db
def test_a_file_is_neither_sent_nor_left_open() -> None:
    file = io.BytesIO(b"%PDF-1.7")
    response = FileResponse(file, filename="plan.pdf")
    drop_body(response)
    assert response.file_to_stream is None
    assert list(response) == []
    assert response["Content-Length"] == "8"
    response.close()
    assert file.closed
