"""Facts: numbers that say something, and what happened when."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wagtail import blocks

from .base import LISTS, BlockValue, HeadedBlock
from .pictures import ImageChoiceBlock, sample_picture
from .rich_text import ProseBlock, has_words

# Written before the number, and without a space.
CURRENCIES = {"£", "€", "$"}
# Written after it, also without a space.
CLOSE_UNITS = {"%", "°", "×"}
# As many figures and commas stand side by side in the narrowest house.
LONG_NUMBER = 7


@dataclass(frozen=True)
class Statistic:
    """One number as it is printed: what stands before and after it, what it counts, who says so."""

    before: str
    number: str
    after: str
    words: str
    source: str

    @property
    def is_long(self) -> bool:
        """Whether the number needs smaller figures to stay in one line."""
        return len(self.before + self.number) > LONG_NUMBER


class StatisticBlock(blocks.StructBlock):
    """One number."""

    number = blocks.DecimalBlock(
        max_digits=11,
        decimal_places=2,
        help_text="In figures, for instance 12400, or 2.5 with the unit million. Commas come by themselves.",
    )
    unit = blocks.CharBlock(
        required=False,
        max_length=16,
        search_index=False,
        help_text="For instance %, million or hours. A currency (£, €, $) stands before the number.",
    )
    words = blocks.CharBlock(
        max_length=160, help_text="What is counted, for instance: neighbours at one table."
    )
    source = blocks.CharBlock(
        required=False, max_length=200, help_text="Where the number comes from, with the year."
    )

    class Meta:
        icon = "order"
        label_format = "{number} {unit} {words}"


def statistic(entry: Any) -> Statistic | None:
    """Return an entry ready to print, None for one without a number or words (a draft)."""
    number, words = entry.get("number"), (entry.get("words") or "").strip()
    if number is None or not words:
        return None
    unit = (entry.get("unit") or "").strip()
    is_before, is_close = unit in CURRENCIES, unit in CLOSE_UNITS
    return Statistic(
        before=unit if is_before else "",
        # `normalize` drops noughts at the end; `f` undoes the 1.2E+4 that it may leave.
        number=f"{Decimal(number).normalize():,f}",
        after="" if is_before or not unit else unit if is_close else f" {unit}",
        words=words,
        source=(entry.get("source") or "").strip(),
    )


class StatisticsValue(BlockValue):
    """Numbers."""

    @property
    def shown(self) -> list[Statistic]:
        """The numbers to print."""
        return [made for entry in self.get("numbers") or [] if (made := statistic(entry))]

    @property
    def is_empty(self) -> bool:
        """Whether no number is complete."""
        return not self.shown


class StatisticsBlock(HeadedBlock):
    """Large numbers."""

    numbers = blocks.ListBlock(StatisticBlock(), min_num=1, max_num=8)

    class Meta:
        icon = "order"
        label = "Statistics"
        group = LISTS
        template = "blocks/statistics.html"
        value_class = StatisticsValue
        label_format = "{heading}"
        description = "A few large numbers, each with what it counts and where it comes from. Up to eight."
        preview_value = {
            "heading": "The year in numbers",
            "numbers": [
                {
                    "number": Decimal(12400),
                    "words": "neighbours sat at one table",
                    "source": "Our count, 2025",
                },
                {
                    "number": Decimal("2.5"),
                    "unit": "million",
                    "words": "cups of tea since we began",
                    "source": "A careful guess",
                },
                {
                    "number": Decimal(94),
                    "unit": "%",
                    "words": "would come again",
                    "source": "Survey, May 2025",
                },
                {"number": Decimal(38), "unit": "£", "words": "pays for a street’s breakfast"},
            ],
        }


class TimelineEntryBlock(blocks.StructBlock):
    """One thing that happened."""

    when = blocks.CharBlock(max_length=60, help_text="In words, for instance: 2019, or Spring 2021.")
    title = blocks.CharBlock(max_length=120)
    words = ProseBlock(required=False, label="Words")
    image = ImageChoiceBlock("inline", required=False, label="Picture")

    class Meta:
        icon = "time"
        label_format = "{when} {title}"


class TimelineValue(BlockValue):
    """What happened, in the editor's order."""

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The entries that say what happened, each with `has_words`."""
        return [
            {**entry, "has_words": has_words(entry.get("words"))}
            for entry in self.get("entries") or []
            if (entry.get("title") or "").strip()
        ]

    @property
    def is_empty(self) -> bool:
        """Whether no entry says what happened."""
        return not self.shown


class TimelineBlock(HeadedBlock):
    """What happened when."""

    entries = blocks.ListBlock(TimelineEntryBlock(), min_num=1, max_num=40, label="What happened")

    class Meta:
        icon = "time"
        label = "Timeline"
        group = LISTS
        template = "blocks/timeline.html"
        value_class = TimelineValue
        label_format = "{heading}"
        description = (
            "What happened, one thing after the other, each with its date in words and a picture if you like."
        )

    def get_preview_value(self) -> Any:
        """Return an invented history, with a picture of the library if there is one."""
        return self.normalize(
            {
                "heading": "How it began",
                "entries": [
                    {
                        "when": "Spring 2016",
                        "title": "One table",
                        "words": "<p>Two neighbours put a table on the pavement. Eleven people sat down.</p>",
                        "image": None,
                    },
                    {
                        "when": "2019",
                        "title": "Forty streets",
                        "words": "<p>The breakfast had become a habit, and the habit a charity.</p>",
                        "image": sample_picture(4),
                    },
                    {"when": "Today", "title": "A town near you", "words": "", "image": None},
                ],
            }
        )
