"""A field that holds several of a few fixed choices, on every database."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.compare import M2MFieldComparison, register_comparison_class


class ChoicesField(models.JSONField):
    """A list of keys out of `options`, which an editor ticks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Not Django's `choices`, of which a value is one and not several.
        self.options: list[tuple[str, str]] = list(kwargs.pop("options", []))
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Stand in migrations as a JSON field: new choices change nothing in the table."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Return boxes to tick."""
        return forms.MultipleChoiceField(
            choices=self.options,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=str(self.verbose_name).capitalize(),
            help_text=self.help_text,
        )

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what is no choice."""
        super().validate(value, model_instance)
        if unknown := set(value) - dict(self.options).keys():
            raise ValidationError(f"Not a choice: {', '.join(sorted(unknown))}.")


def labels(options: Sequence[tuple[str, str]], value: list[str]) -> list[str]:
    """Return the words for what was chosen, in the order of the options."""
    return [label for key, label in options if key in value]


class ChoicesComparison(M2MFieldComparison):
    """What changed between two versions, in words."""

    def get_items(self) -> tuple[list[str], list[str]]:
        """Return the words of both versions."""
        return labels(self.field.options, self.val_a), labels(self.field.options, self.val_b)


register_comparison_class(ChoicesField, comparison_class=ChoicesComparison)
