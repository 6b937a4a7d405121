"""The list of a form's answers in the admin, and their export."""

from typing import Any

from wagtail.contrib.forms.views import SubmissionsListView

from site_core.guard.spreadsheets import BEGINS_A_FORMULA


class AnswersView(SubmissionsListView):
    """Wagtail's list; strangers' words stay words when staff open the CSV file in a spreadsheet."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Put an apostrophe before what would be a formula. (For XLSX Wagtail marks each cell as text.)"""
        value = super().preprocess_field_value(field, value, export_format)
        is_formula = isinstance(value, str) and value.startswith(BEGINS_A_FORMULA)
        return f"'{value}" if is_formula and export_format == self.FORMAT_CSV else value
