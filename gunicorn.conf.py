"""How the web server runs. The figures behind these choices are in docs/performance.md."""

import os
from pathlib import Path
from typing import Any

# Every interface, for a container; `make run` binds to this machine alone.
bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"

# One process for each core; threads for what waits (database, disk, slow visitors). Threads keep
# connections open between requests, which `sync` workers cannot: that alone is worth a third more answers.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
# Longer than the 60 seconds after which common proxies drop an idle connection, or now and then one
# would send a request into a connection that is just being closed.
keepalive = 65

# The address of a search for ten thousand letters, each of which may be nine bytes as it travels. gunicorn's
# own answer to a longer one is a bare page. `on_starting` lifts the cap that it sets on this number.
limit_request_line = 96 * 1024

# A worker that shows no life for so many seconds is replaced.
timeout = 60
graceful_timeout = 30
# The workers' signs of life: not on a disk that may block.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  (memory, not a shared folder)

# The site is loaded once and its memory shared by the workers. A new version needs a restart.
preload_app = True
# A socket in the home directory that nothing here uses.
control_socket_disable = True

# No log of who reads what. ACCESS_LOG=1 writes one line a request: no address, query, agent or referrer.
accesslog = "-" if os.environ.get("ACCESS_LOG") == "1" else None
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "info")


def on_starting(server: Any) -> None:
    """Before anything is read: gunicorn takes no more than 8,190 for `limit_request_line` by itself."""
    from gunicorn.http import message

    message.MAX_REQUEST_LINE = limit_request_line + 1


def when_ready(server: Any) -> None:
    """Before the first worker starts: forget the pages that an older version of the site has stored."""
    from site_core.pagecache import purge

    purge.when_starting()
