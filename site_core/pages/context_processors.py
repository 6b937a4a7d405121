"""Values for every template."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import furniture as furniture_room


def furniture(request: HttpRequest) -> dict[str, object]:
    """Give templates `furniture`; nothing is looked up until one prints it."""
    return {"furniture": SimpleLazyObject(lambda: furniture_room.for_request(request))}
