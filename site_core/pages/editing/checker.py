"""Wagtail's content checks, for editors only: all of axe's rules, and one of our own."""

from typing import Any

from wagtail.admin.userbar import ContentCheckerItem

# The whole name of a link. Axe takes patterns without flags, so capitals are spelt out.
VAGUE = (
    r"/^\s*([Cc]lick|[Rr]ead|[Ss]ee|[Ff]ind out|[Ll]earn|[Mm]ore|[Hh]ere|[Tt]his|[Ll]ink|[Dd]etails|[Gg]o)"
    r"( (here|this|more|out|link|page|on))*\s*[.!…>»→]*\s*$/"
)


class SiteChecker(ContentCheckerItem):
    """Every rule that axe has switched on by itself, Wagtail's two, and "links say where they lead"."""

    # None: all but the experimental ones.
    axe_run_only = None
    axe_rules = {
        # It waits for the whole picture to be drawn, and our colours are tested elsewhere by night and day.
        "color-contrast-enhanced": {"enabled": False},
    }
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
        {
            "id": "check-vague-link",
            # One of axe's own; it takes a pattern for the name that a screen reader says.
            "evaluate": "matches-definition-evaluate",
            "options": {"matcher": {"accessibleName": VAGUE}},
        },
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
