"""Questions and answers in groups, each with an address of its own."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing

from .anchors import MAX_LENGTH, heading_anchor, unused_anchor
from .lists import AccordionEntryBlock, AccordionValue
from .rich_text import links_known


@dataclass(frozen=True)
class Question:
    """A question ready to print; `anchor` is the id of its answer, which opens when it is asked for."""

    words: str
    anchor: str
    answer: SafeString

    @property
    def answer_in_words(self) -> str:
        """The answer without markup."""
        return " ".join(get_text_for_indexing(self.answer).split())


@dataclass(frozen=True)
class QuestionGroup:
    """A group ready to print; `heading` is empty where a page has one group and needs none."""

    heading: str
    anchor: str
    questions: list[Question]


def question_groups(stream: Any) -> list[QuestionGroup]:
    """Return the groups that have a complete question. Two queries for the links in all answers."""
    references = stream.stream_block.extract_references(stream)
    with links_known((model, key) for model, key, _, _ in references):
        return _groups([child.value for child in stream])


def _groups(values: list[Any]) -> list[QuestionGroup]:
    used: set[str] = set()
    return [_group(value, used) for value in values if not value.is_empty]


def _group(value: Any, used: set[str]) -> QuestionGroup:
    heading = (value.get("heading") or "").strip()
    return QuestionGroup(
        heading=heading,
        anchor=_anchor(heading, used) if heading else "",
        questions=[
            Question(
                words=entry["question"],
                anchor=_anchor(entry["question"], used),
                answer=mark_safe(entry["answer"].__html__()),  # noqa: S308  (Wagtail made it safe)
            )
            for entry in value.shown
        ],
    )


def _anchor(words: str, used: set[str]) -> str:
    # "q-" keeps clear of the headings of the introduction, which begin with "h-".
    anchor = unused_anchor("q-" + heading_anchor(words).removeprefix("h-")[:MAX_LENGTH], used)
    used.add(anchor)
    return anchor


class QuestionGroupBlock(blocks.StructBlock):
    """Questions about one thing."""

    heading = blocks.CharBlock(
        required=False, max_length=120, help_text="For instance: Giving money. Needed with several groups."
    )
    entries = blocks.ListBlock(AccordionEntryBlock(), min_num=1, label="Questions and answers")

    class Meta:
        icon = "help"
        label = "Group of questions"
        label_format = "{heading}"
        template = "blocks/question_group.html"
        value_class = AccordionValue
        description = "Questions about one thing; each opens to its answer and has an address to share."
        preview_value = {
            "heading": "Coming along",
            "entries": [
                {"question": "Who can come?", "answer": "<p>Everyone. Bring a neighbour.</p>"},
                {"question": "What does it cost?", "answer": "<p>Nothing at all.</p>"},
            ],
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add `group`, for the block's preview; a page builds all its groups at once."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        return {**context, "group": next(iter(_groups([value])), None)}


class QuestionGroups(blocks.StreamBlock):
    """All questions of a page."""

    group = QuestionGroupBlock()

    def clean(self, value: Any) -> Any:
        """Ask for headings where there are several groups. A draft may wait."""
        cleaned = super().clean(value)
        if self.is_deferred_validation or len(cleaned) < 2:
            return cleaned
        nameless = {
            number: blocks.StructBlockValidationError(
                {"heading": ValidationError("Give each group a heading: there are several.")}
            )
            for number, child in enumerate(cleaned)
            if not (child.value.get("heading") or "").strip()
        }
        if nameless:
            raise blocks.StreamBlockValidationError(block_errors=nameless)
        return cleaned
