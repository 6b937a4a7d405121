"""Limits on signing in that hold for all processes together.

django-allauth counts in the cache; with the file cache two processes can read the same count before either
writes it. These counters are one conditional UPDATE each, so they are the ones to rely on. They are wider
than allauth's, and see known and unknown addresses alike.

An address is no secret, so a stranger's tries must not keep its owner out: the tight limits hold for an
address tried from one network. The limit for an address from anywhere slows down guessing from many
networks. One network's tries alone cannot use it up, and it ends within the hour.
"""

from datetime import timedelta

from django.http import HttpRequest

from site_core.guard.addresses import address_key
from site_core.guard.limits import Limit

from .managers import normalise_email

SECOND_FACTOR = Limit("second factor", limit=10, per=timedelta(minutes=15))


class Throttle:
    """The limits of one purpose: tries for another are counted apart."""

    def __init__(self, purpose: str) -> None:
        # A whole office or school can share one network address.
        self.by_network = Limit(f"{purpose}: network", limit=60, per=timedelta(minutes=10))
        self.by_address = Limit(f"{purpose}: address", limit=10, per=timedelta(minutes=15))
        self.by_address_daily = Limit(f"{purpose}: address a day", limit=40, per=timedelta(days=1))
        self.by_address_anywhere = Limit(f"{purpose}: address anywhere", limit=60, per=timedelta(hours=1))

    def refused_by(self, request: HttpRequest, email: str) -> Limit | None:
        """Count one try; return the limit that it broke, or None. Without an address, the network counts.

        What a tighter limit refuses is not counted by the wider one after it.
        """
        if not self.by_network.hit(address_key(request)):
            return self.by_network
        for limit, key in self._of_address(request, email):
            if not limit.hit(key):
                return limit
        return None

    def give_back(self, request: HttpRequest, email: str) -> None:
        """Forget the address's last try, which was right: only wrong ones are guesses."""
        for limit, key in self._of_address(request, email):
            limit.give_back(key)

    def _of_address(self, request: HttpRequest, email: str) -> list[tuple[Limit, str]]:
        email = normalise_email(email)
        if not email:
            return []
        here = f"{email} {address_key(request)}"
        return [(self.by_address, here), (self.by_address_daily, here), (self.by_address_anywhere, email)]


CODE_REQUEST = Throttle("code request")
CODE = Throttle("code")
PASSWORD = Throttle("password")
SIGN_UP = Throttle("sign-up")
SIGN_UP_CODE = Throttle("sign-up code")
RESET = Throttle("reset")
