"""The reports: what is shown to whom. Each also comes as a spreadsheet."""

from typing import Any

import django_filters
from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import PageReportView, ReportView
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Collection, Page, get_page_content_types
from wagtail.permissions import page_permission_policy

from site_core.guard.spreadsheets import as_words

from . import files, reviews
from .models import Address, Pointer

# Whoever works on pages sees what is wrong with them, but only with those that they may change.
PAGE_RIGHTS = ("add", "change", "publish")


class Report(ReportView):
    """What our reports share."""

    # Of the addresses: editing_<key> and editing_<key>_results.
    key = ""
    default_ordering: Any = None
    nothing = ""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return what this person may see of it."""
        return type(self).rows_for(self.request.user)

    @staticmethod
    def rows_for(user: Any) -> QuerySet[Any]:
        """Return the report's rows for a person, in its own order."""
        raise NotImplementedError

    @property
    def index_url_name(self) -> str:
        """The report's address."""
        return f"editing_{self.key}"

    @property
    def index_results_url_name(self) -> str:
        """The address of its rows alone."""
        return f"editing_{self.key}_results"

    @property
    def no_results_message(self) -> str:
        """What an empty report says."""
        return "Nothing fits this filter." if self.is_filtering else self.nothing

    def get_filename(self) -> str:
        """The spreadsheet's name, with the day."""
        return f"{self.key.replace('_', '-')}-{timezone.localdate():%Y-%m-%d}"

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Keep words from becoming formulas in a spreadsheet."""
        value = super().preprocess_field_value(field, value, export_format)
        is_text = isinstance(value, str) and export_format == self.FORMAT_CSV
        return as_words(value) if is_text else value


def may_work_on_pages(user: Any) -> bool:
    """Whether somebody may add, change or publish any page."""
    return bool(page_permission_policy.user_has_any_permission(user, PAGE_RIGHTS))


def pages_of(user: Any) -> QuerySet[Page]:
    """Return the pages that somebody may change or publish."""
    pages: QuerySet[Page] = page_permission_policy.instances_user_has_any_permission_for(
        user, ["change", "publish"]
    )
    return pages


# --- links that lead nowhere ----------------------------------------------------------------------------


class BrokenLinksFilter(WagtailFilterSet):
    """By what they lead to."""

    kind = django_filters.ChoiceFilter(
        label="Leads to", choices=[choice for choice in Pointer.Kind.choices if choice[0] != "picture"]
    )

    class Meta:
        model = Pointer
        fields = ["kind"]


class BrokenLinksReport(Report):
    """Links on live pages, in settings and snippets that lead nowhere."""

    key = "broken_links"
    page_title = "Broken links"
    header_icon = "link"
    nothing = "Every link leads somewhere. Pages are looked through when they are published and each night."
    permission_policy = page_permission_policy
    any_permission_required = PAGE_RIGHTS
    model = Pointer
    filterset_class = BrokenLinksFilter
    columns = [
        TitleColumn("source_title", label="On", get_url=lambda row: row.edit_url),
        Column("place", label="Where"),
        Column("leads_to", label="Leads to"),
        Column("why", label="What is wrong"),
    ]
    list_export = ["source_title", "place", "leads_to", "why"]
    export_headings = {
        "source_title": "On",
        "place": "Where",
        "leads_to": "Leads to",
        "why": "What is wrong",
    }

    @staticmethod
    def rows_for(user: Any) -> QuerySet[Pointer]:
        """Return broken links on what the person may change."""
        mine = Q(page__in=pages_of(user)) | Q(page=None, source_type__in=_kinds_of(user))
        return Pointer.objects.broken().filter(mine).order_by("source_type", "source_id", "pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Say of each where it stands, where it leads and what is wrong, in a fixed number of queries."""
        rows: list[Any] = list(object_list)
        finder = AdminURLFinder(self.request.user)
        sources = _sources(rows)
        targets = Page.objects.in_bulk([row.target_id for row in rows if row.kind == Pointer.Kind.PAGE])
        addresses = Address.objects.in_bulk([row.address_id for row in rows if row.address_id])
        for row in rows:
            source = sources.get((row.source_type_id, row.source_id))
            row.source_title = str(source or "Something that was deleted since")
            row.edit_url = finder.get_edit_url(source) if source else None
            row.leads_to, row.why = _diagnosis(row, targets, addresses)
        return object_list


def _kinds_of(user: Any) -> list[int]:
    """Return the content types of settings and snippets that somebody may change."""
    used = ContentType.objects.filter(
        pk__in=Pointer.objects.filter(page=None).values("source_type").distinct()
    )
    return [
        kind.pk
        for kind in used
        if (model := kind.model_class()) is not None
        and user.has_perm(f"{kind.app_label}.{get_permission_codename('change', model._meta)}")
    ]


def _sources(rows: list[Pointer]) -> dict[tuple[int, int], Any]:
    keys: dict[int, set[int]] = {}
    for row in rows:
        keys.setdefault(row.source_type_id, set()).add(row.source_id)
    found: dict[tuple[int, int], Any] = {}
    for kind, wanted in keys.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        instances = model._default_manager.in_bulk(wanted) if model else {}
        found |= {(kind, key): instance for key, instance in instances.items()}
    return found


def _diagnosis(row: Pointer, pages: dict[int, Page], addresses: dict[int, Address]) -> tuple[str, str]:
    if row.address_id:
        address = addresses[row.address_id]
        return address.url, address.fault
    if row.kind == Pointer.Kind.DOCUMENT:
        return f"Document {row.target_id}", "The document was deleted."
    page = pages.get(row.target_id or 0)
    if page is None:
        return f"Page {row.target_id}", "The page was deleted."
    return page.title, ("The page is private." if page.live else "The page is not published.")


