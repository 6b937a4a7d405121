"""Every address of the site; the page tree answers what nothing else does."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from site_core.pages.document_views import serve_document
from site_core.pages.password_views import open_collection_with_password

urlpatterns: list[URLPattern | URLResolver] = [
    # Before Wagtail's own: its log-in view would bypass the second factor.
    path("admin/", include("site_core.accounts.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("account/", include("site_core.accounts.urls")),
    # Before Wagtail's own: its view has no limit on guessing.
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        open_collection_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    # Before Wagtail's own: the same view, with tighter headers.
    re_path(r"^documents/(\d+)/(.*)$", serve_document),
    path("documents/", include(wagtaildocs_urls)),
    path("newsletter/", include("site_core.newsletter.urls")),
    path("", include("site_core.jobs.urls")),
    path("", include("site_core.pages.urls")),
    path("", include("site_core.pages.reads.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/mailbox/", include("site_core.mail.urls")))

urlpatterns.append(path("", include("site_core.pages.tree_urls")))

handler403 = "site_core.pages.error_views.forbidden"
handler404 = "site_core.pages.error_views.not_found"
# Asked for by django-allauth, not by Django.
handler429 = "site_core.pages.error_views.too_many_requests"
handler500 = "site_core.pages.error_views.server_error"
