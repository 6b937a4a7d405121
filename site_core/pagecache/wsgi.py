"""The hit path: a stored page is answered before Django is asked."""

import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from . import config, stores
from .copies import Copy
from .keys import Keys

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger(__name__)

# In the environment of a request for which the store had nothing: its key and query. Django decodes the
# path in that same environment, so that the key could not be made again from it.
MISSED = "pagecache.missed"


class StoredPages:
    """A WSGI application that answers stored pages itself and hands everything else on."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application
        self._enabled = config.current().enabled
        self._key_of = Keys().of
        self._get = stores.current().get

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        if self._enabled and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            found = self._key_of(environ)
            if found is not None:
                copy = self._look_up(found[0])
                if copy is not None:
                    return copy.answer(environ, start_response, time.time())
                environ[MISSED] = found
        return self._application(environ, start_response)

    def _look_up(self, key: str) -> Copy | None:
        try:
            return self._get(key)
        except Exception as error:
            # One line, not a whole traceback for each visitor: a broken store must not break the site.
            logger.error("The page store failed; the page is made anew: %s", error)
            return None
