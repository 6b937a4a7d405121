"""The suite: no `.env`, no waiting, deprecations are errors (see pyproject.toml)."""

import atexit
import os
import shutil
import tempfile

os.environ["ENV_FILE"] = ""
# Each test process writes into a folder of its own; xdist's workers inherit their parent's environment.
if "PYTEST_XDIST_WORKER" in os.environ or "VAR_DIR" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="charity-test-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from .base import *  # noqa: E402,F403

DEMO = True
SECRET_KEY = "test-only-key-never-used-in-production-0123456789-abcdefghij"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
MAIL_TRANSPORT = "mailbox"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # Nothing that a test writes needs to survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# A task runs where it is enqueued, so that a test sees its result.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True
CHECK_EXTERNAL_LINKS = False
