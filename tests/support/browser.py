"""Chromium through Playwright: pages as people have them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A test browser must not talk to its maker: every request counts in the tests.
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser. Where none is installed, scripts/run_tests.py leaves these tests out and says so."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "No Chromium on the PATH. Install it, or leave these tests out: pytest -m 'not browser'"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A page in a fresh browser profile that remembers what it asked for and what went wrong."""

    page: Page
    site: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open an address of the site and wait until it has all it needs."""
        self.page.goto(self.site.rstrip("/") + path if path.startswith("/") else path, wait_until="load")
        return self.page

    def scrolls_sideways(self) -> bool:
        """Tell whether anything is wider than the window."""
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return bool(wide > 0)


@contextmanager
def visit(
    browser: Browser,
    site: str,
    *,
    width: int = 1280,
    height: int = 900,
    scripts: bool = True,
    scheme: str = "light",
) -> Iterator[Visitor]:
    """A new visitor with an empty profile, at a width, with or without JavaScript, by day or night."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    visitor = Visitor(page, site)
    page.on("request", lambda request: visitor.requests.append(request.url))
    page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    page.on(
        "console",
        lambda message: visitor.errors.append(message.text) if message.type in ("error", "warning") else None,
    )
    try:
        yield visitor
    finally:
        context.close()


# What the element with the focus is called, as a person would say it.
FOCUS_NAME = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return "";
  const label = element.labels && element.labels[0];
  const name = element.getAttribute("aria-label") || (label ? label.innerText : element.innerText) || "";
  return name.trim().replace(/\\s+/g, " ");
}"""


def tab_to(page: Page, name: str, *, steps: int = 120) -> None:
    """Press the tab key until something with this name has the focus, as somebody without a mouse does."""
    met: list[str] = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        met.append(page.evaluate(FOCUS_NAME))
        if met[-1] == name:
            return
    raise AssertionError(f"The tab key never reaches {name!r}; it met {met}")
