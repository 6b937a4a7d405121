"""Every address of the site; the page tree answers what nothing else does."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    # Before Wagtail's own: its log-in view would bypass the second factor.
    path("admin/", include("site_core.accounts.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("account/", include("site_core.accounts.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("site_core.jobs.urls")),
    path("", include("site_core.pages.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/mailbox/", include("site_core.mail.urls")))

urlpatterns.append(path("", include("site_core.pages.tree_urls")))

handler403 = "site_core.pages.error_views.forbidden"
handler404 = "site_core.pages.error_views.not_found"
handler500 = "site_core.pages.error_views.server_error"
