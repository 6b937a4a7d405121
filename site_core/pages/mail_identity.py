"""Lets mails carry the charity's name, address and legal lines."""

from django.conf import settings
from wagtail.models import Site

from site_core.mail import identity

from . import furniture as furniture_room


def charity_identity() -> identity.MailIdentity:
    """Return who writes, from the default site's settings."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return identity.MailIdentity(name=settings.WAGTAIL_SITE_NAME, site_url=settings.WAGTAILADMIN_BASE_URL)
    furniture = furniture_room.for_site(site)
    charity = furniture.charity
    logo = charity.logo.url if charity.logo else ""
    return identity.MailIdentity(
        name=charity.name,
        site_url=furniture.site_url,
        legal_lines=charity.legal_lines,
        postal_address=", ".join(charity.address),
        reply_to=charity.email,
        logo_url=f"{furniture.site_url}{logo}" if logo.startswith("/") else "",
    )


def connect() -> None:
    """Register with the mail room."""
    identity.register(charity_identity)
