"""The list of a library: what stands on its shelves, narrowed and counted."""

from datetime import date

from .conftest import AddPublication, Read


def test_a_library_lists_what_is_below_it_the_newest_first(add: AddPublication, read: Read) -> None:
    add("The old report", published_on=date(2016, 12, 13))
    add("The new report", published_on=date(2026, 3, 1))
    page = read("/reports/")
    assert page.index("The new report") < page.index("The old report")
    assert "13 December 2016" in page
    assert "Two publications" in page
