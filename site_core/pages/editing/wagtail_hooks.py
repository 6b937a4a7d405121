"""This room's places in the admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import checker, reports
from .dashboard import AttentionPanel


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """The dashboard begins with what waits for whoever looks at it."""
    panels.append(AttentionPanel())


@hooks.register("construct_wagtail_userbar")
def site_checker(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Our rules in place of Wagtail's shorter list."""
    checker.use_ours(items)


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    """Each report, and its rows alone for the filters."""
    return [
        url
        for report in reports.REPORTS
        for url in (
            path(f"reports/{report.key.replace('_', '-')}/", report.as_view(), name=f"editing_{report.key}"),
            path(
                f"reports/{report.key.replace('_', '-')}/results/",
                report.as_view(results_only=True),
                name=f"editing_{report.key}_results",
            ),
        )
    ]


class ReportMenuItem(MenuItem):
    """A report in the menu, for those who may open it."""

    def __init__(self, report: type[reports.Report], order: int) -> None:
        super().__init__(
            report.page_title,
            reports.url_of(report),
            name=report.key.replace("_", "-"),
            icon_name=report.header_icon,
            order=order,
        )
        self.report = report

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may open it."""
        return reports.may_see(request.user, self.report)


def _register_in_menu(report: type[reports.Report], order: int) -> None:
    hooks.register("register_reports_menu_item", lambda: ReportMenuItem(report, order))


for number, one in enumerate(reports.REPORTS):
    _register_in_menu(one, 10 + number)


@hooks.register("register_permissions")
def reading_answers() -> QuerySet[Permission]:
    """A tick box of its own: who may read what visitors wrote to us."""
    return Permission.objects.filter(content_type__app_label="pages", codename="view_formanswer")


@hooks.register("filter_form_submissions_for_user")
def only_those_who_may_read_answers(user: Any, forms: QuerySet[Any]) -> QuerySet[Any]:
    """Being allowed to edit a form's page is not enough to read and export what people sent."""
    return forms if user.has_perm("pages.view_formanswer") else forms.none()
