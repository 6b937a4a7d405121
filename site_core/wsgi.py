"""The site for a WSGI server: stored pages are answered before Django is asked."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_core.settings.production")

django_application = get_wsgi_application()

from site_core.pagecache.wsgi import StoredPages  # noqa: E402  (settings must be loaded first)

application = StoredPages(django_application)
