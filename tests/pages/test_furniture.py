"""Menus, identity and alert: edited in the admin, seen by everyone, leaking nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Page, PageViewRestriction, Site

from site_core.pagecache import mark
from site_core.pages import furniture
from site_core.pages.menus import MenuItem, TopLevelBlock, mark_current
from site_core.pages.models import AlertSettings, CharitySettings, HomePage, NavigationSettings, SectionPage

MakePage = Callable[..., Any]


def entry(
    page: Page | None = None, children: list[dict[str, Any]] | None = None, **values: str
) -> dict[str, Any]:
    return {"page": page, "url": "", "label": "", "children": children or []} | values


def set_menu(*entries: dict[str, Any]) -> None:
    navigation = NavigationSettings.for_site(Site.objects.get())
    navigation.menu = [("entry", value) for value in entries]
    navigation.save()


def built() -> furniture.Furniture:
    return furniture.build(Site.objects.get())


def test_a_menu_has_three_levels_with_titles_from_the_pages(section: SectionPage, add_page: MakePage) -> None:
    child = add_page(section, "Organising")
    grandchild = add_page(child, "Stories of hope")
    third = {"page": grandchild, "url": "", "label": ""}
    set_menu(entry(section, [entry(child, [third])]))
    (top,) = built().menu
    assert (top.title, top.url) == ("Our work", "/our-work/")
    assert top.children[0].title == "Organising"
    assert top.children[0].children[0].url == "/our-work/organising/stories-of-hope/"


def test_an_editors_label_and_an_address_elsewhere_are_printed(section: SectionPage) -> None:
    set_menu(entry(section, label="What we do"), entry(url="https://example.org/", label="Elsewhere"))
    assert [(item.title, item.url) for item in built().menu] == [
        ("What we do", "/our-work/"),
        ("Elsewhere", "https://example.org/"),
    ]


def test_a_draft_and_all_below_it_drop_out_of_the_menu(section: SectionPage, add_page: MakePage) -> None:
    child = add_page(section, "Secret plan", live=False)
    set_menu(entry(section, [entry(child, [{"page": section, "url": "", "label": ""}])]))
    assert built().menu[0].children == []


def test_a_private_page_and_what_lies_below_it_drop_out_of_the_menu(
    section: SectionPage, add_page: MakePage
) -> None:
    child = add_page(section, "Members only")
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    set_menu(entry(child))
    assert built().menu == []


def test_a_menu_entry_needs_one_target_and_an_address_needs_a_label(section: SectionPage) -> None:
    block = TopLevelBlock()
    for wrong in (entry(), entry(section, url="https://example.org/"), entry(url="https://example.org/")):
        with pytest.raises(StructBlockValidationError):
            block.clean(block.to_python(block.get_prep_value(block.normalize(wrong))))


def test_the_current_entry_and_those_above_it_are_marked() -> None:
    leaf = MenuItem("Stories", "/ours/organising/stories/")
    tree = [
        MenuItem("Home", "/"),
        MenuItem("Work", "/ours/", [MenuItem("Organising", "/ours/organising/", [leaf])]),
    ]
    home, work = mark_current(tree, "/ours/organising/stories/")
    assert (home.is_current, home.is_open) == (False, False)
    assert (work.is_current, work.is_open) == (False, True)
    assert work.children[0].is_open
    assert work.children[0].children[0].is_current
    assert not tree[1].is_open, "the shared tree must not change"


def test_legal_lines_come_from_the_settings_alone(home: HomePage) -> None:
    charity = CharitySettings.for_site(Site.objects.get())
    charity.charity_number = "9999999"
    charity.company_number = "08999999"
    charity.company_name = "Brighter Towns Ltd"
    charity.registered_office = "1 High Street\nAnytown"
    charity.save()
    assert built().charity.legal_lines == (
        "Registered charity in England and Wales, number 9999999.",
        "Brighter Towns Ltd is a company registered in England and Wales, number 08999999.",
        "Registered office: 1 High Street, Anytown.",
    )


def test_the_donate_button_needs_a_public_page(section: SectionPage) -> None:
    navigation = NavigationSettings.for_site(Site.objects.get())
    navigation.donate_page = section
    navigation.save()
    donate = built().donate
    assert donate is not None
    assert donate.url == "/our-work/"
    section.unpublish()
    assert built().donate is None


def alert(**fields: Any) -> AlertSettings:
    banner = AlertSettings.for_site(Site.objects.get())
    banner.active = True
    banner.text = "The office is closed today."
    for name, value in fields.items():
        setattr(banner, name, value)
    return banner


def test_an_alert_is_shown_between_its_times_only(home: HomePage) -> None:
    now = timezone.now()
    hour = timedelta(hours=1)
    alert(shown_from=now - hour, shown_until=now + hour).save()
    shown = built().alert
    assert shown is not None
    assert shown.text == "The office is closed today."
    alert(shown_from=now + hour, shown_until=now + 2 * hour).save()
    assert built().alert is None
    alert(shown_from=None, shown_until=now - hour).save()
    assert built().alert is None


def test_an_alert_without_words_or_with_its_end_first_is_refused(home: HomePage) -> None:
    now = timezone.now()
    with pytest.raises(ValidationError, match="Write what the banner says"):
        alert(text="").full_clean()
    with pytest.raises(ValidationError, match="end must come after"):
        alert(shown_from=now, shown_until=now - timedelta(hours=1)).clean()


def test_a_page_lives_no_longer_than_its_alert(home: HomePage, client: Client) -> None:
    now = timezone.now()
    alert(shown_from=now + timedelta(seconds=90), shown_until=now + timedelta(days=2)).save()
    page = client.get("/")
    assert 80 <= (mark.seconds_of(page) or 0) <= 90
    assert 80 <= (built().seconds_left or 0) <= 90


def test_furniture_is_made_anew_when_an_alert_begins_or_ends(
    home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert(shown_until=timezone.now() + timedelta(minutes=5)).save()
    kept: list[float] = []
    monkeypatch.setattr(furniture.cache, "set", lambda key, value, seconds: kept.append(seconds))
    furniture.for_site(Site.objects.get())
    assert 290 <= kept[-1] <= 300
    alert(active=False).save()
    furniture.for_site(Site.objects.get())
    assert kept[-1] == furniture.CACHE_SECONDS


@pytest.mark.django_db(transaction=True)
def test_a_visitor_sees_a_changed_menu_and_name_at_once(section: SectionPage, client: Client) -> None:
    assert b"Deeds of ours" not in client.get("/").content
    set_menu(entry(section, label="Deeds of ours"))
    charity = CharitySettings.for_site(Site.objects.get())
    charity.name = "Hopeful Places"
    charity.save()
    content = client.get("/").content.decode()
    assert "Deeds of ours" in content
    assert "Hopeful Places" in content


# --- above every page: account, basket, Donate -------------------------------------------------------------


def lead_to(page: Page | None) -> None:
    navigation = NavigationSettings.for_site(Site.objects.get())
    navigation.basket_page = navigation.donate_page = page
    navigation.save()


def header_of(client: Client, path: str = "/") -> Any:
    return BeautifulSoup(client.get(path).content, "html.parser").select_one(".site-header")


def words(part: Any) -> str:
    return " ".join(part.get_text(" ", strip=True).split())


def test_the_basket_leads_where_the_editor_says_and_names_its_number(
    section: SectionPage, client: Client
) -> None:
    lead_to(section)
    link = header_of(client).select_one(".site-header__tools a[data-basket]")
    assert link["href"] == "/our-work/"
    (seen_only,) = link.select("[aria-hidden]")
    assert seen_only.extract().get_text() == "0"
    assert words(link) == "Basket (0 items)"


def test_the_basket_needs_a_public_page(section: SectionPage) -> None:
    assert built().basket is None
    lead_to(section)
    assert built().basket == MenuItem("Basket", "/our-work/")
    section.unpublish()
    assert built().basket is None
    section.live = True
    section.save()
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    cache.clear()
    assert built().basket is None


def test_without_a_basket_there_is_no_script_for_it(section: SectionPage, client: Client) -> None:
    assert b"js/basket.js" not in client.get("/").content
    cache.clear()
    lead_to(section)
    assert b"js/basket.js" in client.get("/our-work/").content


@pytest.mark.django_db(transaction=True)
def test_a_basket_page_that_is_withdrawn_leaves_no_dead_link(section: SectionPage, client: Client) -> None:
    lead_to(section)
    assert header_of(client).select("a[href='/our-work/']")
    section.unpublish()
    assert not header_of(client).select("a[href='/our-work/']")
    section.delete()
    assert NavigationSettings.for_site(Site.objects.get()).basket_page is None


def test_on_a_phone_account_and_basket_are_in_the_sheet_of_the_menu(
    section: SectionPage, client: Client
) -> None:
    lead_to(section)
    set_menu(entry(section))
    sheet = header_of(client).select_one("#menu .menu__extra")
    assert [link["href"] for link in sheet.select("[data-account], [data-basket]")] == [
        "/account/login/",
        "/our-work/",
    ]


def test_a_cookie_changes_nothing_that_the_server_sends(section: SectionPage, client: Client) -> None:
    lead_to(section)
    plain = client.get("/our-work/").content
    client.cookies["basket"] = "3"
    client.cookies["signed_in"] = "1"
    assert client.get("/our-work/").content == plain


def test_a_page_says_its_number_to_the_counter_and_an_error_page_does_not(
    section: SectionPage, client: Client
) -> None:
    content = client.get("/our-work/").content.decode()
    assert f'data-page="{section.pk}"' in content
    assert "js/reads.js" in content
    missing = client.get("/not-here/").content.decode()
    assert "data-page" not in missing
    assert "js/reads.js" not in missing
