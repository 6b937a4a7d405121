"""Takes the pictures of docs/editors-guide.md in the admin of the demo.

    python scripts/take_guide_pictures.py                           start a demo, end it afterwards
    python scripts/take_guide_pictures.py http://localhost:8000/    work in this one, and leave the traces

Needs Chromium (CHROMIUM names it, else the PATH is searched). The pictures land in docs/images/guide/. Each
is reduced to few colours, which screens of an admin bear well: all of them together stay under 1.5 MB.
"""

import contextlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images" / "guide"
PASSWORD = "hope street 2026"  # noqa: S105  (everybody knows the demo's)
WIDTH, HEIGHT, COLOURS = 1180, 760, 96
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MOST_BYTES = 1_500_000
# How long the demo may take to get ready, in seconds.
PATIENCE = 600


@contextlib.contextmanager
def demo() -> Iterator[str]:
    """A demo charity on a port of its own; gives its address, and leaves nothing behind."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}/"
    with tempfile.TemporaryDirectory(prefix="guide-") as folder:
        environment = os.environ | {
            "VAR_DIR": folder,
            "PORT": str(port),
            "BASE_URL": address.rstrip("/"),
            "ENV_FILE": "",
            "DJANGO_SETTINGS_MODULE": "site_core.settings.development",
        }
        subprocess.run([sys.executable, "scripts/prepare_site.py"], cwd=ROOT, env=environment, check=True)
        process = subprocess.Popen([sys.executable, "scripts/run_site.py"], cwd=ROOT, env=environment)
        try:
            wait_for(f"{address}readyz")
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def wait_for(url: str) -> None:
    """Ask until the site answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"The demo does not answer at {url}.")


@dataclass
class Colleague:
    """Somebody signed in to the admin, in a browser profile of their own."""

    page: Page
    site: str

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        self.page.goto(self.site + path, wait_until="load")
        return self.page

    def page_called(self, title: str) -> None:
        """Open a page in the editor, found by its title."""
        self.go(f"admin/pages/search/?q={title.replace(' ', '+')}")
        self.page.locator("td.title a", has_text=title).first.click()
        self.page.wait_for_load_state("load")
        if "/edit/" not in self.page.url:
            self.page.get_by_role("link", name="Edit").first.click()

    def photograph(self, name: str, *, height: int = HEIGHT) -> None:
        """Take a picture of what is in the window."""
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        # Panels slide, pictures come in.
        self.page.wait_for_timeout(900)
        keep(self.page.screenshot(animations="disabled", caret="hide"), name)


def keep(png: bytes, name: str) -> None:
    """Store a picture with few colours."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    reduced = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(TARGET / f"{name}.png", optimize=True)
    print(f"  {name}.png")


def sign_in(browser: Browser, site: str, role: str) -> Colleague:
    """Come in by the front door of the admin."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{site}admin/")
    page.get_by_label("E-mail address").fill(f"{role}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    if role == "editor":
        Colleague(page, site).photograph("sign-in", height=680)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}admin/")
    return Colleague(page, site)


def add_a_child_page(someone: Colleague, parent: str) -> None:
    """Open the list of page types below a page."""
    someone.page_called(parent)
    number = someone.page.url.rstrip("/").split("/")[-2]
    someone.go(f"admin/pages/{number}/add_subpage/")


def write_and_send_in(editor: Colleague) -> None:
    """Make a page, look at it, and hand it to a publisher."""
    add_a_child_page(editor, "Organising")
    editor.photograph("page-types", height=900)
    page = editor.page
    page.locator("a[href*='/add/pages/standardpage/']").click()
    page.locator("#id_title").fill("A bench for Mill Lane")
    page.locator("#id_teaser").fill("Neighbours are building a bench, and everyone may sit on it.")
    page.get_by_role("button", name="Insert a block").first.click()
    page.wait_for_timeout(500)
    editor.photograph("blocks", height=820)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_load_state("load")
    page.get_by_role("button", name="Toggle preview").click()
    page.wait_for_timeout(4000)
    editor.photograph("preview")
    page.get_by_role("button", name="Toggle checks").click()
    page.wait_for_timeout(4000)
    editor.photograph("checks")
    page.get_by_role("button", name="More actions").last.click()
    editor.photograph("send-in")
    page.locator("button[name=action-submit]").click()
    page.wait_for_load_state("load")


def age(publisher: Colleague) -> None:
    """Let two pages have been read long ago, so that the report has something to say."""
    for title, day in {"Organising": "2024-05-14", "Educating": "2025-01-20"}.items():
        publisher.page_called(title)
        page = publisher.page
        page.get_by_role("tab", name="Promote").click()
        page.locator("#id_reviewed_on").fill(day)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="More actions").last.click()
        page.locator("button[name=action-publish]").click()
        page.wait_for_load_state("load")


def approve(publisher: Colleague) -> None:
    """See what waits, and what to do about it."""
    publisher.go("admin/")
    publisher.photograph("dashboard", height=900)
    publisher.page_called("A bench for Mill Lane")
    publisher.page.get_by_role("button", name="More actions").last.click()
    publisher.photograph("approve")


def schedule(publisher: Colleague) -> None:
    """Open the dialogue with the times."""
    publisher.page_called("A bench for Mill Lane")
    publisher.page.get_by_role("button", name="Toggle status").click()
    publisher.page.get_by_role("button", name="Set schedule").click()
    publisher.photograph("schedule")


def first_of(someone: Colleague, path: str, name: str, *, selector: str, height: int = HEIGHT) -> None:
    """Photograph the first entry of a list."""
    someone.go(path)
    someone.page.locator(selector).first.click()
    someone.page.wait_for_load_state("load")
    someone.photograph(name, height=height)


def screens(publisher: Colleague) -> list[tuple[str, str]]:
    """What needs no more than being opened: the picture's name and the address."""
    return [
        ("pages", "admin/pages/"),
        ("documents", "admin/documents/"),
        ("reports", "admin/reports/not-reviewed/"),
        ("redirects", "admin/redirects/add/"),
        ("forms", "admin/forms/"),
        ("menus", "admin/settings/pages/navigationsettings/"),
        ("people", "admin/snippets/people/person/"),
    ]


def main() -> None:
    """Take them all."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        raise SystemExit("No Chromium on the PATH. Install it, or name it in CHROMIUM.")
    TARGET.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
    given = contextlib.nullcontext(sys.argv[1]) if len(sys.argv) > 1 else demo()
    with given as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        editor = sign_in(browser, site, "editor")
        write_and_send_in(editor)
        publisher = sign_in(browser, site, "publisher")
        steps: list[Callable[[Colleague], None]] = [age, approve, schedule]
        for step in steps:
            step(publisher)
        for name, address in screens(publisher):
            publisher.go(address)
            publisher.photograph(name)
        first_of(publisher, "admin/images/", "picture", selector="ul.listing li a", height=1100)
        browser.close()
    total = sum(path.stat().st_size for path in TARGET.glob("*.png"))
    print(f"{len(list(TARGET.glob('*.png')))} pictures, {total // 1000} kB")
    if total > MOST_BYTES:
        raise SystemExit("That is too much for a guide. Take fewer colours or smaller windows.")


if __name__ == "__main__":
    main()
