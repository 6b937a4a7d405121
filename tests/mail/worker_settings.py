"""The test's own settings, in a worker process: the same database, the real task queue."""

import os
from importlib import import_module

_settings = import_module(os.environ["WORKER_FOR"])
globals().update({name: value for name, value in vars(_settings).items() if name.isupper()})

DATABASES = {"default": {**_settings.DATABASES["default"], "NAME": os.environ["DATABASE_NAME"]}}
TASKS = {"workers": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
TASKS["default"] = TASKS["workers"]
MAIL_TRANSPORT = "smtp"
