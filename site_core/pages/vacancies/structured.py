"""A vacancy in schema.org's words, for search engines
(https://developers.google.com/search/docs/appearance/structured-data/job-posting).
"""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.html import escape

from site_core.pages import furniture as furniture_room
from site_core.pages import london, money

from .kinds import EMPLOYMENT_TYPES, Remote

if TYPE_CHECKING:
    from .models import VacancyPage

COUNTRY = "GB"


def job(page: "VacancyPage", request: HttpRequest) -> dict[str, Any]:
    """Describe a vacancy that is open and has a closing date."""
    furniture = furniture_room.for_request(request)
    address = page.get_full_url(request) or ""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": page.title,
        "url": address,
        "description": _description(page),
        "identifier": {
            "@type": "PropertyValue",
            "name": furniture.charity.name,
            "value": str(page.translation_key),
        },
        "validThrough": london.local(page.closing).isoformat() if page.closing else "",
        "employmentType": [
            *EMPLOYMENT_TYPES.get(page.working_time, []),
            *EMPLOYMENT_TYPES.get(page.contract, []),
        ],
        "hiringOrganization": {
            "@type": "Organization",
            "name": furniture.charity.name,
            "sameAs": f"{furniture.site_url}/",
        },
        "directApply": False,
    }
    if page.posted_on:
        data["datePosted"] = page.posted_on.isoformat()
    if page.salary_from is not None:
        data["baseSalary"] = _salary(page, page.salary_from)
    return data | _where(page)


def _description(page: "VacancyPage") -> str:
    words = [page.teaser, page.salary, page.hours_words]
    words += page.body.stream_block.get_searchable_content(page.body)
    return "".join(f"<p>{escape(part)}</p>" for part in words if part)


def _salary(page: "VacancyPage", lowest: int) -> dict[str, Any]:
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": page.salary_per}
    if page.salary_to is None or page.salary_to == lowest:
        value["value"] = money.decimal(lowest)
    else:
        value |= {"minValue": money.decimal(lowest), "maxValue": money.decimal(page.salary_to)}
    return {"@type": "MonetaryAmount", "currency": money.CURRENCY, "value": value}


def _where(page: "VacancyPage") -> dict[str, Any]:
    if page.remote == Remote.AT_HOME:
        return {
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": {"@type": "Country", "name": COUNTRY},
        }
    address = {"@type": "PostalAddress", "addressLocality": page.place, "addressCountry": COUNTRY}
    return {"jobLocation": {"@type": "Place", "address": address}}
