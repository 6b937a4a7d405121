"""Who is no reader: programs that say so themselves, and pages that a browser fetches ahead."""

import re

from django.http import HttpRequest

# Parts of the names under which crawlers, monitors, previews and scripts introduce themselves; "bot" alone
# finds most. Those that pretend to be a browser are bounded by the limits, as everybody is.
NAMES = (
    "crawl", "spider", "slurp", "archiver", "scrape", "preview", "monitor", "uptime", "pingdom",
    "lighthouse", "pagespeed", "headless", "phantomjs", "selenium", "playwright", "puppeteer",
    "facebookexternal", "mediapartners", "embedly", "validator", "feed", "curl", "wget", "httpie", "python",
    "java/", "go-http", "okhttp", "libwww", "perl", "ruby", "node", "axios", "undici", "chatgpt", "claude",
    "whatsapp",
)  # fmt: skip
# Cubot makes telephones.
_BOT = re.compile("|".join([r"(?<!cu)bot", *map(re.escape, NAMES)]), re.IGNORECASE)
# Sec-Purpose is the standard; the others are what browsers sent before it.
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
_AHEAD_WORDS = ("prefetch", "prerender", "preview")


def is_bot(user_agent: str) -> bool:
    """Whether a program introduces itself as one, or not at all."""
    return not user_agent.strip() or bool(_BOT.search(user_agent))


def is_fetched_ahead(request: HttpRequest) -> bool:
    """Whether the browser asks before anybody looks."""
    return any(word in request.headers.get(name, "").lower() for name in _AHEAD for word in _AHEAD_WORDS)


def declines(request: HttpRequest) -> bool:
    """Whether the visitor asks not to be counted: Do Not Track or Global Privacy Control."""
    return "1" in (request.headers.get("DNT"), request.headers.get("Sec-GPC"))
