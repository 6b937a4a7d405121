"""The content checks: ours are in the bar of staff, and no visitor loads anything of them."""

import json
import re
from collections.abc import Callable
from typing import Any

from django.contrib.staticfiles import finders
from django.test import Client

from site_core.pages.editing.checker import SiteChecker
from site_core.pages.models import HomePage

SignIn = Callable[[str], Client]


def configuration(client: Client) -> dict[str, Any]:
    page = client.get("/").content.decode()
    found = re.search(r'<script id="checker-axe-configuration" type="application/json">(.*?)</script>', page)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_all_of_axes_rules_run_and_ours_with_them(home: HomePage, signed_in: SignIn) -> None:
    known = configuration(signed_in("editor"))
    assert "runOnly" not in known["options"]
    rules = {rule["id"] for rule in known["spec"]["rules"] if rule["enabled"]}
    assert {"alt-text-quality", "empty-meta-description", "vague-link"} <= rules
    assert "say where it leads" in known["messages"]["vague-link"]["error_name"]


def test_what_the_rule_does_comes_with_the_bar_and_only_with_it(home: HomePage, signed_in: SignIn) -> None:
    for script in SiteChecker.Media.js:
        assert finders.find(script)
        assert script in signed_in("editor").get("/").content.decode()
        assert script not in Client().get("/").content.decode()
        assert script not in signed_in("").get("/").content.decode()


def test_visitors_policy_is_as_strict_with_the_bar(home: HomePage, signed_in: SignIn) -> None:
    strangers = Client().get("/")["Content-Security-Policy"]
    assert "unsafe" not in strangers
    assert signed_in("editor").get("/")["Content-Security-Policy"] == strangers
