"""The words in which the demo charity's pages are written: pages and blocks as plain data.

References are marks that `building` resolves when the rows exist:
`PageAt("our-story/jobs")`, `PictureOf("market")`, `FileOf("toolkit")`, `PersonOf("nadia")`, `InDays(20)`,
and in rich text `<a href="page:our-story/jobs">` and `<a href="file:toolkit">`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Block = tuple[str, Any]
Kind = Literal[
    "home",
    "section",
    "standard",
    "form",
    "library",
    "publication",
    "events",
    "event",
    "vacancies",
    "vacancy",
    "blog",
    "post",
    "team",
    "faq",
    "legal",
    "landing",
]


@dataclass(frozen=True)
class PageAt:
    """A page of the demo by its path from the home page, without slashes around it; "" is the home page."""

    path: str


@dataclass(frozen=True)
class PictureOf:
    """A picture of `library.PICTURES` by its key."""

    key: str


@dataclass(frozen=True)
class FileOf:
    """A document of `library.DOCUMENTS` by its key."""

    key: str


@dataclass(frozen=True)
class InDays:
    """A day counted from the one on which the demo is seeded; below nought it is past. With a time of day
    ("18:30") it is a moment by London's clocks.
    """

    days: int
    at: str = ""


@dataclass(frozen=True)
class PersonOf:
    """A person of `people.PEOPLE` by their key."""

    key: str


@dataclass(frozen=True)
class Question:
    """One question of a form page."""

    label: str
    kind: str = "singleline"
    required: bool = True
    choices: tuple[str, ...] = ()
    help_text: str = ""


@dataclass(frozen=True)
class PageWords:
    """Everything that is written on one page."""

    path: str
    title: str
    teaser: str
    description: str
    body: list[Block] = field(default_factory=list)
    kind: Kind = "standard"
    hue: str = ""
    picture: str = ""
    byline: str = ""
    written_on: date | None = None
    questions: tuple[Question, ...] = ()
    # Fields of the page's own type, by name; values may hold the marks above. Topics are given by their
    # names, rows of a list (downloads) as dictionaries of their fields.
    more: dict[str, Any] = field(default_factory=dict)
    password: str = ""
    is_draft: bool = False
    hidden: bool = False

    @property
    def parent_path(self) -> str:
        """The path of the page above; the home page has none and is never asked."""
        return self.path.rpartition("/")[0]

    @property
    def slug(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


def heading(words: str, level: int = 2) -> Block:
    """A heading; 2 is a part of the page."""
    return ("heading", {"text": words, "level": str(level)})


def text(html: str) -> Block:
    """Paragraphs, lists and links."""
    return ("rich_text", html)


def picture(key: str, caption: str = "", *, wide: bool = False) -> Block:
    """A picture by itself."""
    return ("picture", {"image": PictureOf(key), "caption": caption, "width": "wide" if wide else "column"})


def picture_text(key: str, title: str, html: str, *, side: str = "left", share: str = "half") -> Block:
    """A picture with words beside it."""
    value = {"image": PictureOf(key), "heading": title, "words": html, "side": side, "share": share}
    return ("picture_text", value)


def quote(words: str, who: str, role: str, portrait: str = "") -> Block:
    """Somebody's own words."""
    value = {"words": words, "who": who, "role": role}
    return ("quote", value | _picture_in("portrait", portrait))


def to_page(path: str, words: str = "") -> dict[str, Any]:
    """A link to a page."""
    return {"page": PageAt(path), "label": words}


def to_file(key: str, words: str = "") -> dict[str, Any]:
    """A link to a document."""
    return {"document": FileOf(key), "label": words}


def to_address(address: str, words: str) -> dict[str, Any]:
    """A link to an e-mail address, a telephone number or another website."""
    return {"external": address, "label": words}


def buttons(*links: dict[str, Any]) -> Block:
    """A row of buttons; the first one is the sun."""
    return ("buttons", {"buttons": _buttons(links)})


