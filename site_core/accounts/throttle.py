"""Limits on signing in that hold for all processes together.

django-allauth counts in the cache; with the file cache two processes can read the same count before either
writes it. These counters are one conditional UPDATE each, so they are the ones to rely on. They are wider
than allauth's, and see known and unknown addresses alike.
"""

from datetime import timedelta

from django.http import HttpRequest

from site_core.guard.addresses import address_key
from site_core.guard.limits import Limit

from .managers import normalise_email

# A whole office or school can share one network address.
BY_NETWORK = Limit("sign-in network", limit=60, per=timedelta(minutes=10))
BY_ADDRESS = Limit("sign-in address", limit=10, per=timedelta(minutes=15))
BY_ADDRESS_DAILY = Limit("sign-in address a day", limit=40, per=timedelta(days=1))
SECOND_FACTOR = Limit("second factor", limit=10, per=timedelta(minutes=15))


def allows(request: HttpRequest, *, email: str = "") -> bool:
    """Count one try; False when there were too many from this network or for this address."""
    if not BY_NETWORK.hit(address_key(request)):
        return False
    email = normalise_email(email)
    return not email or (BY_ADDRESS.hit(email) and BY_ADDRESS_DAILY.hit(email))