# --- pages that nobody has looked at ------------------------------------------------------------------------


class ReviewFilter(WagtailFilterSet):
    """By page type."""

    content_type = ContentTypeFilter(
        label="Type", queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = Page
        fields = ["content_type"]


class ReviewReport(Report, PageReportView):
    """Live pages that were last reviewed, or published, more than a year ago."""

    key = "not_reviewed"
    page_title = "Pages to review"
    header_icon = "time"
    nothing = "Every page was looked at within the last year. Well done."
    permission_policy = page_permission_policy
    any_permission_required = PAGE_RIGHTS
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    model = Page
    filterset_class = ReviewFilter
    columns = [
        TitleColumn("title", label="Page", url_name="wagtailadmin_pages:edit"),
        Column("kind", label="Type", accessor=lambda page: _type_of(page)),
        DateColumn("reviewed", label="Last reviewed or published"),
    ]
    list_export = ["title", "kind", "reviewed", "full_url"]
    export_headings = {
        "title": "Page",
        "kind": "Type",
        "reviewed": "Last reviewed or published",
        "full_url": "Address",
    }

    @staticmethod
    def rows_for(user: Any) -> QuerySet[Page]:
        """Return the pages to review that the person may change."""
        pages = pages_of(user).select_related("content_type")
        return reviews.not_reviewed(pages, today=timezone.localdate())

    def to_row_dict(self, item: Any) -> Any:
        """Name the type in the spreadsheet too."""
        item.kind = _type_of(item)
        return super().to_row_dict(item)


def _type_of(page: Page) -> str:
    return str(page.content_type.name).capitalize()


# --- pictures and documents ---------------------------------------------------------------------


class PictureFilter(WagtailFilterSet):
    """By collection."""

    collection = django_filters.ModelChoiceFilter(queryset=Collection.objects.all(), label="Collection")

    class Meta:
        model = get_image_model()
        fields = ["collection"]


class PicturesReport(Report):
    """Pictures without alternative text that are not mere decoration."""

    key = "pictures_without_words"
    page_title = "Pictures without alternative text"
    header_icon = "image"
    nothing = "Every picture has its words, for people who cannot see it."
    permission_policy = picture_policy
    any_permission_required = ("change",)
    model = get_image_model()
    is_searchable = False
    filterset_class = PictureFilter
    columns = [
        TitleColumn("title", label="Picture", url_name="wagtailimages:edit"),
        Column("collection", label="Collection"),
        Column("places", label="Where the words are missing"),
        DateColumn("created_at", label="Uploaded"),
    ]
    list_export = ["title", "collection", "places", "created_at"]
    export_headings = {
        "title": "Picture",
        "collection": "Collection",
        "places": "Where the words are missing",
        "created_at": "Uploaded",
    }

    @staticmethod
    def rows_for(user: Any) -> QuerySet[Any]:
        """Return the pictures that the person may change."""
        mine = picture_policy.instances_user_has_any_permission_for(user, ["change"])
        return files.without_words(mine).select_related("collection").order_by("created_at", "pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Say where the words are missing."""
        rows: list[Any] = list(object_list)
        pages: dict[int | None, list[str]] = {}
        used = Pointer.objects.pictures_without_words().filter(target_id__in=[row.pk for row in rows])
        for key, title in used.values_list("target_id", "page__title").order_by("page__title").distinct():
            pages.setdefault(key, []).append(title or "A setting")
        for row in rows:
            own = [] if row.is_decorative or row.description else ["The picture itself"]
            row.places = "; ".join([*own, *(f"On “{title}”" for title in pages.get(row.pk, []))])
        return object_list


class DocumentFilter(WagtailFilterSet):
    """By collection."""

    collection = django_filters.ModelChoiceFilter(queryset=Collection.objects.all(), label="Collection")

    class Meta:
        model = get_document_model()
        fields = ["collection"]


class DocumentsReport(Report):
    """Documents that nothing leads to."""

    key = "unused_documents"
    page_title = "Documents no longer used"
    header_icon = "doc-full-inverse"
    nothing = "Every document is used somewhere, or is new."
    permission_policy = document_policy
    any_permission_required = ("change",)
    model = get_document_model()
    is_searchable = False
    filterset_class = DocumentFilter
    columns = [
        TitleColumn("title", label="Document", url_name="wagtaildocs:edit"),
        Column("filename", label="File"),
        Column("collection", label="Collection"),
        DateColumn("created_at", label="Uploaded"),
    ]
    list_export = ["title", "filename", "collection", "created_at"]
    export_headings = {
        "title": "Document",
        "filename": "File",
        "collection": "Collection",
        "created_at": "Uploaded",
    }

    @staticmethod
    def rows_for(user: Any) -> QuerySet[Any]:
        """Return the unused documents that the person may change."""
        mine = document_policy.instances_user_has_any_permission_for(user, ["change"])
        return (
            files.unused(mine, now=timezone.now()).select_related("collection").order_by("created_at", "pk")
        )


REPORTS: tuple[type[Report], ...] = (BrokenLinksReport, ReviewReport, PicturesReport, DocumentsReport)


def url_of(report: type[Report]) -> str:
    """Return a report's address in the admin."""
    return reverse(f"editing_{report.key}")


def may_see(user: Any, report: type[Report]) -> bool:
    """Whether somebody may open a report."""
    policy: Any = report.permission_policy
    return bool(policy.user_has_any_permission(user, report.any_permission_required))