def _buttons(links: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    return [{"link": link, "look": "" if place else "primary"} for place, link in enumerate(links)]


def call_to_action(title: str, html: str, *links: dict[str, Any], tone: str = "sun") -> Block:
    """A coloured field that asks for one thing."""
    return ("call_to_action", {"heading": title, "words": html, "tone": tone, "buttons": _buttons(links)})


def card(path: str, title: str = "", words: str = "", key: str = "") -> dict[str, Any]:
    """A card that leads to a page; what is left out comes from that page."""
    return {"page": PageAt(path), "title": title, "teaser": words} | _picture_in("image", key)


def cards(*entries: dict[str, Any], title: str = "") -> Block:
    """A set of cards."""
    return ("cards", {"heading": title, "cards": list(entries)})


def accordion(*entries: tuple[str, str]) -> Block:
    """Questions that open to their answers."""
    return ("accordion", {"entries": [{"question": one, "answer": html} for one, html in entries]})


def table(caption: str, headings: tuple[str, ...], *rows: tuple[str | int, ...], source: str = "") -> Block:
    """A table whose first column names the rows; a column of whole numbers stands to the right."""
    columns = [
        {"heading": words, "type": "number" if all(isinstance(row[place], int) for row in rows) else "text"}
        for place, words in enumerate(headings)
    ]
    value = {"caption": caption, "columns": columns, "rows": [{"values": list(row)} for row in rows]}
    return ("table", {"table": value, "row_headings": True, "source": source})


def video(address: str, title: str, length: str, key: str, transcript: str) -> Block:
    """A film that loads nothing until it is played."""
    return (
        "video",
        {
            "address": address,
            "title": title,
            "length": length,
            "image": PictureOf(key),
            "transcript": transcript,
        },
    )


def _picture_in(name: str, key: str) -> dict[str, Any]:
    """The field `name` with a picture; without a key, no field: stored blocks mix no pictures with None."""
    return {name: PictureOf(key)} if key else {}


def people(title: str, *keys: str, words: str = "") -> dict[str, Any]:
    """A group of a team page, for `more={"groups": […]}`."""
    value = {"heading": title, "words": words, "members": [PersonOf(key) for key in keys]}
    return {"type": "group", "value": value}


def questions(title: str, *entries: tuple[str, str]) -> dict[str, Any]:
    """A group of a page of questions, for `more={"groups": […]}`."""
    value = {"heading": title, "entries": [{"question": one, "answer": html} for one, html in entries]}
    return {"type": "group", "value": value}


def stream(*blocks: Block) -> list[dict[str, Any]]:
    """Blocks for a field that is not the body, for instance `more={"closing": stream(buttons(…))}`."""
    return [{"type": name, "value": value} for name, value in blocks]


def gallery(*pictures: tuple[str, str], title: str = "") -> Block:
    """Pictures by key, each with a caption, which may be empty."""
    value = [{"image": PictureOf(key), "caption": caption} for key, caption in pictures]
    return ("gallery", {"heading": title, "pictures": value})


def statistics(title: str, *numbers: tuple[int, str, str], source: str = "") -> Block:
    """Large numbers: each with its unit, which may be empty, and what it says."""
    value = [
        {"number": number, "unit": unit, "words": words, "source": source} for number, unit, words in numbers
    ]
    return ("statistics", {"heading": title, "numbers": value})


def timeline(title: str, *entries: tuple[str, str, str]) -> Block:
    """What happened when: the date in words, a title, and words."""
    value = [{"when": when, "title": name, "words": html} for when, name, html in entries]
    return ("timeline", {"heading": title, "entries": value})


def documents(title: str, *files: tuple[str, str]) -> Block:
    """Files to download: keys with their labels; an empty label is the file's own title."""
    value = [{"document": FileOf(key), "label": label} for key, label in files]
    return ("documents", {"heading": title, "documents": value})


def people_block(title: str, *keys: str) -> Block:
    """A few people by their keys."""
    return ("people", {"heading": title, "people": [PersonOf(key) for key in keys]})


def alert_box(title: str, html: str, tone: str = "information") -> Block:
    """A box that stands out."""
    return ("alert_box", {"heading": title, "words": html, "tone": tone})


def map_link(place: str, address: str) -> Block:
    """Where a place is, with a link to a map elsewhere."""
    return ("map_link", {"place": place, "address": address, "maps": "openstreetmap"})


def latest(title: str, source: str, count: int = 4) -> Block:
    """Cards of what is new, from a provider by its key."""
    return ("latest", {"heading": title, "source": source, "count": count})


def upcoming_events(title: str, count: int = 3) -> Block:
    """What comes next."""
    return ("upcoming_events", {"heading": title, "kind": "", "count": count})


def newsletter(title: str, html: str) -> Block:
    """The form to sign up for the newsletter."""
    return ("newsletter", {"heading": title, "words": html})
