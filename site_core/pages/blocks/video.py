"""A video from elsewhere that asks nothing of that place until somebody presses play.

The film's number is read from its address, so neither a visitor's page nor the editor's needs the network.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.core.exceptions import ValidationError
from wagtail import blocks

from .base import PICTURES, BlockValue, SiteBlock
from .links import OptionalLinkBlock
from .pictures import ImageChoiceBlock, sample_picture
from .rich_text import ProseBlock, has_words

YOUTUBE_HOSTS = {
    "youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com",
}  # fmt: skip
VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
YOUTUBE_KEY = re.compile(r"[\w-]{11}", re.ASCII)
YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})/?", re.ASCII)
VIMEO_PATH = re.compile(r"/(?:video/|channels/[\w-]+/)?(\d{5,12})(?:/([0-9a-f]{6,20}))?/?", re.ASCII)
LENGTH = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)", re.ASCII)


@dataclass(frozen=True)
class Film:
    """A film by its host and number there; `secret` opens an unlisted film on Vimeo."""

    host: str
    key: str
    secret: str = ""

    @property
    def host_name(self) -> str:
        """The host's name, as people say it."""
        return {"youtube": "YouTube", "vimeo": "Vimeo"}[self.host]

    @property
    def address(self) -> str:
        """The film's own page, for a plain link."""
        if self.host == "youtube":
            return f"https://www.youtube.com/watch?v={self.key}"
        return f"https://vimeo.com/{self.key}" + (f"/{self.secret}" if self.secret else "")

    @property
    def player(self) -> str:
        """The player that tracks least: youtube-nocookie.com, or Vimeo with `dnt` (do not track)."""
        if self.host == "youtube":
            return f"https://www.youtube-nocookie.com/embed/{self.key}?autoplay=1&rel=0"
        options = {"autoplay": "1", "dnt": "1"} | ({"h": self.secret} if self.secret else {})
        return f"https://player.vimeo.com/video/{self.key}?{urlencode(options)}"


def film_at(address: str) -> Film | None:
    """Return the film at an address of YouTube or Vimeo; None for any other address. No network."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    query = parse_qs(parts.query)
    if host == "youtu.be":
        return _youtube(parts.path.strip("/"))
    if host in YOUTUBE_HOSTS:
        if match := YOUTUBE_PATH.fullmatch(parts.path):
            return _youtube(match[1])
        return _youtube(query.get("v", [""])[0]) if parts.path.rstrip("/") == "/watch" else None
    if host in VIMEO_HOSTS and (match := VIMEO_PATH.fullmatch(parts.path)):
        secret = match[2] or query.get("h", [""])[0]
        return Film("vimeo", match[1], secret if re.fullmatch(r"[0-9a-f]{6,20}", secret) else "")
    return None


def _youtube(key: str) -> Film | None:
    return Film("youtube", key) if YOUTUBE_KEY.fullmatch(key) else None


def validate_film(value: str) -> None:
    """Let only the address of one film on YouTube or Vimeo pass."""
    if film_at(value) is None:
        raise ValidationError(
            "Give the address of one film on YouTube or Vimeo, for instance https://www.youtube.com/watch?v=…"
        )


def validate_length(value: str) -> None:
    """Let only minutes and seconds, or hours, minutes and seconds pass."""
    if not LENGTH.fullmatch(value.strip()):
        raise ValidationError("Give minutes and seconds, for instance 3:20.")


class VideoValue(BlockValue):
    """A film and what stands in its place until it is played."""

    @property
    def film(self) -> Film | None:
        """The film, or None for an address that is no film's."""
        return film_at(self.get("address") or "")

    @property
    def duration(self) -> str:
        """The length in words, for instance "3 minutes 20 seconds"."""
        match = LENGTH.fullmatch((self.get("length") or "").strip())
        if not match:
            return ""
        parts = zip((int(group or 0) for group in match.groups()), ("hour", "minute", "second"), strict=True)
        return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)

    @property
    def has_transcript(self) -> bool:
        """Whether the words of the film stand below it."""
        return has_words(self.get("transcript"))

    @property
    def is_empty(self) -> bool:
        """Whether there is no film."""
        return self.film is None


class VideoBlock(SiteBlock):
    """A film that loads nothing until it is played."""

    address = blocks.CharBlock(
        max_length=300,
        validators=[validate_film],
        search_index=False,
        label="Address of the film",
        help_text="On YouTube or Vimeo.",
    )
    title = blocks.CharBlock(max_length=160, help_text="What the film is about.")
    length = blocks.CharBlock(
        required=False,
        max_length=8,
        validators=[validate_length],
        search_index=False,
        help_text="Minutes and seconds, for instance 3:20.",
    )
    image = ImageChoiceBlock(
        "lead",
        required=False,
        label="Picture",
        help_text="Empty: a drawn scene. It shows until the film plays.",
    )
    transcript = ProseBlock(
        required=False, help_text="The words of the film, for people who cannot hear or see it."
    )
    transcript_link = OptionalLinkBlock(label="Or a link to the transcript")

    class Meta:
        icon = "media"
        label = "Video"
        group = PICTURES
        template = "blocks/video.html"
        value_class = VideoValue
        label_format = "{title}"
        description = (
            "A film from YouTube or Vimeo. Nothing is loaded from there, and nobody is tracked, "
            "until the reader plays it."
        )

    def get_preview_value(self) -> Any:
        """Return an address of the right form, with a picture of the library if there is one."""
        return self.normalize(
            {
                "address": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
                "title": "A morning in Rochdale",
                "length": "3:20",
                "image": sample_picture(1),
                "transcript": "<p>Amina: The kettle goes on at six.</p>",
            }
        )
