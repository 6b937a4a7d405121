"""How much a request may bring, told before the first byte is written to the disk."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import reverse


class BoundedUploads(FileUploadHandler):
    """Ends a request with files that says it is too long (400).

    No form for visitors takes a file. Staff's forms say at the field what is wrong with a large file, so the
    bound in the admin is only there for what no form would want.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  (Django's name)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Compare the announced length with the bound. Raises RequestDataTooBig."""
        request: Any = self.request
        is_staffs = request is not None and request.path.startswith(reverse("wagtailadmin_home"))
        most = settings.UPLOAD_MAX_BYTES if is_staffs else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if content_length > most:
            raise RequestDataTooBig(f"A request of {content_length} bytes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass everything on to the handlers that store it."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing is kept here."""
