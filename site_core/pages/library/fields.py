"""A field that holds several of a few fixed choices, on every database."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models


class ChoicesField(models.JSONField):
    """A list of keys of `choices`, ticked by an editor; the order is that of `choices`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.options: list[tuple[str, str]] = list(kwargs.pop("options", []))
        super().__init__(*args, **({"default": list, "blank": True} | kwargs))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Stand in migrations as a JSON field: new choices change nothing in the table."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Return boxes to tick."""
        kwargs |= {
            "choices": self.options,
            "required": not self.blank,
            "label": self.verbose_name.capitalize(),
        }
        kwargs |= {"help_text": self.help_text, "widget": forms.CheckboxSelectMultiple}
        return forms.MultipleChoiceField(
            **{name: value for name, value in kwargs.items() if name not in {"encoder", "decoder"}}
        )

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what is no choice."""
        super().validate(value, model_instance)
        unknown = [key for key in value if key not in dict(self.options)]
        if unknown:
            raise ValidationError(f"Not a choice: {', '.join(map(str, unknown))}.")

    def labels(self, value: list[str]) -> list[str]:
        """Return the words for what was chosen, in the order of `options`."""
        return [label for key, label in self.options if key in value]
