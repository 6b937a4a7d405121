"""The editors' guide is about this site: its page types, its pictures."""

import re

from wagtail.models import get_page_models

from site_core.accounts.roles import ROLES
from site_core.pages.models import BasePage, HomePage
from tests.support.files import ROOT

GUIDE = (ROOT / "docs" / "editors-guide.md").read_text()
PICTURES = ROOT / "docs" / "images" / "guide"
SCRIPT = (ROOT / "scripts" / "take_guide_pictures.py").read_text()


def test_every_page_type_is_named() -> None:
    names = [
        str(model._meta.verbose_name)
        for model in get_page_models()
        if issubclass(model, BasePage) and model is not HomePage
    ]
    assert len(names) > 5
    table = GUIDE.partition("| type | for what |")[2].partition("\n\n")[0]
    cells = {word.strip() for row in table.splitlines() for word in row.strip("|").split("|")[0].split(",")}
    assert sorted(set(names) - cells) == []


def test_every_role_is_named() -> None:
    for role in ROLES.values():
        assert role.title.lower() in GUIDE.lower(), role.title


def test_pictures_are_there_described_small_and_made_by_the_script() -> None:
    shown = re.findall(r"!\[([^\]]{15,})\]\(images/guide/([a-z-]+)\.png\)", GUIDE)
    assert len(shown) == GUIDE.count("](images/") > 10
    named = {name for _, name in shown}
    stored = {path.stem for path in PICTURES.glob("*")}
    assert named == stored
    assert sorted(name for name in named if f'"{name}"' not in SCRIPT) == []
    assert sum(path.stat().st_size for path in PICTURES.glob("*")) < 1_500_000


def test_the_list_of_contents_leads_to_every_chapter() -> None:
    chapters = {title.lower().replace(" ", "-") for title in re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([a-z-]+)\)", GUIDE)) == chapters
