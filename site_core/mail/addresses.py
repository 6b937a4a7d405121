"""Addresses: one spelling, and nothing in them that could write a header line."""

from email.headerregistry import Address
from email.utils import formataddr, getaddresses

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# RFC 5321, 4.5.3.1: 64 characters before the @, 255 after it.
MAX_LENGTH = 320


class InvalidAddress(ValueError):
    """What was given is not one e-mail address. The message does not repeat it: logs stay free of it."""

    def __init__(self) -> None:
        super().__init__("This is not an e-mail address that a message can go to.")


def normalise(email: str) -> str:
    """Spell an address as the tables do: in small letters, no blanks around it.

    Mail servers that tell `Sam@` from `sam@` are a thing of the past; people who type either are not.
    """
    return email.strip().lower()


def split(address: str) -> tuple[str, str]:
    """Take `Name <someone@example.org>` apart; gives the name (may be empty) and the normalised address.

    Raises InvalidAddress also for a line break anywhere in it, or for more than one address.
    """
    if len(address) > MAX_LENGTH + 200 or any(ord(character) < 32 for character in address):
        raise InvalidAddress
    found = getaddresses([address])
    if len(found) != 1:
        raise InvalidAddress
    name, email = found[0][0], normalise(found[0][1])
    try:
        validate_email(email)
    except ValidationError:
        raise InvalidAddress from None
    return name, email


def join(name: str, email: str) -> str:
    """Write a name and an address as one header value."""
    return formataddr((" ".join(name.split()), email)) if name else email


def domain(email: str) -> str:
    """What stands after the @."""
    return Address(addr_spec=email).domain
