"""Colleagues with roles, signed in, and a small site."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from site_core.accounts.models import RoleGroup, User
from site_core.demo.factories import SectionPageFactory, SiteFactory, UserFactory
from site_core.pages.models import HomePage, SectionPage

SignIn = Callable[[str], Client]


@pytest.fixture
def home(db: None) -> HomePage:
    """The front page of the default site."""
    site: Any = SiteFactory(hostname="testserver")
    page: HomePage = site.root_page
    return page


@pytest.fixture
def section(home: HomePage) -> SectionPage:
    """A section below it."""
    page: SectionPage = SectionPageFactory(parent=home, title="Our work", slug="our-work")
    return page


@pytest.fixture
def colleague(db: None) -> Callable[[str], User]:
    """Make, or find, the colleague with a role; an empty role is a supporter's."""

    def make(role: str) -> User:
        email = f"{role or 'supporter'}@example.org"
        found = User.objects.filter(email=email).first()
        user: Any = found or UserFactory(email=email, first_name=role.title())
        if role:
            group = RoleGroup.objects.get(role=role).group
            assert group
            user.groups.add(group)
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def signed_in(colleague: Callable[[str], User], settings: object) -> SignIn:
    """Return a browser in which the colleague with a role is signed in."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]

    def sign_in(role: str) -> Client:
        client = Client()
        client.force_login(colleague(role))
        return client

    return sign_in
