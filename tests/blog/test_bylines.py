"""Names that posts are signed with: each belongs to one byline, in any case of letters."""

import pytest
from django.core.exceptions import ValidationError

from blog.models import Byline
from site_core.demo.blog_factories import BylineFactory

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.mark.parametrize(
    "name", ["Ana Price", "ana price", "A. Price", "a. price", " Ana O'Hara (guest) ", "Étienne"]
)
def test_a_byline_is_known_by_its_name_and_its_aliases(name: str) -> None:
    ana = BylineFactory(name="Ana Price", aliases="A. Price\r\n Ana O'Hara (guest)\nÉtienne\n")
    assert list(Byline.objects.known_as(name)) == [ana]


@pytest.mark.parametrize("name", ["", " ", "Ana", "A+ Price", "AB Price", "Price", ".*", "Ana O'Hara"])
def test_part_of_a_name_or_a_pattern_is_no_name(name: str) -> None:
    BylineFactory(name="Ana Price", aliases="A. Price\nAna O'Hara (guest)")
    assert not Byline.objects.known_as(name).exists()


def test_an_alias_that_is_another_name_is_refused() -> None:
    BylineFactory(name="Ana Price")
    with pytest.raises(ValidationError) as error:
        Byline(name="Ben", slug="ben", aliases="ana price").full_clean()
    assert list(error.value.message_dict) == ["aliases"]


def test_a_name_that_is_another_alias_is_refused() -> None:
    BylineFactory(name="Ana Price", aliases="Ben")
    with pytest.raises(ValidationError) as error:
        Byline(name="ben", slug="ben").full_clean()
    assert list(error.value.message_dict) == ["name"]


def test_a_byline_may_be_saved_again_under_its_own_names() -> None:
    BylineFactory(name="Ana Price", aliases="A. Price\nAna")
    Byline.objects.get().full_clean()
