"""Reading HTML as strictly as a validator: parse errors first, then what a parser does not see."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E

# Attributes whose value is a list of ids that must exist in the same document.
REFERENCES = (
    "aria-controls",
    "aria-describedby",
    "aria-labelledby",
    "aria-owns",
    "aria-errormessage",
    "for",
    "list",
)
DATE, TIME, ZONE = r"\d{4}(-\d{2}(-\d{2})?)?", r"\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?", r"(Z|[+-]\d{2}:\d{2})"
DATETIME = re.compile(rf"{DATE}|{TIME}|\d{{4}}-\d{{2}}-\d{{2}}[T ]{TIME}{ZONE}?|P[\dTYMWDHS]+")
# One entry of `sizes`: an optional media condition and a length.
LENGTH = r"(auto|(?:\d*\.)?\d+(?:px|r?em|vw|vh|ch|vmin|vmax)|(?:calc|min|max|clamp)\(.+\))"
SIZES = re.compile(rf"(\(.+\)\s+)?{LENGTH}")
LABELLED = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "image", "reset"}
OBSOLETE = {"center", "font", "big", "strike", "tt", "marquee", "frame", "frameset", "acronym", "basefont"}
# The namespace-free tree names them so.
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Document:
    """One parsed page."""

    def __init__(self, source: str) -> None:
        self.source = source
        parser = html5lib.HTMLParser(
            tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=False
        )
        self.root: Element = parser.parse(source)
        self.parse_errors = [
            f"line {line}: {E[code] % data if code in E else code}" for (line, _), code, data in parser.errors
        ]
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def all(self, *names: str) -> list[Element]:
        """Every element with one of these names, in document order."""
        return [element for element in self.root.iter() if element.tag in names]

    def one(self, tag: str, /, **attributes: str) -> Element | None:
        """The first element with this name and these attributes."""
        return next(
            (
                element
                for element in self.all(tag)
                if all(element.get(key) == value for key, value in attributes.items())
            ),
            None,
        )

    @property
    def title(self) -> str:
        """The document's title."""
        element = self.one("title")
        return text_of(element) if element is not None else ""

    def meta(self, name: str) -> str:
        """The content of a named meta element."""
        element = self.one("meta", name=name)
        return (element.get("content") or "") if element is not None else ""

    @property
    def canonical(self) -> str:
        """The canonical address."""
        element = self.one("link", rel="canonical")
        return (element.get("href") or "") if element is not None else ""

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and text of each heading."""
        return [(int(str(element.tag)[1]), text_of(element)) for element in self.all(*HEADINGS)]

    @property
    def links(self) -> list[str]:
        """Where the document's links lead."""
        return [element.get("href") or "" for element in self.all("a") if element.get("href") is not None]

    def ancestors(self, element: Element) -> Iterator[Element]:
        """The elements around one, from the nearest."""
        while element in self.parents:
            element = self.parents[element]
            yield element

    def problems(self) -> list[str]:
        """Everything that is not valid or not right, in words."""
        return [
            *self.parse_errors,
            *self._identity_problems(),
            *self._attribute_problems(),
            *self._structure_problems(),
            *self._label_problems(),
        ]

    def _identity_problems(self) -> Iterator[str]:
        ids = Counter(element.get("id") for element in self.root.iter() if element.get("id") is not None)
        yield from (f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1)
        yield from (f"id {name!r} is empty or holds a space" for name in ids if not name or " " in name)
        for element in self.root.iter():
            for attribute in REFERENCES:
                for name in (element.get(attribute) or "").split():
                    if name not in ids:
                        yield f"<{element.tag} {attribute}={name!r}> points at nothing"
            href = element.get("href") or ""
            if element.tag == "a" and href.startswith("#") and len(href) > 1 and href[1:] not in ids:
                yield f"the link {href!r} points at nothing in this page"

    def _attribute_problems(self) -> Iterator[str]:
        for element in self.root.iter():
            tag = str(element.tag)
            if tag in OBSOLETE:
                yield f"<{tag}> is obsolete"
            if element.get("style") is not None:
                yield f"<{tag}> has an inline style"
            yield from (f"<{tag}> has {name}" for name in element.attrib if name.lower().startswith("on"))
            moment = element.get("datetime")
            if tag == "time":
                moment = moment if moment is not None else text_of(element)
            if moment is not None and not DATETIME.fullmatch(moment):
                yield f"<{tag} datetime={moment!r}> is no date or time"
            sizes = element.get("sizes")
            if sizes is not None and tag in ("img", "source"):
                yield from (
                    f"<{tag} sizes={sizes!r}> is not valid"
                    for part in re.split(r",(?![^()]*\))", sizes)
                    if not SIZES.fullmatch(part.strip())
                )
            if tag == "img" and element.get("alt") is None:
                yield f"<img src={element.get('src')!r}> has no alt"
            if tag == "img" and not (element.get("width") and element.get("height")):
                yield f"<img src={element.get('src')!r}> has no width or height, so the page jumps"
            if tag in ("a", "img", "script", "link") and element.get("href", element.get("src")) == "":
                yield f"<{tag}> has an empty address"
            if element.get("tabindex", "0").lstrip("-").isdigit() and int(element.get("tabindex", "0")) > 0:
                yield f"<{tag}> has a positive tabindex"
            if tag == "button" and element.get("type") not in ("submit", "button", "reset"):
                yield f"<button>{text_of(element)} does not say its type"

    def _structure_problems(self) -> Iterator[str]:
        if not self.source.lstrip().lower().startswith("<!doctype html>"):
            yield "no <!doctype html>"
        if (html := self.one("html")) is None or not html.get("lang"):
            yield "<html> has no lang"
        yield from (
            f"{len(self.all(name))} <{name}>" for name in ("title", "main") if len(self.all(name)) != 1
        )
        interactive = {"a", "button", "input", "select", "textarea", "label", "summary"}
        for element in self.all("a", "button"):
            for around in self.ancestors(element):
                if around.tag in interactive - {"label"}:
                    yield f"<{element.tag}> {text_of(element)!r} stands inside <{around.tag}>"
        for element in self.all("ul", "ol"):
            yield from (
                f"<{child.tag}> in <{element.tag}>"
                for child in element
                if child.tag not in ("li", "script", "template")
            )
        for element in self.all("p"):
            yield from (
                f"<{child.tag}> in <p>"
                for child in element.iter()
                if child.tag in ("div", "ul", "h2", "p") and child is not element
            )
        for element in self.all("style", "script"):
            if element.tag == "style" or (
                not element.get("src") and element.get("type") != "application/ld+json"
            ):
                yield f"an inline <{element.tag}>"

    def _label_problems(self) -> Iterator[str]:
        labels = {element.get("for") for element in self.all("label")}
        for element in self.all(*LABELLED):
            if element.get("type") in UNLABELLED_TYPES:
                continue
            named = element.get("aria-label") or element.get("aria-labelledby") or element.get("id") in labels
            if not named and not any(around.tag == "label" for around in self.ancestors(element)):
                yield f"<{element.tag} name={element.get('name')!r}> has no label"
            if element.get("type") == "email" and not element.get("autocomplete"):
                yield f"<input type=email name={element.get('name')!r}> has no autocomplete"


def text_of(element: Element) -> str:
    """The text inside an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())
