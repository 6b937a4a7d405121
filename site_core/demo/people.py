"""The people whom the demo's pages show. All of them are invented, so none has a face.

Where a photograph would be, each has a drawn house with their initials.
"""

from dataclasses import dataclass
from typing import Any, cast

from site_core.pages.people.models import Person

from .factories import PersonFactory


@dataclass(frozen=True)
class PersonWords:
    """One entry; `links` are pairs of network and address."""

    key: str
    name: str
    role: str
    biography: str
    email: str = ""
    telephone: str = ""
    links: tuple[tuple[str, str], ...] = ()


PEOPLE = (
    PersonWords(
        "nadia",
        "Nadia Rowan",
        "Director",
        "<p>Nadia came to the second meeting in 2011 to complain about the first one. She has led the "
        "charity since 2017.</p><p>Before that she was a bus driver, then a union organiser, then head of "
        "a night school. She still knows the timetable of line 14 by heart. She answers every letter that "
        "nobody else could answer, and on Saturdays she washes up, because that is where people say what "
        "they think.</p>",
        email="nadia.rowan@example.org",
        telephone="01632 960124",
        links=(("bluesky", "https://bsky.app/profile/nadia.brightertowns.example"),),
    ),
    PersonWords(
        "callum",
        "Callum Hawthorn",
        "Head of towns",
        "<p>Callum looks after the three pilot towns and talks with the councils of the next ones. He "
        "carries a folding chair.</p>",
        email="callum.hawthorn@example.org",
    ),
    PersonWords(
        "precious",
        "Precious Linden",
        "Head of education",
        "<p>Precious taught history in Saltquay for eleven years. She writes our lessons, trains teachers "
        "and tries out every quiz on her own family first.</p>",
        email="precious.linden@example.org",
    ),
    PersonWords(
        "idris",
        "Idris Alder",
        "Researcher",
        "<p>Idris asks four thousand people the same twelve questions each spring. He likes the answers "
        "best that do not suit us.</p>",
        email="idris.alder@example.org",
        links=(("website", "https://idris-alder.example/"), ("mastodon", "https://social.example/@idris")),
    ),
    PersonWords(
        "beth",
        "Beth Juniper",
        "Organiser, Tarnwick and Ambleford",
        "<p>Street breakfasts, halls and lantern walks. Beth has closed forty roads and opened all of them "
        "again.</p>",
        email="beth.juniper@example.org",
    ),
    PersonWords(
        "tomasz",
        "Tomasz Elder",
        "Organiser, Saltquay",
        "<p>Tomasz runs the Pier Room with the young people’s board, who are stricter with him than any "
        "trustee.</p>",
        email="tomasz.elder@example.org",
    ),
    PersonWords(
        "rukhsana",
        "Rukhsana Bay",
        "Office, money and data protection",
        "<p>Gifts, bills, contracts, lost umbrellas. Rukhsana also answers questions about personal "
        "data.</p>",
        email="rukhsana.bay@example.org",
        telephone="01632 960123",
    ),
    PersonWords(
        "winifred",
        "Winifred Ash",
        "Chair",
        "<p>Winifred taught history for thirty years. She ends meetings on time.</p>",
    ),
    PersonWords(
        "samuel",
        "Samuel Hazel",
        "Treasurer",
        "<p>Samuel kept the books of a bus company, and keeps ours.</p>",
    ),
    PersonWords(
        "leila",
        "Leila Cedar",
        "Trustee",
        "<p>Leila is a nurse and runs a Sunday football team.</p>",
    ),
    PersonWords(
        "gareth",
        "Gareth Spruce",
        "Trustee",
        "<p>Gareth worked in the mill. He was at the first meeting and brought the kettle.</p>",
    ),
    PersonWords(
        "joy",
        "Joy Maple",
        "Trustee",
        "<p>Joy is twenty-two and studies town planning.</p>",
    ),
)


def add_person(words: PersonWords) -> Person:
    """Store one entry."""
    person: Any = PersonFactory(
        name=words.name,
        role=words.role,
        biography=words.biography,
        email=words.email,
        telephone=words.telephone,
        links=[{"type": "link", "value": {"network": where, "url": url}} for where, url in words.links],
    )
    return cast(Person, person)
