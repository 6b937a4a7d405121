"""How often a stranger may do something, counted in one table by all processes."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import RateCount

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Limit:
    """At most `limit` hits of one key in each window of length `per`.

    Windows are fixed (they begin at multiples of `per` since 1970), so that one row counts a window; two
    windows that touch can let twice the limit through at their border. Call `hit` for a POST that passed
    the cheap checks, never for a GET: reading must not write.

        contact = Limit("contact", limit=5, per=timedelta(hours=1))
        if not contact.hit(address_key(request)): ...
    """

    name: str
    limit: int
    per: timedelta

    def hit(self, key: str, *, now: datetime | None = None) -> bool:
        """Count one hit; True while within the limit, False from then on until the window ends."""
        return RateCount.objects.count_one(
            self.name, hashed(self.name, key), self._window_end(now or timezone.now()), self.limit
        )

    def give_back(self, key: str, *, now: datetime | None = None) -> None:
        """Take back one hit of this window, because it turned out to be no guess."""
        RateCount.objects.uncount_one(
            self.name, hashed(self.name, key), self._window_end(now or timezone.now())
        )

    def seconds_left(self, *, now: datetime | None = None) -> int:
        """Return the whole seconds until the next window begins, at least 1: for `Retry-After`."""
        now = now or timezone.now()
        return ceil((self._window_end(now) - now).total_seconds())

    def _window_end(self, now: datetime) -> datetime:
        return now - (now - EPOCH) % self.per + self.per


def hashed(name: str, key: str) -> str:
    """Return 64 hexadecimal digits for a key, so that an e-mail address given as one is not stored."""
    return salted_hmac(f"site_core.guard.limits.{name}", key, algorithm="sha256").hexdigest()
