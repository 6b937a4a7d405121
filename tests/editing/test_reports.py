"""The reports: what they list, for whom, filtered, and as a spreadsheet."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import GroupPagePermission, Page

from site_core.accounts.models import RoleGroup
from site_core.demo.factories import (
    CollectionFactory,
    DocumentFactory,
    FormPageFactory,
    ImageFactory,
    SectionPageFactory,
    StandardPageFactory,
)
from site_core.pages.editing import looking, reports, reviews
from site_core.pages.editing.models import Address
from site_core.pages.models import CustomDocument, CustomImage, HomePage, SectionPage, StandardPage

SignIn = Callable[[str], Client]
YEAR_AGO = timedelta(days=366)


def body_of(response: HttpResponseBase) -> bytes:
    if response.streaming:
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response.content  # type: ignore[attr-defined]


def rows_of(client: Client, key: str, **query: str) -> list[list[str]]:
    """The report's rows as its CSV file has them, without the headings."""
    response = client.get(reverse(f"editing_{key}"), {"export": "csv", **query})
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(body_of(response).decode())))[1:]


def linking(parent: Any, href: str, title: str) -> StandardPage:
    page: StandardPage = StandardPageFactory(parent=parent, title=title)
    page.body = [("rich_text", f"<p><a {href}>x</a></p>")]
    page.save_revision().publish()
    return page


def aged(page: Page, days: int) -> None:
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=days))


# --- links ------------------------------------------------------------


def test_broken_links_say_where_they_stand_where_they_lead_and_what_is_wrong(
    section: SectionPage, signed_in: SignIn
) -> None:
    target: Any = StandardPageFactory(parent=section, title="Target")
    one = linking(section, f'linktype="page" id="{target.pk}"', "One")
    linking(section, 'linktype="page" id="999999"', "Two")
    linking(section, 'linktype="document" id="999999"', "Three")
    linking(section, 'href="https://a.example.org/x"', "Four")
    looking.look_through_all()
    Address.objects.get().note("There is no such page any more (404).", is_gone=True, now=timezone.now())
    target.unpublish()
    publisher = signed_in("publisher")
    assert sorted(rows_of(publisher, "broken_links")) == [
        ["Four", "Body › Text", "https://a.example.org/x", "There is no such page any more (404)."],
        ["One", "Body › Text", "Target", "The page is not published."],
        ["Three", "Body › Text", "Document 999999", "The document was deleted."],
        ["Two", "Body › Text", "Page 999999", "The page was deleted."],
    ]
    shown = publisher.get(reverse("editing_broken_links")).content.decode()
    assert f"/admin/pages/{one.pk}/edit/" in shown
    assert [row[0] for row in rows_of(publisher, "broken_links", kind="address")] == ["Four"]


def test_an_editor_sees_only_the_links_of_pages_that_are_theirs_to_change(
    home: HomePage, signed_in: SignIn
) -> None:
    mine: Any = SectionPageFactory(parent=home, title="Mine")
    linking(mine, 'linktype="page" id="999999"', "On my page")
    linking(home, 'linktype="page" id="999999"', "On another")
    looking.look_through_all()
    group = RoleGroup.objects.get(role="editor").group
    GroupPagePermission.objects.filter(group=group).update(page=mine)
    assert [row[0] for row in rows_of(signed_in("editor"), "broken_links")] == ["On my page"]
    assert len(rows_of(signed_in("publisher"), "broken_links")) == 2


def test_links_of_settings_are_for_those_who_may_change_them(section: SectionPage, signed_in: SignIn) -> None:
    from site_core.pages.models import NavigationSettings

    navigation = NavigationSettings.for_site(section.get_site())
    navigation.donate_page = section
    navigation.save()
    looking.look_through_all()
    section.unpublish()
    (row,) = rows_of(signed_in("publisher"), "broken_links")
    assert row[1:] == ["Donate page", "Our work", "The page is not published."]
    assert rows_of(signed_in("editor"), "broken_links") == []


# --- reviews ------------------------------------------------------------


