"""What all settings share. Everything that differs between installations comes from the environment.

`.env.example` lists every variable with its default. `ENV_FILE` names another file than `.env`;
an empty value reads none.
"""

import os
from pathlib import Path
from typing import Any

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
ENV_FILE = os.environ.get("ENV_FILE", str(BASE_DIR / ".env"))
if ENV_FILE and Path(ENV_FILE).is_file():
    environ.Env.read_env(ENV_FILE)

# Everything that a running site writes lies in one folder, so that one backup holds it all.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY: str = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
# True only in development settings: invented charity, demo mailbox, known passwords.
DEMO = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
WAGTAILADMIN_BASE_URL: str = env.str("BASE_URL", default="http://localhost:8000")

INSTALLED_APPS = [
    "blog",
    "donations",
    "shop",
    "site_core.demo",
    "site_core.pages",
    "site_core.pages.people",
    "site_core.pages.library",
    "site_core.pages.vacancies",
    "site_core.pages.events",
    "site_core.pages.reads",
    "site_core.pages.editing",
    "site_core.newsletter",
    "site_core.accounts",
    "site_core.mail",
    "site_core.guard",
    "site_core.privacy",
    "site_core.jobs",
    "site_core.pagecache",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.forms",
    "wagtail.contrib.frontend_cache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "site_core.accounts.wagtail_users.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "localflavor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Compresses what was not stored; stored copies leave compressed already.
    "site_core.pagecache.middleware.CompressOthers",
    # Outside all others, so that the stored copy has every header that they add.
    "site_core.pagecache.middleware.StorePages",
    "django.middleware.security.SecurityMiddleware",
    "site_core.guard.headers.ContentSecurityPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "site_core.pages.middleware.Maintenance",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "site_core.accounts.middleware.SecondFactor",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "site_core.urls"
WSGI_APPLICATION = "site_core.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "site_core.pages.context_processors.furniture",
            ],
            "builtins": ["site_core.pages.templatetags.site_tags"],
        },
    }
]

# --- database -------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A write lock from the first statement, or two writers would fail with "database is locked"
    # instead of waiting; FULL, because a webhook that was answered 2xx must survive a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA cache_size=-20000; "
            f"PRAGMA synchronous={env.str('SQLITE_SYNCHRONOUS', default='FULL')};"
        ),
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", env.int("CONN_MAX_AGE", default=60))
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- cache: shared by all processes, never in one process's memory ------------------------------
CACHE_URL: str = env.str("CACHE_URL", default="")
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
        if CACHE_URL
        else {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR_DIR / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    )
}
PAGECACHE: dict[str, Any] = {
    "ENABLED": env.bool("PAGECACHE", default=True),
    # In a folder, or in the cache above when several machines share it.
    "DIR": str(VAR_DIR / "pagecache"),
    "SHARED": bool(CACHE_URL),
    # How long a copy may live without being purged, in seconds: the net under the purges.
    "SECONDS": env.int("PAGECACHE_SECONDS", default=3600),
    # How long a proxy or CDN that is purged by Wagtail may keep a page; 0 where none is.
    "PROXY_SECONDS": env.int("PAGECACHE_PROXY_SECONDS", default=0),
    # Parameters that make another page (a number each); tracking parameters are dropped, and a request
    # with any other is not stored.
    "QUERY": ("page",),
    # The folder's bounds.
    "MAX_ENTRIES": env.int("PAGECACHE_MAX_ENTRIES", default=5_000),
    "MAX_BYTES": env.int("PAGECACHE_MAX_BYTES", default=300_000_000),
}
# The proxy or CDN that is told which addresses to drop: one that understands PURGE, or Cloudflare.
WAGTAILFRONTENDCACHE: dict[str, dict[str, Any]] = {}
if _proxy := env.str("FRONTEND_CACHE_URL", default=""):
    WAGTAILFRONTENDCACHE["proxy"] = {
        "BACKEND": "site_core.pagecache.frontend.StrictHTTPBackend",
        "LOCATION": _proxy,
    }
if _zone := env.str("CLOUDFLARE_ZONE", default=""):
    WAGTAILFRONTENDCACHE["cloudflare"] = {
        "BACKEND": "site_core.pagecache.frontend.StrictCloudflareBackend",
        "ZONEID": _zone,
        "BEARER_TOKEN": env.str("CLOUDFLARE_TOKEN"),
    }
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- background work -------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# --- language and time: UTC inside, London outside ---------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English (UK)")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True
DATE_FORMAT = "j F Y"

# --- files -----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "site_core" / "static"]
# favicon.ico and the icons for home screens, which browsers ask for at the root unasked.
WHITENOISE_ROOT = BASE_DIR / "site_core" / "static" / "icons"
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
MEDIA_URL = "/media/"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env.str("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.str("S3_BUCKET"),
            "endpoint_url": env.str("S3_ENDPOINT", default=None),
            "region_name": env.str("S3_REGION", default=None),
            "custom_domain": env.str("S3_PUBLIC_HOST", default=None),
            "file_overwrite": False,
            "querystring_auth": False,
        },
    }
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Wagtail's editor sends one field for each block property.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- people --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"

# --- mail: Django's own senders write into the outbox; the worker delivers ---------------------------
EMAIL_BACKEND = "site_core.mail.backends.OutboxBackend"
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="website@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Wagtail -------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Charity website"
WAGTAILIMAGES_IMAGE_MODEL = "pages.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "pages.CustomDocument"
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Staff work where the charity is, and the admin says London time.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

from .parts.accounts import *  # noqa: E402,F403
from .parts.content import *  # noqa: E402,F403
from .parts.logs import *  # noqa: E402,F403
from .parts.mail import *  # noqa: E402,F403
from .parts.security import *  # noqa: E402,F403
