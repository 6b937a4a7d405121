"""The whole public site, for tests of what holds everywhere."""

import pytest

from tests.support.public import PublicSite, look_at
from tests.support.site import RunningSite


@pytest.fixture(scope="session")
def public_site(live_site: RunningSite) -> PublicSite:
    """Every public address of the demo charity, fetched once for each test process."""
    return look_at(live_site)