@pytest.mark.both
def test_a_page_is_listed_a_year_after_its_review_or_else_its_publication(section: SectionPage) -> None:
    pages = {
        name: StandardPageFactory(parent=section, title=name, reviewed_on=reviewed)
        for name, reviewed in {
            "old, never reviewed": None,
            "old, but reviewed": timezone.localdate() - timedelta(days=30),
            "new, but reviewed long ago": timezone.localdate() - timedelta(days=400),
            "new": None,
            "a draft": timezone.localdate() - timedelta(days=400),
        }.items()
    }
    aged(pages["old, never reviewed"], 380)
    aged(pages["old, but reviewed"], 400)
    pages["a draft"].unpublish()
    for name in ("new", "new, but reviewed long ago"):
        aged(pages[name], 3)
    listed = reviews.not_reviewed(Page.objects.all(), today=timezone.localdate())
    assert [page.title for page in listed] == ["new, but reviewed long ago", "old, never reviewed"]


def test_the_year_ends_at_midnight_in_london(section: SectionPage) -> None:
    page: Any = StandardPageFactory(parent=section)
    # 23:30 in UTC is the next day in London's summer.
    Page.objects.filter(pk=page.pk).update(last_published_at=datetime(2025, 7, 1, 23, 30, tzinfo=UTC))
    mine = Page.objects.filter(pk=page.pk)
    assert not reviews.not_reviewed(mine, today=date(2026, 7, 2)).exists()
    assert reviews.not_reviewed(mine, today=date(2026, 7, 3)).exists()


def test_a_type_that_only_grows_old_is_left_out(
    section: SectionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page: Any = StandardPageFactory(parent=section)
    aged(page, 400)
    assert reviews.not_reviewed(Page.objects.filter(pk=page.pk), today=timezone.localdate()).exists()
    monkeypatch.setattr(StandardPage, "needs_review", False, raising=False)
    assert not reviews.not_reviewed(Page.objects.filter(pk=page.pk), today=timezone.localdate()).exists()


def test_pages_of_every_type_can_be_reviewed(section: SectionPage, signed_in: SignIn) -> None:
    form: Any = FormPageFactory(parent=section, title="Write to us", reviewed_on=date(2020, 1, 1))
    SectionPageFactory(parent=section, title="Old section", reviewed_on=date(2019, 1, 1))
    rows = rows_of(signed_in("editor"), "not_reviewed")
    assert [row[:3] for row in rows] == [
        ["Old section", "Section", "2019-01-01"],
        ["Write to us", "Form page", "2020-01-01"],
    ]
    kind = str(form.content_type_id)
    assert [row[0] for row in rows_of(signed_in("editor"), "not_reviewed", content_type=kind)] == [
        "Write to us"
    ]


# --- pictures and documents ------------------------------------------------------------


@pytest.mark.both
def test_pictures_without_words_are_listed_unless_they_are_decoration(
    section: SectionPage, signed_in: SignIn
) -> None:
    fine: Any = ImageFactory(title="Fine")
    ImageFactory(title="Decoration", description="", is_decorative=True)
    ImageFactory(title="Bare", description="")
    page: Any = StandardPageFactory(parent=section, title="A page")
    page.body = [("picture", {"image": fine, "caption": "", "credit": "", "width": "column"})]
    page.save_revision().publish()
    assert [row[::2] for row in rows_of(signed_in("editor"), "pictures_without_words")] == [
        ["Bare", "The picture itself"]
    ]


def test_a_picture_that_lacks_its_words_on_a_page_is_listed_with_the_page(
    section: SectionPage, signed_in: SignIn
) -> None:
    import json

    image: Any = ImageFactory(title="The mill")
    page: Any = StandardPageFactory(parent=section, title="A page")
    page.body = json.dumps(
        [{"type": "picture", "value": {"image": {"image": image.pk, "alt_text": "", "decorative": False}}}]
    )
    page.save_revision().publish()
    looking.look_through_all()
    (row,) = rows_of(signed_in("editor"), "pictures_without_words")
    assert (row[0], row[2]) == ("The mill", "On “A page”")


@pytest.mark.both
def test_documents_that_nothing_leads_to_are_listed_after_a_month(
    section: SectionPage, signed_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    documents: dict[str, Any] = {
        title: DocumentFactory(title=title) for title in ("Used", "In a draft", "Forgotten", "New")
    }
    month_ago = timezone.now() - timedelta(days=31)
    CustomDocument.objects.exclude(title="New").update(created_at=month_ago)
    with django_capture_on_commit_callbacks(execute=True):
        linking(section, f'linktype="document" id="{documents["Used"].pk}"', "A page")
    draft: Any = StandardPageFactory(parent=section)
    draft.body = [("rich_text", f'<a linktype="document" id="{documents["In a draft"].pk}">x</a>')]
    draft.save_revision()
    looking.look_through_all()
    assert [row[0] for row in rows_of(signed_in("publisher"), "unused_documents")] == ["Forgotten"]


def test_files_are_filtered_by_collection(section: SectionPage, signed_in: SignIn) -> None:
    other: Any = CollectionFactory(name="Archive")
    ImageFactory(title="Here", description="")
    ImageFactory(title="There", description="", collection=other)
    DocumentFactory(title="Here")
    DocumentFactory(title="There", collection=other)
    CustomDocument.objects.update(created_at=timezone.now() - YEAR_AGO)
    for key in ("pictures_without_words", "unused_documents"):
        publisher = signed_in("publisher")
        assert {row[0] for row in rows_of(publisher, key)} == {"Here", "There"}
        assert [row[0] for row in rows_of(publisher, key, collection=str(other.pk))] == ["There"]


# --- all of them ------------------------------------------------------------


@pytest.mark.parametrize("report", reports.REPORTS, ids=lambda report: report.key)
@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("editor", True), ("publisher", True), ("administrator", True),
        ("moderator", False), ("packer", False), ("finance", False), ("", False),
    ],
)  # fmt: skip
def test_who_works_on_pages_may_open_the_reports(
    report: type[reports.Report], role: str, may: bool, home: HomePage, signed_in: SignIn
) -> None:
    client = signed_in(role)
    for address in (reports.url_of(report), f"{reports.url_of(report)}results/"):
        assert (client.get(address).status_code == 200) is may, address
        if not may:
            assert client.get(address, {"export": "csv"}).status_code in {302, 403}
    home_page = client.get(reverse("wagtailadmin_home"))
    assert (str(report.page_title) in home_page.content.decode()) is may


