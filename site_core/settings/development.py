"""The demo and a developer's machine: no account, key, server or network service is needed."""

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, SECRET_KEY, env

DEMO = env.bool("DEMO", default=True)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = SECRET_KEY or "demo-only-key-never-used-in-production-0123456789-abcdefghij"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
MAIL_TRANSPORT = env.str("MAIL_TRANSPORT", default="mailbox")
# Browsers allow passkeys on http://localhost, where there is no TLS; the library has to be told.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# The demo asks nobody on the internet.
CHECK_EXTERNAL_LINKS = env.bool("CHECK_EXTERNAL_LINKS", default=False)
