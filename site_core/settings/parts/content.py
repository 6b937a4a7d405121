"""Limits of pictures, documents, embeds and rich text (owner: site_core/pages)."""

from environ import Env

env = Env()

WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
# As good to the eye as WebP at Wagtail's 80, in three quarters of the bytes.
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"  # noqa: S105  (a template)
# Always by the view that asks who may read a file. Left to itself, Wagtail sends readers on to the public
# address of a file on S3, which works for everybody and for ever.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"  # noqa: S105  (a template)
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
# Whether the site asks the addresses that its pages link to, now and then, if they are still there.
CHECK_EXTERNAL_LINKS: bool = env.bool("CHECK_EXTERNAL_LINKS", default=True)
WAGTAILIMAGES_IMAGE_FORM_BASE = "site_core.pages.upload_forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "site_core.pages.upload_forms.DocumentForm"

# --- search: PostgreSQL brings English words to their stem, whatever language the server speaks ---------
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"},
}
# Mails about pages that were sent in, approved or sent back, in the charity's clothes.
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
# Between the two steps of an import the file waits where every process finds it.
WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"
# Off: Wagtail 7.4 saves by itself while a page is being approved too. The second request carries the approval
# again, fails, and may write the unpublished state back over the published one.
WAGTAIL_AUTOSAVE_INTERVAL = 0
