"""The suite: no `.env`, no waiting, deprecations are errors (see pyproject.toml)."""

import os
import tempfile

os.environ["ENV_FILE"] = ""
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="charity-test-"))

from .base import *  # noqa: E402,F403

DEMO = True
SECRET_KEY = "test-only-key-never-used-in-production-0123456789-abcdefghij"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
MAIL_TRANSPORT = "mailbox"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# A task runs where it is enqueued, so that a test sees its result.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WAGTAIL_AUTOSAVE_INTERVAL = 0
WHITENOISE_AUTOREFRESH = True
