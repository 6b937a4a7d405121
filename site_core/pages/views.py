"""The addresses beside the page tree: robots, sitemap, manifest, pictures."""

from pathlib import Path

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.core.files.storage.filesystem import FileSystemStorage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file

from site_core.pagecache import mark
from site_core.pages import furniture as furniture_room
from site_core.pages.sitemaps import PageSitemap

PICTURE_SECONDS = 7 * 24 * 3600
CLOSED_TO_ROBOTS = ("/admin/", "/account/", "/_util/")
PAPER, SUN = "#fffaf1", "#ffc22e"


@require_safe
@mark.public_view
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what to leave alone and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """List every page that the public may see, for search engines."""
    response = django_sitemap(request, {"pages": PageSitemap(request)})
    # A vacancy that closes leaves the sitemap by the clock alone.
    mark.public(response, seconds=furniture_room.for_request(request).seconds_left)
    return response


@require_safe
@mark.public_view
def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the site for those who keep it on their home screen."""
    charity = furniture_room.for_request(request).charity
    sizes = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    sizes.append(("icon-maskable-512.png", "512x512", "maskable"))
    return JsonResponse(
        {
            "name": charity.name,
            "short_name": charity.name[:30],
            "description": charity.strapline,
            "lang": "en-GB",
            "start_url": "/",
            "display": "browser",
            "background_color": PAPER,
            "theme_color": SUN,
            "icons": [
                {"src": static(f"icons/{name}"), "sizes": size, "type": "image/png", "purpose": purpose}
                for name, size, purpose in sizes
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send one rendition of a picture from the disk.

    Only renditions: originals may hold a place in their metadata, and documents have Wagtail's own
    view, which checks who may read them. On S3 the storage's own host sends pictures.
    """
    if not isinstance(default_storage, FileSystemStorage) and not hasattr(default_storage, "path"):
        raise Http404
    # Rooted in the folder itself: "images/../documents/…" would be inside MEDIA_ROOT too.
    try:
        response = serve_file(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    except SuspiciousFileOperation as error:
        raise Http404 from error
    response.headers["Cache-Control"] = f"public, max-age={PICTURE_SECONDS}"
    return response
