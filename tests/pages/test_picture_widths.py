"""In a browser: pictures are as wide as they say, in the smallest format; the gallery opens them in place."""

from collections.abc import Callable

import pytest

from tests.support.browser import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]
STYLE_PAGE = "/every-block/"
# With widths in `srcset`, the natural width is what `sizes` says (HTML, "density-corrected natural width").
MEASURED = """async () => {
  const found = [];
  for (const image of document.querySelectorAll('main picture:has(source[type="image/avif"]) img')) {
    image.loading = "eager";
    await image.decode();
    const real = image.getBoundingClientRect().width;
    found.push([image.closest("[class]").className, image.naturalWidth / real, image.currentSrc]);
  }
  return found;
}"""


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_pictures_are_as_wide_as_they_say(width: int, visitor: Visitors) -> None:
    here = visitor(width=width)
    # Blocks; the home page's cards; a section; portraits.
    for path in (STYLE_PAGE, "/", "/our-work/", "/our-story/our-team/"):
        measured = here.go(path).evaluate(MEASURED)
        assert measured, path
        # A window's scroll bar and the gap between columns make up the difference.
        wrong = [(where, round(ratio, 2)) for where, ratio, _ in measured if not 0.9 <= ratio <= 1.3]
        assert wrong == [], path
        assert {source.rpartition(".")[2] for _, _, source in measured} == {"avif"}, path


def test_the_gallery_opens_a_picture_on_the_page_and_gives_the_focus_back(visitor: Visitors) -> None:
    here = visitor()
    page = here.go(STYLE_PAGE)
    first, second = page.locator(".gallery__link").all()[:2]
    first.focus()
    page.keyboard.press("Enter")
    picture = page.get_by_role("dialog", name="Picture")
    picture.wait_for()
    assert page.url.endswith(STYLE_PAGE)
    assert "1 of 5" in picture.inner_text()
    assert picture.locator("img").get_attribute("alt") == first.locator("img").get_attribute("alt")
    page.keyboard.press("ArrowRight")
    assert "2 of 5" in picture.inner_text()
    page.keyboard.press("Escape")
    picture.wait_for(state="hidden")
    assert second.evaluate("link => link === document.activeElement")
    assert here.errors == []


def test_without_javascript_the_gallery_leads_to_the_picture(visitor: Visitors) -> None:
    page = visitor(scripts=False).go(STYLE_PAGE)
    page.locator(".gallery__link").first.click()
    page.wait_for_url("**/*.jpg")
