"""Amounts of money on pages: integer pence inside, pounds where people read and write."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

CURRENCY = "GBP"
POUNDS = re.compile(r"£?\s*(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{2}))?")
HOW_TO_WRITE = "Write an amount in pounds, like 12.50 or 12."


def read_pounds(text: str) -> int:
    """Return what "12.50", "£12" or "1,250" is in pence. Raises ValidationError for anything else."""
    match = POUNDS.fullmatch(text.strip())
    if match is None:
        raise ValidationError(HOW_TO_WRITE)
    pounds, pence = match.groups()
    return int(pounds.replace(",", "")) * 100 + int(pence or 0)


def pounds(pence: int) -> str:
    """Return pence as people read them: "£12.50", "£28,400"."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def price_words(pence: int | None) -> str:
    """Return a price as people read it: "Free", "£12.50"; empty for none."""
    if pence is None:
        return ""
    return pounds(pence) if pence else "Free"


def decimal(pence: int) -> str:
    """Return pence as machines read pounds: "12.50"."""
    return f"{pence // 100}.{pence % 100:02}"


class PoundsField(forms.CharField):
    """A field in which people write pounds; its value is pence, None when it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Read what was written."""
        text = super().to_python(value)
        return read_pounds(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """Show stored pence as pounds; leave as it is what was typed."""
        return decimal(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare amounts, not ways to write them."""
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class PenceField(models.PositiveBigIntegerField):
    """An amount in pence, which editors write in pounds. Optional."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"null": True, "blank": True} | kwargs))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Stand in migrations as a plain whole number."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveBigIntegerField", list(args), dict(kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Return the field for pounds."""
        return PoundsField(
            label=str(self.verbose_name).capitalize(), help_text=self.help_text, required=not self.blank
        )
