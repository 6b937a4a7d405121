"""What a visitor can type must reach the site: the web server has a limit of its own before it."""

from urllib.parse import quote

import pytest

from tests.support.site import RunningSite

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("letter", ["a", "ä", "🙂"])
def test_ten_thousand_letters_are_answered_in_words(live_site: RunningSite, letter: str) -> None:
    """A letter is up to twelve bytes as it travels; more than the server reads is refused by it."""
    many = 10_000 if letter != "🙂" else 8_000
    answer = live_site.fetch(f"/search/?q={quote(letter * many)}")
    assert answer.status == 200
    assert "<h1" in answer.text
