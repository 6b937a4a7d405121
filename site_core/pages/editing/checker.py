"""Wagtail's content checks, for editors only: all of axe's rules, and one of our own."""

from typing import Any

from wagtail.admin.userbar import ContentCheckerItem


class SiteChecker(ContentCheckerItem):
    """Every rule that axe has switched on by itself, Wagtail's two, and "links say where they lead"."""

    class Media:
        js = ["js/content-checks.js"]

    # None: all but the experimental ones.
    axe_run_only = None
    # What no editor can change. Tests hold it for every page (tests/invariants); in the editor, Wagtail's
    # own bar would set it off.
    axe_rules = {"landmark-unique": {"enabled": False}, "region": {"enabled": False}}
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": "vague-link",
            "impact": "serious",
            "selector": "main a[href]",
            "tags": ["best-practice"],
            "none": ["check-vague-link"],
            "enabled": True,
        },
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        # What it does stands in static/js/content-checks.js.
        {"id": "check-vague-link"},
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "vague-link": {
            "error_name": "A link that does not say where it leads",
            "help_text": "Instead of “click here”, write where the link goes: “our report on schools”.",
        },
    }


def use_ours(items: list[Any]) -> None:
    """Put our checker in the place of Wagtail's."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[place] = SiteChecker(in_editor=item.in_editor)
