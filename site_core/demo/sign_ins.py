"""Whom one can sign in as, and what else opens with a password."""

from site_core.accounts.demo_people import DEMO_PASSWORD, DEMO_PEOPLE

from .words.extras import VOLUNTEERS_PASSWORD


def sign_ins() -> str:
    """Return the demo's people as a table for a terminal."""
    width = max(len(person.email) for person in DEMO_PEOPLE)
    staff = [person for person in DEMO_PEOPLE if person.role]
    supporters = [person for person in DEMO_PEOPLE if not person.role]
    lines = [f"  Staff sign in with the password: {DEMO_PASSWORD}"]
    lines += [f"    {person.email:{width}}  {person.title}" for person in staff]
    lines += ["  Supporters sign in with a code that they find in the demo mailbox"]
    lines += [f"    {person.email:{width}}  {person.title}" for person in supporters]
    lines += [f"  The volunteers’ page and handbook open with the password: {VOLUNTEERS_PASSWORD}"]
    return "\n".join([*lines, ""])
