"""Response headers, cookies and limits (owner: site_core/guard)."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from environ import Env

env = Env()

# Proxies whose X-Forwarded-For is believed, as networks. Empty: the connection's own address counts.
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=[])

# --- what a browser may load ------------------------------------------------------------------
_picture_host: str = env.str("S3_PUBLIC_HOST", default="")
_pictures = [SELF, f"https://{_picture_host}"] if _picture_host else [SELF]
# Loaded only after a click on the picture that stands in for the video.
_video_hosts = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [*_pictures, "data:"],
        "media-src": _pictures,
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": _video_hosts,
        # Browsers apply this to the redirect after the POST as well: giving ends on Stripe's page.
        "form-action": [SELF, "https://checkout.stripe.com"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Wagtail 7.4 still prints inline scripts and styles without nonces (date and time widgets, InlinePanel,
# the rich text editor), shows pictures that are being uploaded as blob: and icons as data:, and frames
# previews and embedded videos.
CONTENT_SECURITY_POLICY_ADMIN: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [*_pictures, "data:", "blob:"],
        "media-src": [*_pictures, "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "frame-src": [SELF, *_video_hosts],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}

# What no page of ours uses is off, also for frames in it. `payment` stays ours for Stripe's page.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "accelerometer": [],
    "autoplay": ["self", *_video_hosts],
    "browsing-topics": [],
    "camera": [],
    "display-capture": [],
    "encrypted-media": ["self", *_video_hosts],
    "fullscreen": ["self", *_video_hosts],
    "geolocation": [],
    "gyroscope": [],
    "hid": [],
    "idle-detection": [],
    "magnetometer": [],
    "microphone": [],
    "midi": [],
    "payment": ["self"],
    "picture-in-picture": ["self", *_video_hosts],
    "publickey-credentials-create": ["self"],
    "publickey-credentials-get": ["self"],
    "screen-wake-lock": [],
    "serial": [],
    "usb": [],
    "xr-spatial-tracking": [],
}

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# --- cookies ----------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# Says what to do, in the site's clothes.
CSRF_FAILURE_VIEW = "site_core.pages.error_views.csrf_failure"

# --- files that people send -------------------------------------------------------------------
FILE_UPLOAD_HANDLERS = [
    "site_core.guard.uploads.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# In the admin, in bytes. Its forms have lower limits of their own, and words for them.
UPLOAD_MAX_BYTES = 100_000_000
