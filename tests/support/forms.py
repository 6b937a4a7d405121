"""Filling in a form over HTTP as a browser without JavaScript sends it."""

import urllib.parse
from xml.etree.ElementTree import Element

from .html import Document
from .site import Answer, RunningSite

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# The honeypot's name (site_core/guard/forms.py): people do not see it.
TRAP = "your-website"
WORDS = "We would like to start a group in Harbour Street."


def filled(document: Document, email: str, words: str = WORDS) -> dict[str, str]:
    """The first POST form of a page with sensible answers; hidden fields as they stand."""
    form = next(
        element for element in document.all("form") if (element.get("method") or "").lower() == "post"
    )
    values: dict[str, str] = {}
    for control in form.iter():
        name = control.get("name")
        if name and name != TRAP and control.tag in ("input", "select", "textarea"):
            values[name] = _answer(control, email, words)
    return values


def _answer(control: Element, email: str, words: str) -> str:
    kind = control.get("type")
    if control.tag == "textarea":
        return words
    if control.tag == "select":
        return [option.get("value") or "" for option in control.iter() if option.tag == "option"][-1]
    if kind == "hidden":
        return control.get("value") or ""
    if kind in ("checkbox", "radio"):
        return control.get("value") or "on"
    return {"email": email, "tel": "01632 960123", "number": "3", "date": ""}.get(kind or "", "Rosa Bell")


def send(site: RunningSite, path: str, values: dict[str, str], **headers: str) -> Answer:
    """Post a form as the site's own page does."""
    origin = {"Origin": site.url.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    return site.fetch(
        path, method="POST", body=urllib.parse.urlencode(values), headers=FORM | origin | headers
    )
