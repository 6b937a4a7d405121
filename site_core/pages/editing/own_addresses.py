"""Whole addresses of this website that editors have pasted in: answered here, without asking ourselves."""

from urllib.parse import unquote, urlsplit

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.models import Site

from .asking import Answer


def condition() -> Q:
    """Return what selects the `Address` rows that lie on this website."""
    mine = Q(pk__in=[])
    for root_url in {site.root_url for site in Site.objects.all()}:
        bare = root_url.partition("://")[2]
        mine |= Q(url__iregex=rf"^https?://{_escaped(bare)}(/|\?|$)")
    return mine


def _escaped(host: str) -> str:
    return host.replace(".", r"\.")


def ask(url: str) -> Answer:
    """Say whether a page, a redirect or a view of ours answers at an address of this website."""
    path = urlsplit(url).path or "/"
    site = next((site for site in Site.objects.all() if _is_on(site, url)), None)
    if site is None or _is_there(get_dummy_request(path=path, site=site), site, path):
        return Answer()
    return Answer("There is no such page on this website.", is_gone=True)


def _is_on(site: Site, url: str) -> bool:
    return urlsplit(url).netloc.lower() == urlsplit(site.root_url).netloc.lower()


def _is_there(request: HttpRequest, site: Site, path: str) -> bool:
    try:
        # As a server hands it to Django; redirects are kept as browsers write them.
        plain = unquote(path)
        if resolve(plain).url_name != "wagtail_serve":
            return True
        site.root_page.specific.route(request, [part for part in plain.split("/") if part])
    except (Http404, Resolver404):
        return Redirect.get_for_site(site).filter(old_path=Redirect.normalise_path(path)).exists()
    return True
