"""The first page of the admin: what waits for whoever looks at it, and where to go from there.

A room registers its own in `AppConfig.ready()`:

    dashboard.register(Panel("orders", "Orders", "shop.view_order", orders_waiting))
    dashboard.register_link(QuickLink("new order", "Pack an order", "plus", "shop.change_order", url))

`items(user)` is called only for those who hold the right, costs a fixed number of queries and returns what
waits; nothing waits when every count is 0.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wagtail.admin.ui.components import Component

Right = str | Callable[[Any], bool]


@dataclass(frozen=True)
class Waiting:
    """One line: how many, of what ("orders wait"), where to deal with them, since when the oldest waits."""

    count: int
    text: str
    url: str
    since: datetime | date | None = None
    # Instead of "since": what will happen at a time to come.
    at: datetime | None = None
    # The text names the one thing that it is about, so that no number stands before it.
    is_named: bool = False


@dataclass(frozen=True)
class Panel:
    """What one room has waiting. `permission` is "app_label.codename", or a function that asks of a user."""

    key: str
    title: str
    permission: Right
    items: Callable[[Any], Iterable[Waiting]]
    order: int = 100


@dataclass(frozen=True)
class QuickLink:
    """A short way to what people do most; `url` is called when the page is made."""

    key: str
    text: str
    icon: str
    permission: Right
    url: Callable[[], str]
    order: int = 100


_panels: dict[str, Panel] = {}
_links: dict[str, QuickLink] = {}


def register(panel: Panel) -> None:
    """Show a panel to those who hold its right; one with the same key is replaced."""
    _panels[panel.key] = panel


def register_link(link: QuickLink) -> None:
    """Show a quick link to those who hold its right; one with the same key is replaced."""
    _links[link.key] = link


def panels_for(user: Any) -> list[tuple[Panel, list[Waiting]]]:
    """Return the panels in which something waits for a person, with what it is."""
    mine = sorted((p for p in _panels.values() if _holds(user, p.permission)), key=lambda p: (p.order, p.key))
    filled = [(panel, [item for item in panel.items(user) if item.count]) for panel in mine]
    return [(panel, items) for panel, items in filled if items]


def links_for(user: Any) -> list[QuickLink]:
    """Return the quick links of a person."""
    mine = (link for link in _links.values() if _holds(user, link.permission))
    return sorted(mine, key=lambda link: (link.order, link.key))


def _holds(user: Any, right: Right) -> bool:
    return right(user) if callable(right) else bool(user.has_perm(right))


class AttentionPanel(Component):
    """All panels as one part of the first page."""

    name = "attention"
    template_name = "editing/attention.html"
    # Above Wagtail's own lists.
    order = 50

    class Media:
        css = {"all": ["css/editing.css"]}

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return `panels` and `links` of whoever looks."""
        user = (parent_context or {})["request"].user
        return {"panels": panels_for(user), "links": links_for(user)}
