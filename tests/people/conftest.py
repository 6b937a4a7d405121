"""A home page, a colleague with a role, and people to show."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from django.test import Client

from site_core.accounts.addresses import confirm_address
from site_core.accounts.models import RoleGroup, User
from site_core.demo.factories import PersonFactory, SectionPageFactory, SiteFactory, TeamPageFactory
from site_core.pages.people.models import Person, TeamPage

Group = tuple[str, str, list[Person]]
MakeTeam = Callable[..., TeamPage]


@pytest.fixture
def team(db: None) -> MakeTeam:
    """Make a team page at /our-story/team/: `team(("Staff", "<p>…</p>", [person, …]), …, closing=…)`."""
    SiteFactory(hostname="testserver")
    section = SectionPageFactory(title="Our story", slug="our-story", section_hue="brick")

    def make(*groups: Group, **fields: Any) -> TeamPage:
        page: TeamPage = TeamPageFactory(
            parent=section,
            title="Our team",
            slug="team",
            groups=[
                {
                    "type": "group",
                    "value": {"heading": heading, "words": words, "members": [one.pk for one in people]},
                }
                for heading, words, people in groups
            ],
            **fields,
        )
        return page

    return make


@pytest.fixture
def make_staff(db: None) -> Callable[[str], User]:
    """Make a colleague with a role."""

    def make(role: str) -> User:
        user = User.objects.create_user(f"{role}@example.org", "correct horse battery", first_name="Sam")
        confirm_address(user)
        group = RoleGroup.objects.get(role=role).group
        assert group
        user.groups.add(group)
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def signed_in(client: Client, make_staff: Callable[[str], User]) -> Callable[[str], Client]:
    """Sign in a colleague with a role."""

    def sign_in(role: str) -> Client:
        client.force_login(make_staff(role))
        return client

    return sign_in


@pytest.fixture
def nadia(db: None) -> Person:
    """Somebody with everything."""
    person: Any = PersonFactory(
        name="Nadia Rowan",
        role="Director",
        biography="<p>Began with a kettle.</p>",
        email="nadia@example.org",
        telephone="01632 960 124",
        links=[
            {
                "type": "link",
                "value": {"network": "linkedin", "url": "https://www.linkedin.com/in/nadia-rowan"},
            },
            {"type": "link", "value": {"network": "website", "url": "https://nadia.example.org/"}},
        ],
    )
    return cast(Person, person)
