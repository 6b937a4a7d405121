"""The newsletter's rows."""

from .settings import NewsletterSettings
from .subscribers import TRANSITIONS, Consent, State, Subscriber
from .transfers import Departure, Transfer

__all__ = [
    "TRANSITIONS",
    "Consent",
    "Departure",
    "NewsletterSettings",
    "State",
    "Subscriber",
    "Transfer",
]
