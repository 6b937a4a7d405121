"""A film loads nothing from elsewhere until somebody plays it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders

from site_core.pages.blocks.video import Film, film_at
from tests.pages.block_printing import document, printed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

    from tests.support.browser import Visitor

KEY = "dQw4w9WgXcQ"
FILM = ("video", {"address": f"https://youtu.be/{KEY}", "title": "A morning in Rochdale", "length": "3:20"})
POLICY = "default-src 'self'; frame-src https://www.youtube-nocookie.com https://player.vimeo.com"
# What makes a browser ask for something by itself.
LOADS = {"src", "srcset", "poster", "data", "action", "background"}


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={KEY}",
        f"https://youtube.com/watch?feature=share&v={KEY}&t=42s",
        f"https://m.youtube.com/watch?v={KEY}",
        f"http://youtu.be/{KEY}?si=abc",
        f"https://www.youtube.com/embed/{KEY}",
        f"https://www.youtube-nocookie.com/embed/{KEY}?rel=0",
        f"https://www.youtube.com/shorts/{KEY}",
        f"https://www.youtube.com/live/{KEY}",
    ],
)
def test_every_form_of_a_youtube_address_is_one_film(address: str) -> None:
    assert film_at(address) == Film("youtube", KEY)


@pytest.mark.parametrize(
    ("address", "film"),
    [
        ("https://vimeo.com/76979871", Film("vimeo", "76979871")),
        ("https://vimeo.com/channels/staffpicks/76979871", Film("vimeo", "76979871")),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", Film("vimeo", "76979871", "8272103f6e")),
        ("https://vimeo.com/76979871/8272103f6e", Film("vimeo", "76979871", "8272103f6e")),
    ],
)
def test_vimeo_too_with_the_secret_of_an_unlisted_film(address: str, film: Film) -> None:
    assert film_at(address) == film
    assert film.player.startswith("https://player.vimeo.com/video/76979871?")
    assert "dnt=1" in film.player
    assert ("h=8272103f6e" in film.player) == bool(film.secret)


@pytest.mark.parametrize(
    "address",
    [
        "", "nonsense", "https://www.youtube.com/", "https://www.youtube.com/@channel",
        "https://www.youtube.com/playlist?list=PL123", f"https://youtube.com.evil.example/watch?v={KEY}",
        f"https://evil.example/watch?v={KEY}", f"javascript://youtu.be/{KEY}", "https://vimeo.com/about",
        f'https://youtu.be/"onload="{KEY}', "https://[", "https://vimeo.com/76979871/../../x",
    ],
)  # fmt: skip
def test_nothing_else_is_a_film(address: str) -> None:
    assert film_at(address) is None


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("3:20", "3 minutes 20 seconds"),
        ("1:01", "1 minute 1 second"),
        ("1:00:05", "1 hour 5 seconds"),
        ("", ""),
    ],
)
def test_the_length_is_said_in_words(length: str, words: str) -> None:
    html = printed(("video", {"address": f"https://youtu.be/{KEY}", "title": "Film", "length": length}))
    assert (f"({words})" in html) == bool(words)


def test_before_it_is_played_a_film_is_a_plain_link_and_loads_nothing_from_elsewhere() -> None:
    page = document(printed(FILM))
    assert page.links == [f"https://www.youtube.com/watch?v={KEY}"]
    assert not page.all("iframe", "embed", "object", "video")
    loaded = [value for element in page.root.iter() for name, value in element.items() if name in LOADS]
    assert loaded == ["/static/js/video.js"]
    assert not any("preconnect" in (link.get("rel") or "") for link in page.all("link"))


def test_the_link_says_what_it_does() -> None:
    link = next(iter(document(printed(FILM)).all("a")))
    words = " ".join("".join(link.itertext()).split())
    assert words == "Play the film “A morning in Rochdale” Play"


def test_a_transcript_stands_below_or_behind_a_link() -> None:
    kind, value = FILM
    html = printed(
        (
            kind,
            {
                **value,
                "transcript": "<p>The kettle goes on at six.</p>",
                "transcript_link": {
                    "external": "https://www.example.org/words",
                    "label": "The film in words",
                },
            },
        )
    )
    assert "The kettle goes on at six." in html
    assert 'href="https://www.example.org/words"' in html
    assert "Read the film’s words" not in printed(FILM)


@pytest.fixture
def film_page(browser: "Browser") -> "Iterator[Callable[..., Visitor]]":
    """Open a page with one film, under the policy of public pages; everything else answers with nothing."""
    from tests.support.browser import visit

    def answer(route: "Route") -> None:
        host, path = urlsplit(route.request.url).hostname, urlsplit(route.request.url).path
        if host == "site.test" and path == "/":
            html = document(printed(FILM)).source
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        elif host == "site.test" and path.startswith("/static/"):
            route.fulfill(path=str(finders.find(path.removeprefix("/static/"))))
        else:
            route.fulfill(body="<!doctype html><title>Elsewhere</title>", content_type="text/html")

    with ExitStack() as stack:

        def opened(scripts: bool = True) -> "Visitor":
            visitor = stack.enter_context(visit(browser, "http://site.test/", scripts=scripts))
            visitor.page.route("**/*", answer)
            visitor.go("/")
            return visitor

        yield opened


def hosts(visitor: "Visitor") -> set[str | None]:
    return {urlsplit(address).hostname for address in visitor.requests}


@pytest.mark.browser
def test_in_a_browser_nothing_is_asked_of_elsewhere_before_the_click(
    film_page: "Callable[..., Visitor]",
) -> None:
    visitor = film_page()
    visitor.page.wait_for_load_state("networkidle")
    assert hosts(visitor) == {"site.test"}
    assert visitor.page.locator("iframe").count() == 0

    visitor.page.get_by_role("link", name="Play the film").click()
    player = visitor.page.locator("iframe")
    assert (player.get_attribute("src") or "").startswith(f"https://www.youtube-nocookie.com/embed/{KEY}?")
    assert player.get_attribute("title") == "A morning in Rochdale"
    assert visitor.page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert visitor.page.url == "http://site.test/"
    player.content_frame.locator("html").wait_for()
    assert hosts(visitor) == {"site.test", "www.youtube-nocookie.com"}
    assert visitor.errors == []


@pytest.mark.browser
def test_in_a_browser_the_film_can_be_played_from_the_keyboard(film_page: "Callable[..., Visitor]") -> None:
    visitor = film_page()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.locator("iframe").wait_for()


@pytest.mark.browser
def test_without_javascript_the_link_leads_to_the_film(film_page: "Callable[..., Visitor]") -> None:
    visitor = film_page(scripts=False)
    visitor.page.get_by_role("link", name="Play the film").click()
    visitor.page.wait_for_url(f"https://www.youtube.com/watch?v={KEY}")
