"""What holds for pages of every type in a real browser: for everyone, light, and talking to nobody else."""

import urllib.parse
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browser import Visitor
from tests.support.public import PublicPage, PublicSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visitors = Callable[..., Visitor]

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# The pages are dealt out to so many tests, so that the workers share them.
GROUPS = 4
# A first visit without its photographs, in bytes as sent.
HEAVIEST = 100_000
# Header and footer are the same everywhere: each distinct element is photographed once for each width.
PHOTOGRAPHED: defaultdict[int, set[str]] = defaultdict(set)
LOOKS = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]

# What has the focus: a name for it, whether it can be seen, whether the focus has been there before.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const boxes = [...element.getClientRects()].filter(box => box.width && box.height);
  const labels = [...(element.labels || [])];
  // A control that is drawn by its label is as large as a dot.
  const rect = boxes[0] && boxes[0].width > 2 ? boxes[0] : (labels[0] || element).getBoundingClientRect();
  const own = hit => hit && (element.contains(hit) || labels.some(label => label.contains(hit)));
  const seen = [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]].some(([x, y]) =>
    own(document.elementFromPoint(rect.x + rect.width * x, rect.y + rect.height * y)));
  const again = Boolean(element.__met);
  element.__met = true;
  return {seen, again, name: element.outerHTML.slice(0, 160)};
}"""
# A button that would do nothing without a script is shown by its script.
HIDE_WHAT_SCRIPTS_ADD = """() => {
  for (const item of document.querySelectorAll("[data-copy-item]")) item.hidden = true;
}"""
# As a style sheet of the test's own, which the page's policy does not stop.
SPACED_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""


def dealt(public_site: PublicSite, group: int, most: int = 1) -> list[PublicPage]:
    """So many pages of each type stand for the others: each costs a browser seconds."""
    pages = public_site.samples(most)
    assert len(pages) > 25
    return pages[group::GROUPS]


def report(problems: Iterator[str]) -> None:
    found = list(problems)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_everyone_can_use_every_page(
    public_site: PublicSite, visitor: Visitors, width: int, scheme: str, group: int
) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    someone = visitor(width=width, scheme=scheme)

    def problems() -> Iterator[str]:
        for page in dealt(public_site, group, most=2):
            someone.go(page.path)
            for violation in Axe().run(someone.page, options=AXE).response["violations"]:
                for node in violation["nodes"]:
                    why = node.get("failureSummary", "")
                    yield f"{page.path}: {violation['id']}: {node['html'][:200]} {why}"
            if someone.scrolls_sideways():
                yield f"{page.path} is wider than {width} px"

    report(problems())


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_page_asks_only_its_own_site_and_makes_no_mistake(
    public_site: PublicSite, visitor: Visitors, group: int
) -> None:
    own = urllib.parse.urlsplit(public_site.site.url).netloc

    def problems() -> Iterator[str]:
        for page in dealt(public_site, group):
            someone = visitor()
            someone.go(page.path).wait_for_load_state("networkidle")
            assert someone.requests
            for address in someone.requests:
                parts = urllib.parse.urlsplit(address)
                if parts.scheme not in ("data", "blob") and parts.netloc != own:
                    yield f"{page.path} asks {address}"
            expected = "404" if page.expected == 404 else "no such message"
            yield from (f"{page.path}: {error}" for error in someone.errors if expected not in error)
            cookies = [cookie["name"] for cookie in someone.page.context.cookies()]
            if cookies and not page.may_have_token:
                yield f"{page.path} leaves {cookies}"
            if someone.page.evaluate("localStorage.length + sessionStorage.length"):
                yield f"{page.path} stores something in the browser"
            someone.page.close()

    report(problems())


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_first_visit_is_light(public_site: PublicSite, visitor: Visitors, group: int) -> None:
    def problems() -> Iterator[str]:
        for page in dealt(public_site, group):
            someone = visitor(width=375)
            weights = measured(someone.page)
            someone.go(page.path).wait_for_load_state("networkidle")
            sent = {address: weight for address, weight in weights().items() if "/media/" not in address}
            assert sent
            if sum(sent.values()) >= HEAVIEST:
                yield f"{page.path} weighs {sum(sent.values())} bytes: {sent}"
            someone.page.close()

    report(problems())


def measured(page: Page) -> Callable[[], dict[str, int]]:
    """Count the bytes that travel, headers included, for each address."""
    link = page.context.new_cdp_session(page)
    link.send("Network.enable")
    names: dict[str, str] = {}
    weights: dict[str, int] = {}
    link.on(
        "Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]})
    )
    link.on(
        "Network.loadingFinished",
        lambda event: weights.update({event["requestId"]: int(event["encodedDataLength"])}),
    )

    def gathered() -> dict[str, int]:
        return {names[key]: weight for key, weight in weights.items() if not names[key].startswith("data:")}

    return gathered


@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize("width", [375, 1280])
def test_the_focus_is_seen_wherever_the_tab_key_leads(
    public_site: PublicSite, visitor: Visitors, width: int, group: int
) -> None:
    """The picture of the window changes when an element takes the focus, and nothing covers the element."""
    someone = visitor(width=width, height=700)
    known = PHOTOGRAPHED[width]

    def problems() -> Iterator[str]:
        for page in dealt(public_site, group):
            someone.go(page.path)
            steps = 0
            for _ in range(250):
                someone.page.keyboard.press("Tab")
                focused = someone.page.evaluate(FOCUSED)
                if focused is None or focused["again"]:
                    break
                steps += 1
                if not focused["seen"]:
                    yield f"{page.path}: covered or outside: {focused['name']}"
                if focused["name"] in known:
                    continue
                known.add(focused["name"])
                # The whole window, because a card shows the focus of its link around itself.
                with_focus = someone.page.screenshot(animations="disabled")
                someone.page.evaluate("document.activeElement.blur()")
                if someone.page.screenshot(animations="disabled") == with_focus:
                    yield f"{page.path}: no visible focus on {focused['name']}"
            if steps < 5:
                yield f"{page.path}: the tab key reaches only {steps} elements"

    report(problems())


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_page_is_read_without_javascript(
    public_site: PublicSite, visitor: Visitors, group: int
) -> None:
    """The same words stand in the main part, and no control is there that does nothing."""
    plain, full = visitor(width=375, scripts=False), visitor(width=375)

    def problems() -> Iterator[str]:
        for page in dealt(public_site, group):
            without = " ".join(plain.go(page.path).locator("main").inner_text().split())
            full.go(page.path).evaluate(HIDE_WHAT_SCRIPTS_ADD)
            with_scripts = " ".join(full.page.locator("main").inner_text().split())
            if without != with_scripts or not without:
                yield f"{page.path} without JavaScript: {without[:300]!r}, with it: {with_scripts[:300]!r}"
            for form in plain.page.locator("form:visible").all():
                if form.locator("button[type=submit]:visible, input[type=submit]:visible").count() == 0:
                    yield f"{page.path}: a form without a button: {form.evaluate('it => it.outerHTML')[:200]}"

    report(problems())


def test_a_page_can_be_zoomed_and_spaced_out(public_site: PublicSite, visitor: Visitors) -> None:
    """WCAG 1.4.12 (text spacing) and 1.4.4: nothing is cut off sideways at a narrow width."""
    someone = visitor(width=320)

    def problems() -> Iterator[str]:
        for page in public_site.pages:
            someone.go(page.path)
            someone.page.evaluate(SPACED_OUT)
            if someone.scrolls_sideways():
                yield f"{page.path} scrolls sideways with wider spacing"

    report(problems())
