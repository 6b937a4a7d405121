"""Events in schema.org's words, for search engines (https://developers.google.com/search/docs/appearance/structured-data/event)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from site_core.pages import furniture as furniture_room
from site_core.pages import money

from .kinds import Change

if TYPE_CHECKING:
    from .models import EventPage

SCHEMA = "https://schema.org"
STATUS = {
    Change.NONE: "EventScheduled",
    Change.CANCELLED: "EventCancelled",
    Change.POSTPONED: "EventPostponed",
}


def event(page: "EventPage", request: HttpRequest) -> list[dict[str, Any]]:
    """Describe an event that has a date."""
    period = page.period
    assert period is not None  # noqa: S101  (the caller has looked)
    furniture = furniture_room.for_request(request)
    address = page.get_full_url(request) or ""
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "EducationEvent" if page.kind in ("training", "workshop", "talk") else "Event",
        "name": page.title,
        "url": address,
        "startDate": period.start_mark,
        "endDate": period.end_mark,
        "eventStatus": f"{SCHEMA}/{STATUS[Change(page.change)]}",
        "eventAttendanceMode": f"{SCHEMA}/{_attendance(page)}",
        "location": _locations(page, address),
        "organizer": _organiser(page, furniture),
    }
    if page.meta_description:
        data["description"] = page.meta_description
    if page.price is not None:
        data["isAccessibleForFree"] = page.price == 0
        data["offers"] = {
            "@type": "Offer",
            "price": money.decimal(page.price),
            "priceCurrency": money.CURRENCY,
            "url": page.booking_url or address,
        }
    return [data]


def _attendance(page: "EventPage") -> str:
    if page.place and page.is_online:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if page.is_online else "OfflineEventAttendanceMode"


def _locations(page: "EventPage", address: str) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if page.place:
        postal = {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(line for line in page.address_lines if line != page.postcode),
            "postalCode": page.postcode,
            "addressCountry": "GB",
        }
        known = {key: value for key, value in postal.items() if value}
        places.append({"@type": "Place", "name": page.place, "address": known})
    if page.is_online:
        places.append({"@type": "VirtualLocation", "url": page.booking_url or address})
    return places


def _organiser(page: "EventPage", furniture: furniture_room.Furniture) -> dict[str, str]:
    if page.organiser:
        return {"@type": "Organization", "name": page.organiser}
    return {"@type": "Organization", "name": furniture.charity.name, "url": f"{furniture.site_url}/"}
