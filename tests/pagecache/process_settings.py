"""Settings of the small site; the processes of `process.py` use them as a whole."""

import json
import os

from site_core.settings.test import *  # noqa: F403

# None of the rooms above.
MIDDLEWARE = [
    "site_core.pagecache.middleware.CompressOthers",
    "site_core.pagecache.middleware.StorePages",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "tests.pagecache.site"
if "PAGECACHE_SETTINGS" in os.environ:
    PAGECACHE = json.loads(os.environ["PAGECACHE_SETTINGS"])
    DATABASES["default"]["NAME"] = os.environ["DATABASE_NAME"]  # noqa: F405
