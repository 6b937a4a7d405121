"""The people of the demo: one for each role, and two supporters. Never outside the demo."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from .addresses import confirm_address
from .models import RoleGroup, User
from .roles import ROLES

# Known to everybody, on purpose; `ensure_demo_people` refuses to run anywhere else.
DEMO_PASSWORD = "hope street 2026"  # noqa: S105


@dataclass(frozen=True)
class DemoPerson:
    """Somebody invented; without a role a supporter, who signs in with a code from the demo mailbox."""

    email: str
    first_name: str
    last_name: str
    role: str = ""

    @property
    def title(self) -> str:
        """What the list of sign-ins calls them."""
        return ROLES[self.role].title if self.role else "Supporter"


DEMO_PEOPLE = (
    DemoPerson("administrator@example.org", "Amina", "Okafor", "administrator"),
    DemoPerson("editor@example.org", "Ewan", "Price", "editor"),
    DemoPerson("publisher@example.org", "Priya", "Nair", "publisher"),
    DemoPerson("moderator@example.org", "Marek", "Zielinski", "moderator"),
    DemoPerson("fundraising@example.org", "Farah", "Siddiqui", "fundraising"),
    DemoPerson("shop@example.org", "Siobhan", "Kelly", "shop"),
    DemoPerson("packer@example.org", "Joe", "Appiah", "packer"),
    DemoPerson("finance@example.org", "Ffion", "Davies", "finance"),
    DemoPerson("supporter@example.org", "Rosa", "Bell"),
    DemoPerson("runner@example.org", "Dev", "Chowdhury"),
)


class NotTheDemo(RuntimeError):  # noqa: N818
    """Known passwords were asked for on a site that is not the demo."""


@transaction.atomic
def ensure_demo_people() -> list[User]:
    """Make whoever is missing; whoever is there keeps what was changed. Raises NotTheDemo."""
    if not settings.DEMO:
        raise NotTheDemo
    # Hashing is slow on purpose; once is enough for a password that everybody knows.
    password = make_password(DEMO_PASSWORD)
    return [_ensure(person, password) for person in DEMO_PEOPLE]


def _ensure(person: DemoPerson, password: str) -> User:
    user = User.objects.filter(email=person.email).first()
    if user:
        return user
    user = User.objects.create(
        email=person.email,
        password=password if person.role else make_password(None),
        first_name=person.first_name,
        last_name=person.last_name,
    )
    confirm_address(user)
    group = _group(person.role)
    if group:
        user.groups.add(group)
    return user


def _group(role: str) -> Group | None:
    found = RoleGroup.objects.filter(role=role).select_related("group").first()
    return found.group if found else None