def test_strangers_are_sent_to_the_door(home: HomePage, client: Client) -> None:
    for report in reports.REPORTS:
        assert client.get(reports.url_of(report)).status_code == 302


@pytest.mark.parametrize("report", reports.REPORTS, ids=lambda report: report.key)
def test_an_empty_report_says_so_kindly(
    report: type[reports.Report], home: HomePage, signed_in: SignIn
) -> None:
    page = signed_in("editor").get(reports.url_of(report))
    assert report.nothing in page.content.decode()


@pytest.fixture
def something_everywhere(section: SectionPage) -> SectionPage:
    """One row in each report, whose title would be a formula in a spreadsheet."""
    page = linking(section, 'linktype="page" id="999999"', "=1+1")
    aged(page, 400)
    ImageFactory(title="=1+1", description="")
    DocumentFactory(title="=1+1")
    CustomDocument.objects.update(created_at=timezone.now() - YEAR_AGO)
    looking.look_through_all()
    return section


@pytest.mark.parametrize("report", reports.REPORTS, ids=lambda report: report.key)
def test_every_report_comes_as_a_spreadsheet_without_formulas(
    report: type[reports.Report], something_everywhere: SectionPage, signed_in: SignIn
) -> None:
    publisher = signed_in("publisher")
    (row,) = rows_of(publisher, report.key)
    assert row[0] == "'=1+1"
    response = publisher.get(reports.url_of(report), {"export": "xlsx"})
    assert report.key.replace("_", "-") in response["Content-Disposition"]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(body_of(response))).active
    rows = list(sheet.values)
    assert len(rows) == 2
    assert rows[0] == tuple(report.export_headings[name] for name in report.list_export)
    assert sheet["A2"].data_type == "s"


@pytest.mark.parametrize("report", reports.REPORTS, ids=lambda report: report.key)
def test_a_long_report_costs_no_more_queries_than_a_short_one(
    report: type[reports.Report],
    something_everywhere: SectionPage,
    signed_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    publisher = signed_in("publisher")
    publisher.get(reports.url_of(report))
    for number in range(20):
        page = linking(something_everywhere, 'linktype="page" id="999999"', f"P{number}")
        aged(page, 400)
        ImageFactory(description="")
        DocumentFactory()
    CustomDocument.objects.update(created_at=timezone.now() - YEAR_AGO)
    looking.look_through_all()
    with django_assert_max_num_queries(60):
        shown = publisher.get(reports.url_of(report)).content.decode()
    assert len(rows_of(publisher, report.key)) == 21
    assert shown.count("<tr") >= 21
    assert CustomImage.objects.count() == 21
