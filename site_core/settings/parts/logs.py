"""Logs go to standard error, one line each, without personal data; errors to Sentry if a charity has it."""

from typing import Any

from environ import Env

env = Env()

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # Strangers ask for any host name, thousands a day; the answer is a 400 and no news.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "apscheduler": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}

if _sentry := env.str("SENTRY_DSN", default=""):
    import sentry_sdk

    # No addresses, cookies, form fields or local variables: an error's place is enough to find it.
    sentry_sdk.init(
        dsn=_sentry,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        traces_sample_rate=0,
    )
