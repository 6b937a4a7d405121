"""Response headers, cookies and limits (owner: site_core/guard)."""

from environ import Env

env = Env()

# Proxies whose X-Forwarded-For is believed, as networks. Empty: the connection's own address counts.
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=[])

X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
