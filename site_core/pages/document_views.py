"""Documents leave by Wagtail's view, which asks who may read them; here their headers are made tight."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve

# Nothing in a file may load, run, send or be framed. Browsers show no PDF in a sandbox, so for those the
# policy alone must do.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
INLINE = "application/pdf"


@require_safe
def serve_document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """Send a document, or ask who is there first. What is not for everybody is kept nowhere on the way."""
    response: HttpResponseBase = serve(request, document_id, document_filename)
    if response.get("Content-Encoding") == "None":
        # Wagtail 7.4 writes its "no encoding" as a word (wagtail/utils/sendfile.py).
        del response["Content-Encoding"]
    if response.status_code not in {200, 304}:
        return response
    if response.get("ETag") == '""':
        # A file that came in by another way than the admin has no hash yet, and so no tag to be known by.
        del response["ETag"]
    document = get_object_or_404(get_document_model(), pk=document_id)
    is_pdf = document.content_type == INLINE
    response["Content-Security-Policy"] = POLICY if is_pdf else f"{POLICY}; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    if document.collection.get_view_restrictions().exists():
        response["Cache-Control"] = "private, no-store"
        # Else a browser that kept the file would be told that it may still show it.
        del response["ETag"]
    else:
        # Asked again each time, answered 304: the file may be replaced, or closed, at any moment.
        response["Cache-Control"] = "public, no-cache"
    return response
